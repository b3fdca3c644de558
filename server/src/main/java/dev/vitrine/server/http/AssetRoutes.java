package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.AssetEdits;
import dev.vitrine.catalog.AssetReads;
import dev.vitrine.catalog.AssetWrites;
import dev.vitrine.catalog.CanvasLocks;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelTags;
import dev.vitrine.catalog.Parameters;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.LongTexts;
import dev.vitrine.server.AssetServices;
import dev.vitrine.server.CatalogueServices;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Assets one by one: what is known of them, not their bytes. */
final class AssetRoutes {
  private static final String ASSET_ID = "assetId";

  private final Idempotency idempotency;
  private final Ids ids;
  private final AssetServices services;
  private final ServerLimits limits;

  AssetRoutes(CatalogueServices catalogue, ServerLimits limits) {
    this.idempotency = catalogue.idempotency();
    this.ids = catalogue.ids();
    this.services = catalogue.assets();
    this.limits = limits;
  }

  /** {@code GET /assets/{assetId}} */
  void read(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(ctx, services.reads().get(request.caller(), request.id(ASSET_ID), request.originals()));
  }

  /** {@code POST /assets} */
  void create(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    byte[] sent = request.bytesWithPictures();
    String fingerprint = request.fingerprint(sent); // Before pictures are decoded in their place.
    LongTexts body = pictures(sent);
    once(ctx, request, fingerprint, id -> services.writes().create(caller, id, body));
  }

  /** {@code POST /assets/{assetId}/copy} */
  void copy(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    String original = request.id(ASSET_ID);
    byte[] sent = request.bytes();
    Parameters body = new Parameters(JsonBody.object(sent, limits.json()));
    once(
        ctx,
        request,
        request.fingerprint(sent),
        id -> services.copies().copy(caller, original, id, body));
  }

  /** A create under an id. */
  private interface Create {
    AssetEdits.Stored under(String id);
  }

  private void once(Context ctx, ApiRequest request, String fingerprint, Create create) {
    Idempotency.Answer answer =
        idempotency.once(
            request.keyHolder(),
            request.idempotencyKey(),
            fingerprint,
            () -> ids.next(Ids.Sort.ASSET),
            id -> answer(services.reads().view(create.under(id), request.originals())));
    send(ctx, answer);
  }

  /** {@code PUT /assets/{assetId}} */
  void update(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    String id = request.id(ASSET_ID);
    LongTexts body = pictures(request.bytesWithPictures());
    send(ctx, request, services.writes().update(caller, id, request.precondition(), body));
  }

  private LongTexts pictures(byte[] sent) {
    return new LongTexts(sent, AssetWrites.LONG, limits.json());
  }

  /** {@code PUT /assets/{assetId}/tags} */
  void tags(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    ModelTags.Changed changed =
        services
            .tags()
            .change(request.editor(), request.id(ASSET_ID), request.precondition(), request.body());
    JsonAnswer.send(
        ctx,
        JsonObject.of("added", JsonArray.ofStrings(changed.added()))
            .with("deleted", JsonArray.ofStrings(changed.deleted())));
  }

  /** {@code PUT /assets/{assetId}/lock} */
  void lock(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    CanvasLocks.Locked locked =
        services
            .locks()
            .lock(request.editor(), request.id(ASSET_ID), request.precondition(), request.body());
    AssetReads.View view = services.reads().view(locked.stored(), request.originals());
    send(
        ctx,
        view.etag(),
        JsonObject.of("asset", view.asset()).with("lockId", new JsonString(locked.lockId())));
  }

  /** {@code PUT /assets/{assetId}/unlock} */
  void unlock(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    send(
        ctx,
        request,
        services
            .locks()
            .unlock(
                request.editor(), request.id(ASSET_ID), request.precondition(), request.body()));
  }

  /** {@code DELETE /assets}: ids in the query or in the body. */
  void delete(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    Parameters body = request.listInQueryOrBody("assetIds");
    Boolean force = request.query().flag("force");
    services.removal().delete(caller, body, Boolean.TRUE.equals(force));
    JsonAnswer.send(ctx, JsonObject.EMPTY);
  }

  /** {@code POST /assets/{assetId}/download} */
  void download(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    JsonAnswer.send(
        ctx,
        "url",
        new JsonString(services.downloads().url(caller, request.id(ASSET_ID), request.body())));
  }

  private void send(Context ctx, ApiRequest request, AssetEdits.Stored stored) {
    send(ctx, services.reads().view(stored, request.originals()));
  }

  private static void send(Context ctx, AssetReads.View view) {
    send(ctx, view.etag(), JsonObject.of("asset", view.asset()));
  }

  private static void send(Context ctx, String etag, JsonObject answer) {
    ctx.header("ETag", "\"" + etag + "\"");
    JsonAnswer.send(ctx, answer);
  }

  private static Idempotency.Answer answer(AssetReads.View view) {
    byte[] body = JsonWriter.write(JsonObject.of("asset", view.asset()));
    return new Idempotency.Answer(new String(body, StandardCharsets.UTF_8), view.etag());
  }

  private static void send(Context ctx, Idempotency.Answer answer) {
    if (answer.etag() != null) {
      ctx.header("ETag", "\"" + answer.etag() + "\"");
    }
    JsonAnswer.send(ctx, answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
