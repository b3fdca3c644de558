package dev.vitrine.server.config;

/**
 * Who gets in without a key.
 *
 * @param publicReads whether {@code public-auth-token} reads public content
 * @param metrics who may read {@code /metrics}
 */
public record AccessConfig(boolean publicReads, Metrics metrics) {
  /** Who may read the metrics. */
  public enum Metrics {
    /** Anyone who reaches the port. */
    OPEN,
    /** Holders of an admin key. */
    ADMIN
  }
}
