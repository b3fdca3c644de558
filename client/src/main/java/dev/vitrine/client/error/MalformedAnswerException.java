package dev.vitrine.client.error;

import org.jspecify.annotations.Nullable;

/** The answer is not what the service promises: no JSON, cut short, or about something else. */
public final class MalformedAnswerException extends VitrineException {
  private static final long serialVersionUID = 1;

  /** With a sentence for people. */
  public MalformedAnswerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
