package dev.vitrine.server.http;

import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelPresets;
import dev.vitrine.model.JsonObject;
import io.javalin.http.Context;

/** The presets of models. */
final class PresetRoutes {
  private static final String MODEL_ID = "modelId";
  private static final String PRESET_ID = "presetId";
  private static final String PRESET = "preset";

  private final ModelPresets presets;
  private final Ids ids;
  private final ServerLimits limits;

  PresetRoutes(ModelPresets presets, Ids ids, ServerLimits limits) {
    this.presets = presets;
    this.ids = ids;
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
    JsonAnswer.send(
        ctx,
        PRESET,
        presets.create(
            request.editor(),
            request.id(MODEL_ID),
            request.precondition(),
            request.body(),
            ids.next(Ids.Sort.PRESET)));
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
