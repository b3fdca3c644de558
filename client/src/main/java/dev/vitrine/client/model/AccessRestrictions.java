package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The lowest plan that may generate with a model: a number, of which later versions of the platform
 * may know more. Reading is not affected.
 */
public final class AccessRestrictions {
  /** Every plan. */
  public static final AccessRestrictions FREE = of(BigDecimal.valueOf(0));

  /** The creator plan and those above it. */
  public static final AccessRestrictions CREATOR = of(BigDecimal.valueOf(25));

  /** The pro plan and those above it. */
  public static final AccessRestrictions PRO = of(BigDecimal.valueOf(50));

  /** The team plan and the one above it. */
  public static final AccessRestrictions TEAM = of(BigDecimal.valueOf(75));

  /** The enterprise plan. */
  public static final AccessRestrictions ENTERPRISE = of(BigDecimal.valueOf(100));

  private final BigDecimal value;

  private AccessRestrictions(BigDecimal value) {
    this.value = value;
  }

  /** The restriction of this number, known or not. */
  @JsonCreator
  public static AccessRestrictions of(BigDecimal value) {
    return new AccessRestrictions(value);
  }

  /** The number that stands for it in JSON. */
  @JsonValue
  public BigDecimal value() {
    return value;
  }

  /** Whether the numbers are equal, however they are written. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccessRestrictions that && value.compareTo(that.value) == 0;
  }

  @Override
  public int hashCode() {
    return value.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
