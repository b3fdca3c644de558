package dev.vitrine.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not do what it was asked: the disk is full or broken, the engine is away or
 * closed. Nothing was written.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    this(message, null);
  }

  /**
   * A write whose end is not known: it may or may not be durable. Repeating it at the same expected
   * revision is safe.
   */
  public static final class OutcomeUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
