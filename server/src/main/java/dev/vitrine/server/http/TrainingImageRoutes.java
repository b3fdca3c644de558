package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.catalog.Idempotency;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelTrainingImages;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.model.LongTexts;
import dev.vitrine.server.CatalogueServices;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The images that models are trained on. */
final class TrainingImageRoutes {
  private static final String MODEL_ID = "modelId";
  private static final String IMAGE_ID = "trainingImageId";

  private final CatalogueServices services;
  private final ModelTrainingImages images;
  private final ServerLimits limits;

  TrainingImageRoutes(CatalogueServices services, ModelTrainingImages images, ServerLimits limits) {
    this.services = services;
    this.images = images;
    this.limits = limits;
  }

  /** {@code POST /models/{modelId}/training-images} */
  void add(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    String modelId = request.id(MODEL_ID);
    byte[] sent = request.bytesWithPictures();
    String fingerprint = request.fingerprint(sent); // Before pictures are decoded in their place.
    LongTexts body = pictures(sent);
    Idempotency.Answer answer =
        services
            .idempotency()
            .once(
                caller,
                request.idempotencyKey(),
                fingerprint,
                () -> services.ids().next(Ids.Sort.ASSET),
                assetId -> answer(images.add(caller, modelId, asked(request, assetId), body)));
    send(ctx, answer);
  }

  /** {@code PUT /models/{modelId}/training-images/{trainingImageId}} */
  void replace(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    Caller.KeyHolder caller = request.editor();
    String modelId = request.id(MODEL_ID);
    String imageId = request.id(IMAGE_ID);
    LongTexts body = pictures(request.bytesWithPictures());
    ModelTrainingImages.Asked asked = asked(request, services.ids().next(Ids.Sort.ASSET));
    send(ctx, answer(images.replace(caller, modelId, imageId, asked, body)));
  }

  /** {@code DELETE /models/{modelId}/training-images/{trainingImageId}} */
  void delete(Context ctx) {
    ApiRequest request = ApiRequest.of(ctx, limits);
    images.delete(
        request.editor(), request.id(MODEL_ID), request.id(IMAGE_ID), request.precondition());
    JsonAnswer.send(ctx, JsonObject.EMPTY);
  }

  private static ModelTrainingImages.Asked asked(ApiRequest request, String assetId) {
    return new ModelTrainingImages.Asked(
        request.precondition(), () -> assetId, request.originals());
  }

  private LongTexts pictures(byte[] sent) {
    return new LongTexts(sent, ModelTrainingImages.LONG, limits.json());
  }

  private static Idempotency.Answer answer(ModelTrainingImages.Told told) {
    JsonObject body = JsonObject.of("trainingImage", told.images().getFirst());
    if (told.several()) {
      body = body.with("trainingImages", new JsonArray(List.copyOf(told.images())));
    }
    return new Idempotency.Answer(
        new String(JsonWriter.write(body), StandardCharsets.UTF_8), Long.toString(told.revision()));
  }

  private static void send(Context ctx, Idempotency.Answer answer) {
    if (answer.etag() != null) {
      ctx.header("ETag", "\"" + answer.etag() + "\"");
    }
    JsonAnswer.send(ctx, answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
