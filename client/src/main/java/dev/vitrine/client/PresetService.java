package dev.vitrine.client;

import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Preset;
import java.util.List;

/**
 * Presets of models. Calls wait for their result and throw a {@link VitrineException} if there is
 * none; interrupting the thread ends them at once. Safe for use by several threads.
 */
public final class PresetService {
  private final Transport transport;

  PresetService(Transport transport) {
    this.transport = transport;
  }

  /** The presets of a model. See {@link #list(String, RequestOptions)}. */
  public List<Preset> list(String modelId) {
    return list(modelId, RequestOptions.none());
  }

  /**
   * The presets of a model.
   *
   * @throws NotFoundException if there is no such model, or the key may not see it
   */
  public List<Preset> list(String modelId, RequestOptions options) {
    return transport.call(PresetCalls.list(modelId, all(options)));
  }

  /**
   * Makes a preset of the settings of a generation. See {@link #create(String, String, boolean,
   * RequestOptions)}.
   */
  public Preset create(String modelId, String inferenceId, boolean isDefault) {
    return create(modelId, inferenceId, isDefault, RequestOptions.none());
  }

  /**
   * Makes a preset of the settings of a generation. Repeated safely, by an idempotency key.
   *
   * @throws InvalidRequestException if a value is refused, naming the field
   */
  public Preset create(
      String modelId, String inferenceId, boolean isDefault, RequestOptions options) {
    return transport.call(PresetCalls.create(modelId, inferenceId, isDefault, all(options)));
  }

  /**
   * Makes a preset the default, or one among others. See {@link #update(String, String, boolean,
   * RequestOptions)}.
   */
  public Preset update(String modelId, String presetId, boolean isDefault) {
    return update(modelId, presetId, isDefault, RequestOptions.none());
  }

  /**
   * Makes a preset the default, or one among others.
   *
   * @throws NotFoundException if there is no such preset
   */
  public Preset update(String modelId, String presetId, boolean isDefault, RequestOptions options) {
    return transport.call(PresetCalls.update(modelId, presetId, isDefault, all(options)));
  }

  /** Deletes a preset. See {@link #delete(String, String, RequestOptions)}. */
  public void delete(String modelId, String presetId) {
    delete(modelId, presetId, RequestOptions.none());
  }

  /**
   * Deletes a preset.
   *
   * @throws NotFoundException if there is no such preset
   */
  public void delete(String modelId, String presetId, RequestOptions options) {
    Boolean unused = transport.call(PresetCalls.delete(modelId, presetId, all(options)));
  }

  private RequestOptions all(RequestOptions options) {
    return options.or(transport.settings().options());
  }
}
