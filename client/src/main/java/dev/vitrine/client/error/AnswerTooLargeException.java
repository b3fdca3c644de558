package dev.vitrine.client.error;

/**
 * The answer is larger than this client takes, compressed or not. Reading stopped at the limit.
 * Raise it with {@code ClientBuilder.maxAnswerBytes} if such answers are to be expected.
 */
public final class AnswerTooLargeException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final long limit;

  /**
   * With the limit.
   *
   * @param limit in bytes
   */
  public AnswerTooLargeException(long limit) {
    super("The answer is larger than " + limit + " bytes, the most this client takes", null);
    this.limit = limit;
  }

  /** The limit, in bytes. */
  public long limit() {
    return limit;
  }
}
