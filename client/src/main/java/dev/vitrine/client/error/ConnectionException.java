package dev.vitrine.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No connection could be made, or it ended before the answer did. Whether the service has acted is
 * not known.
 */
public final class ConnectionException extends VitrineException {
  private static final long serialVersionUID = 1;

  /** With a sentence for people. */
  public ConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
