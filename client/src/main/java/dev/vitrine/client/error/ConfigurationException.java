package dev.vitrine.client.error;

import org.jspecify.annotations.Nullable;

/** The client was not told all it needs, or something that cannot be. */
public final class ConfigurationException extends VitrineException {
  private static final long serialVersionUID = 1;

  /** With a sentence for people. */
  public ConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
