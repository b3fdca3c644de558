package dev.vitrine.model;

import java.math.BigDecimal;

/**
 * A JSON number as it was written: {@code 1.0}, {@code 1e5} and {@code -0} stay what they are,
 * however long.
 *
 * @param text matches the number production of RFC 8259
 */
public record JsonNumber(String text) implements Json {
  private static final int MAX_COMPARED_LENGTH = 32;

  public JsonNumber(long value) {
    this(Long.toString(value));
  }

  /**
   * Whether this is less than a whole number. Numbers of more than 32 characters or with far
   * exponents count as not less: no stored count is that long, and nobody can make the server spend
   * time on one.
   */
  public boolean isLessThan(long other) {
    if (text.length() > MAX_COMPARED_LENGTH) {
      return text.startsWith("-");
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return value.compareTo(BigDecimal.valueOf(other)) < 0;
    } catch (ArithmeticException | NumberFormatException e) {
      return text.startsWith("-");
    }
  }
}
