package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A control that fills two inputs, a list of LoRAs and the list of their strengths. */
public final class LorasComponent extends ApiObject {
  private @Nullable String label;
  private @Nullable String modelInput;
  private @Nullable String scaleInput;
  private @Nullable String modelIdInput;

  private LorasComponent() {}

  /** Caption of the control. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** Name of the {@code model_array} input that receives the LoRAs. */
  public Optional<String> modelInput() {
    return Optional.ofNullable(modelInput);
  }

  /** Name of the {@code number_array} input that receives the strengths. */
  public Optional<String> scaleInput() {
    return Optional.ofNullable(scaleInput);
  }

  /**
   * Name of an input that takes a LoRA or a composition as a whole. Its id is noted in the produced
   * asset's metadata; where that input takes the composition apart, the other two are filled from
   * it.
   */
  public Optional<String> modelIdInput() {
    return Optional.ofNullable(modelIdInput);
  }
}
