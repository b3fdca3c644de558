package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The button that starts a generation. Its place is given by {@code after} or by {@code position},
 * not by both.
 */
public final class TriggerGenerate extends ApiObject {
  private @Nullable String label;
  private @Nullable String after;
  private @Nullable TriggerPosition position;

  private TriggerGenerate() {}

  /** Caption of the button. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** Name of the input below which the button stands. */
  public Optional<String> after() {
    return Optional.ofNullable(after);
  }

  /** The end of the form at which the button stands. */
  public Optional<TriggerPosition> position() {
    return Optional.ofNullable(position);
  }
}
