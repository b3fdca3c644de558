package dev.vitrine.server.config;

/**
 * A configuration nobody should start with. The message is one line that names the setting, where
 * it was set and what it takes.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
