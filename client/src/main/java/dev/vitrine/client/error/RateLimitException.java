package dev.vitrine.client.error;

/**
 * The service is at capacity, or this key has reached its limit: status 429. Retried where it is
 * safe.
 */
public final class RateLimitException extends ApiException {
  private static final long serialVersionUID = 1;

  RateLimitException(ErrorAnswer answer) {
    super(answer);
  }
}
