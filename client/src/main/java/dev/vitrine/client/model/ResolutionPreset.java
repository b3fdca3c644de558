package dev.vitrine.client.model;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One size on offer. */
public final class ResolutionPreset extends ApiObject {
  private @Nullable BigDecimal height;
  private @Nullable String label;
  private @Nullable BigDecimal width;

  private ResolutionPreset() {}

  /** Height in pixels. */
  public Optional<BigDecimal> height() {
    return Optional.ofNullable(height);
  }

  /** Name of the size. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** Width in pixels. */
  public Optional<BigDecimal> width() {
    return Optional.ofNullable(width);
  }
}
