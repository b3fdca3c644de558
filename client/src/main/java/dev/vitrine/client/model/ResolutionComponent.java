package dev.vitrine.client.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A control that fills two inputs, width and height. */
public final class ResolutionComponent extends ApiObject {
  private @Nullable String heightInput;
  private @Nullable String label;
  private @Nullable List<ResolutionPreset> presets;
  private @Nullable String widthInput;

  private ResolutionComponent() {}

  /** Name of the input that receives the height. */
  public Optional<String> heightInput() {
    return Optional.ofNullable(heightInput);
  }

  /** Caption of the control. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** The sizes on offer. */
  public Optional<List<ResolutionPreset>> presets() {
    return list(presets);
  }

  /** Name of the input that receives the width. */
  public Optional<String> widthInput() {
    return Optional.ofNullable(widthInput);
  }
}
