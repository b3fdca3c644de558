package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Appearance of one input. */
public final class InputProperties extends ApiObject {
  private @Nullable Boolean collapsed;

  private InputProperties() {}

  /** Whether the control is folded away at first. */
  public Optional<Boolean> collapsed() {
    return Optional.ofNullable(collapsed);
  }
}
