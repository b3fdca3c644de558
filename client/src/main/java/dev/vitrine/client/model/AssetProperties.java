package dev.vitrine.client.model;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How large or long an asset is. */
public final class AssetProperties extends ApiObject {
  private @Nullable BigDecimal size;
  private @Nullable BigDecimal width;
  private @Nullable BigDecimal height;
  private @Nullable BigDecimal duration;

  private AssetProperties() {}

  /** Bytes. */
  public Optional<BigDecimal> size() {
    return Optional.ofNullable(size);
  }

  /** Pixels across. */
  public Optional<BigDecimal> width() {
    return Optional.ofNullable(width);
  }

  /** Pixels down. */
  public Optional<BigDecimal> height() {
    return Optional.ofNullable(height);
  }

  /** Seconds. */
  public Optional<BigDecimal> duration() {
    return Optional.ofNullable(duration);
  }
}
