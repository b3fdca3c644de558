package dev.vitrine.client.error;

import org.jspecify.annotations.Nullable;

/** The call was given up: its thread was interrupted, its future cancelled or the client closed. */
public final class CallCancelledException extends VitrineException {
  private static final long serialVersionUID = 1;

  /** With a sentence for people. */
  public CallCancelledException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
