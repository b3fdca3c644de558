package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelEdits;
import dev.vitrine.catalog.ModelTags;
import dev.vitrine.catalog.Parameters;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonObject;
import dev.vitrine.row.Audience;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowEncoder;
import dev.vitrine.row.View;
import dev.vitrine.server.CatalogueServices;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Routes that create, change and delete models (contract section 5). */
final class WriteRoutes {
  private static final String MODEL_ID = "modelId";

  private final CatalogueServices services;
  private final RowEncoder encoder;
  private final ServerLimits limits;

  WriteRoutes(CatalogueServices services, RowEncoder encoder, ServerLimits limits) {
    this.services = services;
    this.encoder = encoder;
    this.limits = limits;
  }

  /** {@code POST /models} */
  void create(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    caller.requireEditor();
    once(ctx, request, (id, body) -> services.writes().create(caller, id, body));
  }

  /** {@code POST /models/{modelId}/copy} */
  void copy(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    caller.requireEditor();
    String original = request.id(MODEL_ID);
    once(ctx, request, (id, body) -> services.copies().copy(caller, original, id, body));
  }

  /** A create under an id. */
  private interface Create {
    ModelEdits.Stored under(String id, Parameters body);
  }

  private void once(Context ctx, ApiRequest request, Create create) {
    byte[] sent = request.bytes();
    Parameters body = new Parameters(JsonBody.object(sent, limits.json()));
    Idempotency.Answer answer =
        services
            .idempotency()
            .once(
                request.keyHolder(),
                request.idempotencyKey(),
                request.fingerprint(sent),
                () -> services.ids().next(Ids.Sort.MODEL),
                services.writes()::exists,
                id -> {
                  Row row = row(create.under(id, body), request);
                  return new Idempotency.Answer(
                      new String(row.json(), StandardCharsets.UTF_8), row.etag());
                });
    JsonAnswer.model(ctx, answer.body().getBytes(StandardCharsets.UTF_8), answer.etag());
  }

  /** {@code PUT /models/{modelId}} */
  void update(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    caller.requireEditor();
    answer(
        ctx,
        request,
        services
            .writes()
            .update(caller, request.id(MODEL_ID), request.precondition(), request.body()));
  }

  /** {@code DELETE /models/{modelId}} */
  void delete(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    services.removal().delete(request.keyHolder(), request.id(MODEL_ID), request.precondition());
    JsonAnswer.send(ctx, JsonObject.EMPTY);
  }

  /** {@code POST /models/{modelId}/restore} */
  void restore(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    answer(
        ctx,
        request,
        services
            .removal()
            .restore(request.keyHolder(), request.id(MODEL_ID), request.precondition()));
  }

  /** {@code POST /models/{modelId}/transfer}: answers the model as its new owner has it. */
  void transfer(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    caller.requireAdmin();
    answer(
        ctx,
        request,
        services
            .copies()
            .transfer(caller, request.id(MODEL_ID), request.precondition(), request.body()));
  }

  /** {@code PUT /models/{modelId}/tags} */
  void tags(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.keyHolder();
    caller.requireEditor();
    ModelTags.Changed changed =
        services
            .tags()
            .change(caller, request.id(MODEL_ID), request.precondition(), request.body());
    JsonAnswer.send(
        ctx,
        JsonObject.of("added", JsonArray.ofStrings(changed.added()))
            .with("deleted", JsonArray.ofStrings(changed.deleted())));
  }

  private void answer(Context ctx, ApiRequest request, ModelEdits.Stored stored) {
    JsonAnswer.model(ctx, row(stored, request));
  }

  /** The row as a single read by the owner shows it. */
  private Row row(ModelEdits.Stored stored, ApiRequest request) {
    return encoder.encode(
        stored.revision(), stored.model(), View.single(request.originals()), Audience.OWNER);
  }
}
