package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Description;
import dev.vitrine.client.model.Example;
import dev.vitrine.client.model.TrainingImagePair;
import dev.vitrine.client.model.TrainingImagePairs;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Descriptions, examples and training images of models. Calls wait for their result and throw a
 * {@link VitrineException} if there is none; interrupting the thread ends them at once. Safe for
 * use by several threads.
 */
public final class ModelContentService {
  private final Transport transport;

  ModelContentService(Transport transport) {
    this.transport = transport;
  }

  /** What a model has to say of itself. See {@link #description(String, RequestOptions)}. */
  public Description description(String modelId) {
    return description(modelId, RequestOptions.none());
  }

  /**
   * What a model has to say of itself. An empty text if nothing.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public Description description(String modelId, RequestOptions options) {
    return transport.call(ModelCalls.description(modelId, all(options)));
  }

  /**
   * Sets that text, in Markdown; null deletes it. See {@link #updateDescription(String, String,
   * RequestOptions)}.
   */
  public Description updateDescription(String modelId, @Nullable String text) {
    return updateDescription(modelId, text, RequestOptions.none());
  }

  /**
   * Sets that text, in Markdown; null deletes it.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public Description updateDescription(
      String modelId, @Nullable String text, RequestOptions options) {
    return transport.call(ModelCalls.updateDescription(modelId, text, all(options)));
  }

  /** The pictures that show what a model can do. See {@link #examples(String, RequestOptions)}. */
  public List<Example> examples(String modelId) {
    return examples(modelId, RequestOptions.none());
  }

  /**
   * The pictures that show what a model can do.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public List<Example> examples(String modelId, RequestOptions options) {
    return transport.call(ModelCalls.examples(modelId, all(options)));
  }

  /**
   * Sets these pictures and their order, 150 at most, in place of all before. See {@link
   * #updateExamples(String, Collection, RequestOptions)}.
   */
  public List<Example> updateExamples(String modelId, Collection<String> assetIds) {
    return updateExamples(modelId, assetIds, RequestOptions.none());
  }

  /**
   * Sets these pictures and their order, 150 at most, in place of all before.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public List<Example> updateExamples(
      String modelId, Collection<String> assetIds, RequestOptions options) {
    return transport.call(ModelCalls.updateExamples(modelId, assetIds, all(options)));
  }

  /**
   * Deletes training images, 100 at most. See {@link #deleteImages(String, Collection,
   * RequestOptions)}.
   */
  public void deleteImages(String modelId, Collection<String> assetIds) {
    deleteImages(modelId, assetIds, RequestOptions.none());
  }

  /**
   * Deletes training images, 100 at most.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public void deleteImages(String modelId, Collection<String> assetIds, RequestOptions options) {
    Boolean unused = transport.call(ModelCalls.deleteImages(modelId, assetIds, all(options)));
  }

  /**
   * Sets the before-and-after pairs, in place of all before. See {@link #replacePairs(String,
   * Collection, RequestOptions)}.
   */
  public TrainingImagePairs replacePairs(String modelId, Collection<TrainingImagePair> pairs) {
    return replacePairs(modelId, pairs, RequestOptions.none());
  }

  /**
   * Sets the before-and-after pairs, in place of all before.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public TrainingImagePairs replacePairs(
      String modelId, Collection<TrainingImagePair> pairs, RequestOptions options) {
    return transport.call(ModelCalls.replacePairs(modelId, pairs, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
