package dev.vitrine.client.error;

import org.jspecify.annotations.Nullable;

/** Anything that keeps a call from its result. */
public abstract class VitrineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With a sentence for people, which says what to do where that is known. */
  protected VitrineException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
