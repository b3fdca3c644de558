package dev.vitrine.server.http;

import dev.vitrine.catalog.Descriptions;
import dev.vitrine.catalog.ModelExamples;
import dev.vitrine.catalog.ModelImages;
import dev.vitrine.catalog.TrainingPairs;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.ModelParts;
import io.javalin.http.Context;

/** What hangs on a model beside its row: description, examples, images and their pairs. */
final class PartRoutes {
  private static final String MODEL_ID = "modelId";
  private static final String DESCRIPTION = "description";
  private static final String EXAMPLES = "examples";

  private final Descriptions descriptions;
  private final ModelExamples examples;
  private final ModelImages images;
  private final TrainingPairs pairs;
  private final ServerLimits limits;

  PartRoutes(ModelParts services, ServerLimits limits) {
    this.descriptions = services.descriptions();
    this.examples = services.examples();
    this.images = services.images();
    this.pairs = services.pairs();
    this.limits = limits;
  }

  /** {@code GET /models/{modelId}/description}. */
  void description(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.send(
        ctx,
        DESCRIPTION,
        descriptions.get(request.keyHolder(), request.id(MODEL_ID), request.originals()));
  }

  /** {@code PUT /models/{modelId}/description}. */
  void describe(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.send(
        ctx,
        DESCRIPTION,
        descriptions.put(
            request.editor(),
            request.id(MODEL_ID),
            request.precondition(),
            request.body(),
            request.originals()));
  }

  /** {@code GET /models/{modelId}/examples}. */
  void examples(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.send(
        ctx,
        EXAMPLES,
        examples.list(request.keyHolder(), request.id(MODEL_ID), request.originals()));
  }

  /** {@code PUT /models/{modelId}/examples}. */
  void replaceExamples(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonAnswer.send(
        ctx,
        EXAMPLES,
        examples.replace(
            request.editor(),
            request.id(MODEL_ID),
            request.precondition(),
            request.body(),
            request.originals()));
  }

  /** {@code DELETE /models/{modelId}/images}: ids in the query or in the body. */
  void deleteImages(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    images.delete(
        request.editor(),
        request.id(MODEL_ID),
        request.precondition(),
        request.listInQueryOrBody("ids"));
    JsonAnswer.send(ctx, JsonObject.EMPTY);
  }

  /** {@code PUT /models/{modelId}/training-images/pairs}: the body is the list. */
  void replacePairs(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    JsonArray kept =
        pairs.replace(
            request.editor(), request.id(MODEL_ID), request.precondition(), request.list());
    JsonAnswer.send(ctx, JsonObject.of("count", new JsonNumber(kept.size())).with("pairs", kept));
  }
}
