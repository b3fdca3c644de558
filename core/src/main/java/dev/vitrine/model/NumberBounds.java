package dev.vitrine.model;

import dev.vitrine.error.VitrineException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a number written through the API is held to.
 *
 * @param minimum null for none
 * @param exclusive whether it must be greater than the minimum
 * @param maximum null for none
 * @param known the values it may have; empty for any
 */
public record NumberBounds(
    @Nullable BigDecimal minimum,
    boolean exclusive,
    @Nullable BigDecimal maximum,
    List<BigDecimal> known) {
  /** Any number. */
  public static final NumberBounds NONE = new NumberBounds(null, false, null, List.of());

  /** Longer numbers are refused where there are bounds: comparing them takes time. */
  private static final int MOST_DIGITS = 64;

  public NumberBounds {
    known = List.copyOf(known);
  }

  /** Numbers from one to another, both included. */
  public static NumberBounds between(long minimum, long maximum) {
    return new NumberBounds(
        BigDecimal.valueOf(minimum), false, BigDecimal.valueOf(maximum), List.of());
  }

  /** Numbers up to another; any if that one is out of all bounds. */
  public static NumberBounds atMost(JsonNumber maximum) {
    return new NumberBounds(null, false, value(maximum), List.of());
  }

  private boolean isNone() {
    return minimum == null && maximum == null && known.isEmpty();
  }

  /**
   * Refuses a number outside the bounds.
   *
   * @param field its name, for the error
   * @throws VitrineException INVALID_PARAMETER with {@code details.field} and the bounds
   */
  public void check(JsonNumber number, String field) {
    if (isNone()) {
      return;
    }
    BigDecimal value = value(number);
    boolean holds =
        value != null
            && (minimum == null
                || (exclusive ? value.compareTo(minimum) > 0 : value.compareTo(minimum) >= 0))
            && (maximum == null || value.compareTo(maximum) <= 0)
            && (known.isEmpty() || known.stream().anyMatch(one -> one.compareTo(value) == 0));
    if (!holds) {
      throw VitrineException.invalidParameter(field, rule(), bounds());
    }
  }

  private static @Nullable BigDecimal value(JsonNumber number) {
    if (number.text().length() > MOST_DIGITS) {
      return null;
    }
    try {
      return new BigDecimal(number.text());
    } catch (NumberFormatException e) {
      return null; // Its exponent is out of all bounds.
    }
  }

  private String rule() {
    if (!known.isEmpty()) {
      return "must be one of "
          + String.join(", ", known.stream().map(BigDecimal::toPlainString).toList());
    }
    String lower =
        minimum == null
            ? ""
            : (exclusive ? "greater than " : "at least ") + minimum.toPlainString();
    String upper = maximum == null ? "" : "at most " + maximum.toPlainString();
    return "must be " + lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper;
  }

  private Map<String, Object> bounds() {
    Map<String, Object> bounds = new LinkedHashMap<>();
    if (!known.isEmpty()) {
      bounds.put("allowed", known);
    }
    if (minimum != null) {
      bounds.put(exclusive ? "exclusiveMinimum" : "minimum", minimum);
    }
    if (maximum != null) {
      bounds.put("maximum", maximum);
    }
    return bounds;
  }
}
