package dev.vitrine.client;

import dev.vitrine.client.model.TrainingImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked about training images: the request, and what its answer means. */
final class TrainingImageCalls {
  /** The platform's cap on the assets of one request. */
  private static final int PIECE = 10;

  private static final ObjectAnswer.ElementReader<TrainingImage> IMAGE =
      ObjectAnswer.typed(TrainingImage.class);

  private TrainingImageCalls() {}

  private static Target images(String modelId) {
    return CallForms.model(modelId).segment("training-images");
  }

  static Operation<TrainingImage> add(
      String modelId, TrainingImageParams params, RequestOptions options) {
    return new Operation<>(
        CallForms.create(
            CallForms.originals(images(modelId), options), params.bytes(), null, options),
        TrainingImageCalls::one);
  }

  /**
   * Any number of assets, in pieces; those that are training images already stay. The result of
   * each piece is all images so far.
   */
  static PiecewiseChange<List<TrainingImage>> addAssets(
      String modelId, Collection<String> assetIds, RequestOptions options) {
    List<TrainingImage> added = Collections.synchronizedList(new ArrayList<>());
    return new PiecewiseChange<>(
        "training images",
        PiecewiseChange.pieces(assetIds, PIECE),
        piece ->
            new Operation<>(
                CallForms.create(
                    CallForms.originals(images(modelId), options),
                    CallForms.list("assetIds", piece),
                    null,
                    options),
                answer -> {
                  added.addAll(ObjectAnswer.page(answer, "trainingImages", IMAGE).items());
                  return List.copyOf(added);
                }));
  }

  static Operation<TrainingImage> replace(
      String modelId, String imageId, TrainingImageParams params, RequestOptions options) {
    return replace(modelId, imageId, params.bytes(), false, options); // Then it has another id.
  }

  /** Another caption; null for none. */
  static Operation<TrainingImage> describe(
      String modelId, String imageId, @Nullable String caption, RequestOptions options) {
    BodyFields body = new BodyFields();
    if (caption == null) {
      body.clear("description");
    } else {
      body.set("description", caption);
    }
    return replace(modelId, imageId, body.bytes(), true, options);
  }

  private static Operation<TrainingImage> replace(
      String modelId, String imageId, byte[] body, boolean repeatable, RequestOptions options) {
    Target image = images(modelId).segment(Ids.checked(imageId));
    return new Operation<>(
        CallForms.put(CallForms.originals(image, options), body, null, repeatable, options),
        TrainingImageCalls::one);
  }

  static Operation<Boolean> delete(String modelId, String imageId, RequestOptions options) {
    return CallForms.deletion(images(modelId).segment(Ids.checked(imageId)), options);
  }

  private static TrainingImage one(Answer answer) {
    return ObjectAnswer.member(answer, "trainingImage", IMAGE);
  }
}
