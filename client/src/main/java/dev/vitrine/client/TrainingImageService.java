package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.TrainingImage;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that models are trained on. Calls wait for their result and throw a {@link
 * VitrineException} if there is none; interrupting the thread ends them at once. Safe for use by
 * several threads.
 */
public final class TrainingImageService {
  private final Transport transport;

  TrainingImageService(Transport transport) {
    this.transport = transport;
  }

  /** Adds a picture. See {@link #add(String, TrainingImageParams, RequestOptions)}. */
  public TrainingImage add(String modelId, TrainingImageParams params) {
    return add(modelId, params, RequestOptions.none());
  }

  /**
   * Adds a picture to those a model is to be trained on. Repeated safely, by an idempotency key.
   *
   * @throws InvalidRequestException if a value is refused, naming the field: what is no picture, or
   *     one too many
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public TrainingImage add(String modelId, TrainingImageParams params, RequestOptions options) {
    return transport.call(TrainingImageCalls.add(modelId, params, all(options)));
  }

  /** Adds assets. See {@link #addAssets(String, Collection, RequestOptions)}. */
  public List<TrainingImage> addAssets(String modelId, Collection<String> assetIds) {
    return addAssets(modelId, assetIds, RequestOptions.none());
  }

  /**
   * Adds assets to the pictures a model is to be trained on. Any number: 10 a request, one after
   * the other in the order given. Those that are there already stay. Vitrine only, as the platform
   * answers the first of each request alone.
   *
   * @return all of them, in the order given
   * @throws InvalidRequestException if one of the first cannot be a training image, or would be one
   *     too many
   * @throws NotFoundException if there is no such model, or the key may not see it
   * @throws PartialChangeException if some were added and then a request failed
   */
  public List<TrainingImage> addAssets(
      String modelId, Collection<String> assetIds, RequestOptions options) {
    return TrainingImageCalls.addAssets(modelId, assetIds, all(options)).make(transport);
  }

  /**
   * Puts another picture in the place of one. See {@link #replace(String, String,
   * TrainingImageParams, RequestOptions)}.
   */
  public TrainingImage replace(String modelId, String imageId, TrainingImageParams params) {
    return replace(modelId, imageId, params, RequestOptions.none());
  }

  /**
   * Puts another picture in the place of one.
   *
   * @param imageId the id of the asset that is to go
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model or training image
   */
  public TrainingImage replace(
      String modelId, String imageId, TrainingImageParams params, RequestOptions options) {
    return transport.call(TrainingImageCalls.replace(modelId, imageId, params, all(options)));
  }

  /** Gives a picture a caption. See {@link #describe(String, String, String, RequestOptions)}. */
  public TrainingImage describe(String modelId, String imageId, @Nullable String caption) {
    return describe(modelId, imageId, caption, RequestOptions.none());
  }

  /**
   * Gives a picture a caption, which a training reads. Vitrine only.
   *
   * @param caption null for none
   * @throws InvalidRequestException if it is refused
   * @throws NotFoundException if there is no such model or training image
   */
  public TrainingImage describe(
      String modelId, String imageId, @Nullable String caption, RequestOptions options) {
    return transport.call(TrainingImageCalls.describe(modelId, imageId, caption, all(options)));
  }

  /** Takes a picture away. See {@link #delete(String, String, RequestOptions)}. */
  public void delete(String modelId, String imageId) {
    delete(modelId, imageId, RequestOptions.none());
  }

  /**
   * Takes a picture away; the asset stays. If an attempt that got no answer is followed by one that
   * finds nothing, it is done.
   *
   * @throws NotFoundException if there is no such model or training image
   */
  public void delete(String modelId, String imageId, RequestOptions options) {
    Boolean unused = transport.call(TrainingImageCalls.delete(modelId, imageId, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
