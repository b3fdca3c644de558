package dev.vitrine.client.error;

import org.jspecify.annotations.Nullable;

/** The answer did not come in the time allowed, for one attempt or for the whole call. */
public final class CallTimeoutException extends VitrineException {
  private static final long serialVersionUID = 1;

  /** With a sentence for people. */
  public CallTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
