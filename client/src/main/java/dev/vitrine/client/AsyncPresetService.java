package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Preset;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Presets of models, without waiting. Futures fail with a {@link VitrineException}; cancelling one
 * ends its requests. Safe for use by several threads.
 */
public final class AsyncPresetService {
  private final Transport transport;

  AsyncPresetService(Transport transport) {
    this.transport = transport;
  }

  /** The presets of a model. See {@link #list(String, RequestOptions)}. */
  public CompletableFuture<List<Preset>> list(String modelId) {
    return list(modelId, RequestOptions.none());
  }

  /**
   * The presets of a model. Fails with a {@link NotFoundException} if there is no such model, or
   * the key may not see it.
   */
  public CompletableFuture<List<Preset>> list(String modelId, RequestOptions options) {
    return transport.send(PresetCalls.list(modelId, all(options)));
  }

  /**
   * Makes a preset of the settings of a generation. See {@link #create(String, String, boolean,
   * RequestOptions)}.
   */
  public CompletableFuture<Preset> create(String modelId, String inferenceId, boolean isDefault) {
    return create(modelId, inferenceId, isDefault, RequestOptions.none());
  }

  /**
   * Makes a preset of the settings of a generation. Repeated safely, by an idempotency key. Fails
   * with a {@link InvalidRequestException} if a value is refused, naming the field.
   */
  public CompletableFuture<Preset> create(
      String modelId, String inferenceId, boolean isDefault, RequestOptions options) {
    return transport.send(PresetCalls.create(modelId, inferenceId, isDefault, all(options)));
  }

  /**
   * Makes a preset the default, or one among others. See {@link #update(String, String, boolean,
   * RequestOptions)}.
   */
  public CompletableFuture<Preset> update(String modelId, String presetId, boolean isDefault) {
    return update(modelId, presetId, isDefault, RequestOptions.none());
  }

  /**
   * Makes a preset the default, or one among others. Fails with a {@link NotFoundException} if
   * there is no such preset.
   */
  public CompletableFuture<Preset> update(
      String modelId, String presetId, boolean isDefault, RequestOptions options) {
    return transport.send(PresetCalls.update(modelId, presetId, isDefault, all(options)));
  }

  /** Deletes a preset. See {@link #delete(String, String, RequestOptions)}. */
  public CompletableFuture<Void> delete(String modelId, String presetId) {
    return delete(modelId, presetId, RequestOptions.none());
  }

  /** Deletes a preset. Fails with a {@link NotFoundException} if there is no such preset. */
  public CompletableFuture<Void> delete(String modelId, String presetId, RequestOptions options) {
    return Chained.done(transport.send(PresetCalls.delete(modelId, presetId, all(options))));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
