package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.vitrine.client.error.InvalidFieldException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a form for a model's inputs is laid out. */
public final class UiConfig extends ApiObject {
  private @Nullable Map<String, InputProperties> inputProperties;
  private @Nullable LorasComponent lorasComponent;
  private @Nullable List<InputPreset> presets;
  private @Nullable ResolutionComponent resolutionComponent;

  @JsonSetter(contentNulls = Nulls.SET)
  private @Nullable Map<String, JsonNode> selects;

  private @Nullable TriggerGenerate triggerGenerate;

  private UiConfig() {}

  /**
   * The layout of a JSON object, for writing.
   *
   * @throws InvalidFieldException if it is no JSON object, or a known field has a value of another
   *     type
   */
  public static UiConfig fromJson(String json) {
    return read(UiConfig.class, json);
  }

  /** Appearance of single inputs, by the name of the input. */
  public Optional<Map<String, InputProperties>> inputProperties() {
    return map(inputProperties);
  }

  /** A control that picks LoRAs and their strengths together. */
  public Optional<LorasComponent> lorasComponent() {
    return Optional.ofNullable(lorasComponent);
  }

  /** Ready-made settings of several inputs at once. */
  public Optional<List<InputPreset>> presets() {
    return list(presets);
  }

  /** A control that picks width and height together. */
  public Optional<ResolutionComponent> resolutionComponent() {
    return Optional.ofNullable(resolutionComponent);
  }

  /** Settings of drop-down lists, by the name of the input. Their content is kept as it came. */
  public Optional<Map<String, JsonNode>> selects() {
    return map(selects);
  }

  /** The button that starts a generation. */
  public Optional<TriggerGenerate> triggerGenerate() {
    return Optional.ofNullable(triggerGenerate);
  }
}
