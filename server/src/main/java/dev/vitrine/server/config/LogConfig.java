package dev.vitrine.server.config;

/** How the server logs, to standard error. */
public record LogConfig(Format format) {
  /** The form of a line. */
  public enum Format {
    TEXT,
    JSON
  }
}
