package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelPresets;
import dev.vitrine.catalog.Parameters;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.server.CatalogueServices;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** The presets of models. */
final class PresetRoutes {
  private static final String MODEL_ID = "modelId";
  private static final String PRESET_ID = "presetId";
  private static final String PRESET = "preset";

  private final CatalogueServices services;
  private final ModelPresets presets;
  private final ServerLimits limits;

  PresetRoutes(CatalogueServices services, ModelPresets presets, ServerLimits limits) {
    this.services = services;
    this.presets = presets;
    this.limits = limits;
  }

  /** {@code GET /models/{modelId}/presets}. */
  void list(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.send(ctx, "presets", presets.list(request.keyHolder(), request.id(MODEL_ID)));
  }

  /** {@code POST /models/{modelId}/presets}. */
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
                () -> services.ids().next(Ids.Sort.PRESET),
                id ->
                    answer(
                        presets.create(
                            caller, request.id(MODEL_ID), request.precondition(), body, id)));
    JsonAnswer.send(ctx, answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Idempotency.Answer answer(JsonObject preset) {
    byte[] body = JsonWriter.write(JsonObject.of(PRESET, preset));
    return new Idempotency.Answer(new String(body, StandardCharsets.UTF_8), null);
  }

  /** {@code PUT /models/{modelId}/presets/{presetId}}. */
  void update(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.send(
        ctx,
        PRESET,
        presets.update(
            request.editor(),
            request.id(MODEL_ID),
            request.id(PRESET_ID),
            request.precondition(),
            request.body()));
  }

  /** {@code DELETE /models/{modelId}/presets/{presetId}}. */
  void delete(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    presets.delete(
        request.editor(), request.id(MODEL_ID), request.id(PRESET_ID), request.precondition());
    JsonAnswer.send(ctx, JsonObject.EMPTY);
  }
}
