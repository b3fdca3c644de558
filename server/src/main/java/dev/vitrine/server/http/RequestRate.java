package dev.vitrine.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds keys to a number of requests per second, by the generic cell rate algorithm: a key's only
 * state is the time up to which it has used its leave, which is at most a burst ahead of now.
 */
final class RequestRate {
  /** What a refusal says besides: seconds after which the same request is let through. */
  static final String RETRY_AFTER = "retryAfterSeconds";

  /** Keys known at a time. Whoever is forgotten begins with a whole burst again. */
  private static final int MOST_KEYS = 100_000;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RateLimits limits;
  private final Ticker ticker;
  private final long each;
  private final long ahead;
  private final Cache<String, AtomicLong> used;

  RequestRate(RateLimits limits, Ticker ticker) {
    this.limits = limits;
    this.ticker = ticker;
    this.each = limits.requestsPerSecond() == 0 ? 0 : SECOND / limits.requestsPerSecond();
    this.ahead = each * limits.burst();
    this.used =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterAccess(Duration.ofNanos(Math.max(ahead, SECOND)))
            .ticker(ticker)
            .build();
  }

  /**
   * Counts one request of a key.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if it asks too often; the refused request is not
   *     counted
   */
  void count(String keyId) {
    if (each == 0) {
      return;
    }
    long now = ticker.read();
    AtomicLong until = used.get(keyId, id -> new AtomicLong(now));
    while (true) {
      long known = until.get();
      long next = (known - now > 0 ? known : now) + each;
      long early = next - now - ahead;
      if (early > 0) {
        throw refused(early);
      }
      if (until.compareAndSet(known, next)) {
        return;
      }
    }
  }

  private VitrineException refused(long early) {
    return new VitrineException(
        ErrorCode.TOO_MANY_REQUESTS,
        "This key may make " + limits.requestsPerSecond() + " requests a second",
        Map.of(
            "limit",
            limits.requestsPerSecond(),
            RETRY_AFTER,
            Math.toIntExact((early + SECOND - 1) / SECOND)));
  }
}
