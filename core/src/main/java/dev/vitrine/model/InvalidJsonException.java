package dev.vitrine.model;

/**
 * Text that is not the JSON we take. The message says what is wrong and where; it never quotes
 * values, which may be secrets.
 */
public final class InvalidJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidJsonException(String message) {
    super(message);
  }

  /** What is wrong, as the rest of a sentence: {@code is not valid JSON at line 1, column 7}. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
