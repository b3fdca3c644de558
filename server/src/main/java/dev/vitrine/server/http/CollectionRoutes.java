package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.CollectionDeletion;
import dev.vitrine.catalog.CollectionViews;
import dev.vitrine.catalog.Cursors;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Parameters;
import dev.vitrine.index.Place;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.server.CatalogueServices;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** The collections of the caller's project. */
final class CollectionRoutes {
  private static final String COLLECTION_ID = "collectionId";
  private static final String MODEL_IDS = "modelIds";
  private static final String ASSET_IDS = "assetIds";

  private final CatalogueServices services;
  private final CollectionViews collections;
  private final CollectionDeletion deletion;
  private final Cursors cursors;
  private final ServerLimits limits;

  CollectionRoutes(
      CatalogueServices services,
      CollectionViews collections,
      CollectionDeletion deletion,
      Cursors cursors,
      ServerLimits limits) {
    this.services = services;
    this.collections = collections;
    this.deletion = deletion;
    this.cursors = cursors;
    this.limits = limits;
  }

  /** {@code GET /collections} */
  void list(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    String context = "collections\n" + caller.projectId() + "\n" + caller.keyId();
    CollectionViews.Page page =
        collections.list(
            caller,
            Paging.size(request.query(), CollectionViews.MOST, CollectionViews.STANDARD),
            Paging.place(request.query(), cursors, context),
            request.originals());
    JsonObject answer = JsonObject.of("collections", page.collections());
    Place next = page.next();
    JsonAnswer.send(
        ctx,
        next == null
            ? answer
            : answer.with(
                "nextPaginationToken", new JsonString(cursors.seal(context, next.encode()))));
  }

  /** {@code POST /collections} */
  void create(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    byte[] sent = request.bytes();
    Parameters body = new Parameters(JsonBody.object(sent, limits.json()));
    Idempotency.Answer answer =
        services
            .idempotency()
            .once(
                caller,
                request.idempotencyKey(),
                request.fingerprint(sent),
                () -> services.ids().next(Ids.Sort.COLLECTION),
                id -> answer(collections.create(caller, id, body)));
    send(ctx, answer);
  }

  /** {@code GET /collections/{collectionId}} */
  void read(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(ctx, collections.get(request.keyHolder(), request.id(COLLECTION_ID), request.originals()));
  }

  /** {@code PUT /collections/{collectionId}} */
  void update(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(
        ctx,
        collections.update(
            request.editor(),
            request.id(COLLECTION_ID),
            request.precondition(),
            request.body(),
            request.originals()));
  }

  /** {@code DELETE /collections/{collectionId}} */
  void delete(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    deletion.delete(request.editor(), request.id(COLLECTION_ID), request.precondition());
    JsonAnswer.send(ctx, JsonObject.EMPTY);
  }

  /** {@code PUT /collections/{collectionId}/models} */
  void add(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(
        ctx,
        collections.add(
            request.editor(),
            request.id(COLLECTION_ID),
            request.precondition(),
            request.body(),
            request.originals()));
  }

  /** {@code DELETE /collections/{collectionId}/models}: ids in the query or in the body. */
  void remove(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(
        ctx,
        collections.remove(
            request.editor(),
            request.id(COLLECTION_ID),
            request.precondition(),
            request.listInQueryOrBody(MODEL_IDS),
            request.originals()));
  }

  /** {@code PUT /collections/{collectionId}/assets} */
  void addAssets(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(
        ctx,
        collections.addAssets(
            request.editor(),
            request.id(COLLECTION_ID),
            request.precondition(),
            request.body(),
            request.originals()));
  }

  /** {@code DELETE /collections/{collectionId}/assets}: ids in the query or in the body. */
  void removeAssets(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(
        ctx,
        collections.removeAssets(
            request.editor(),
            request.id(COLLECTION_ID),
            request.precondition(),
            request.listInQueryOrBody(ASSET_IDS),
            request.originals()));
  }

  private static void send(Context ctx, CollectionViews.View view) {
    send(ctx, answer(view));
  }

  private static Idempotency.Answer answer(CollectionViews.View view) {
    byte[] body = JsonWriter.write(JsonObject.of("collection", view.collection()));
    return new Idempotency.Answer(
        new String(body, StandardCharsets.UTF_8), Long.toString(view.revision()));
  }

  private static void send(Context ctx, Idempotency.Answer answer) {
    if (answer.etag() != null) {
      ctx.header("ETag", "\"" + answer.etag() + "\"");
    }
    JsonAnswer.send(ctx, answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
