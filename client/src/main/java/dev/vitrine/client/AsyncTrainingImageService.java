package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.TrainingImage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that models are trained on, without waiting. Futures fail with a {@link
 * VitrineException}; cancelling one ends its requests. Safe for use by several threads. What calls
 * fail with is said at {@link TrainingImageService}.
 */
public final class AsyncTrainingImageService {
  private final Transport transport;

  AsyncTrainingImageService(Transport transport) {
    this.transport = transport;
  }

  /** Adds a picture. See {@link #add(String, TrainingImageParams, RequestOptions)}. */
  public CompletableFuture<TrainingImage> add(String modelId, TrainingImageParams params) {
    return add(modelId, params, RequestOptions.none());
  }

  /**
   * Adds a picture to those a model is to be trained on. Repeated safely, by an idempotency key.
   */
  public CompletableFuture<TrainingImage> add(
      String modelId, TrainingImageParams params, RequestOptions options) {
    return transport.send(TrainingImageCalls.add(modelId, params, all(options)));
  }

  /** Adds assets. See {@link #addAssets(String, Collection, RequestOptions)}. */
  public CompletableFuture<List<TrainingImage>> addAssets(
      String modelId, Collection<String> assetIds) {
    return addAssets(modelId, assetIds, RequestOptions.none());
  }

  /**
   * Adds assets to the pictures a model is to be trained on. Any number: 10 a request, one after
   * the other in the order given.
   */
  public CompletableFuture<List<TrainingImage>> addAssets(
      String modelId, Collection<String> assetIds, RequestOptions options) {
    return TrainingImageCalls.addAssets(modelId, assetIds, all(options)).start(transport);
  }

  /**
   * Puts another picture in the place of one. See {@link #replace(String, String,
   * TrainingImageParams, RequestOptions)}.
   */
  public CompletableFuture<TrainingImage> replace(
      String modelId, String imageId, TrainingImageParams params) {
    return replace(modelId, imageId, params, RequestOptions.none());
  }

  /**
   * Puts another picture in the place of one.
   *
   * @param imageId the id of the asset that is to go
   */
  public CompletableFuture<TrainingImage> replace(
      String modelId, String imageId, TrainingImageParams params, RequestOptions options) {
    return transport.send(TrainingImageCalls.replace(modelId, imageId, params, all(options)));
  }

  /** Gives a picture a caption. See {@link #describe(String, String, String, RequestOptions)}. */
  public CompletableFuture<TrainingImage> describe(
      String modelId, String imageId, @Nullable String caption) {
    return describe(modelId, imageId, caption, RequestOptions.none());
  }

  /**
   * Gives a picture a caption, which a training reads. Vitrine only.
   *
   * @param caption null for none
   */
  public CompletableFuture<TrainingImage> describe(
      String modelId, String imageId, @Nullable String caption, RequestOptions options) {
    return transport.send(TrainingImageCalls.describe(modelId, imageId, caption, all(options)));
  }

  /** Takes a picture away. See {@link #delete(String, String, RequestOptions)}. */
  public CompletableFuture<Void> delete(String modelId, String imageId) {
    return delete(modelId, imageId, RequestOptions.none());
  }

  /** Takes a picture away; the asset stays. */
  public CompletableFuture<Void> delete(String modelId, String imageId, RequestOptions options) {
    return Chained.done(transport.send(TrainingImageCalls.delete(modelId, imageId, all(options))));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
