package dev.vitrine.server.http;

import dev.vitrine.bulk.BulkReader;
import dev.vitrine.row.View;
import io.javalin.http.Context;

/** Reads of single models, by the rules of rows (contract section 2). */
final class ModelRoutes {
  private final BulkReader reader;
  private final ServerLimits limits;

  ModelRoutes(BulkReader reader, ServerLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /** {@code GET /models/{modelId}}: the row with settings, thumbnail and all training images. */
  void read(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.model(
        ctx,
        reader.readOne(
            request.caller(),
            request.id("modelId"),
            View.single(request.originals()),
            request.fresh()));
  }
}
