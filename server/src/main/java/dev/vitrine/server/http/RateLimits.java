package dev.vitrine.server.http;

/**
 * How often one key may ask; what goes beyond is 429.
 *
 * @param requestsPerSecond in the long run; 0 for as often as it likes
 * @param burst requests that may come at once after a pause; at least 1
 */
public record RateLimits(int requestsPerSecond, int burst) {
  /** As often as it likes. */
  public static final RateLimits NONE = new RateLimits(0, 100);
}
