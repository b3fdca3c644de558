package dev.vitrine.client;

import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.VitrineException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Which failures another try may cure, and when to make it. */
final class Retries {
  private final Duration first;
  private final Duration longest;

  /**
   * With these waits.
   *
   * @param first before the first retry, at most
   * @param longest before any retry, unless the service asks for more
   */
  Retries(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Whether the same request may succeed a moment later. */
  static boolean mayPass(VitrineException failure) {
    if (failure instanceof ApiException refusal) {
      int status = refusal.status();
      return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
    }
    return failure instanceof ConnectionException
        || failure instanceof CallTimeoutException
        || failure instanceof MalformedAnswerException;
  }

  /**
   * Whether the request certainly had no effect: no connection was made, or it was turned away
   * before it was looked at. After any other failure nobody knows.
   */
  static boolean isUntouched(VitrineException failure) {
    if (failure instanceof ApiException refusal) {
      return refusal.status() == 408 || refusal.status() == 429;
    }
    return failure.getCause() instanceof ConnectException
        || failure.getCause() instanceof HttpConnectTimeoutException;
  }

  /**
   * How long to wait before the next try: doubling, with jitter, so that clients refused together
   * do not come back together; never less than the service asked for. Empty if there is to be none.
   *
   * @param failed how many attempts have, at least 1
   */
  Optional<Duration> wait(int failed, int maxRetries, VitrineException failure) {
    if (failed > maxRetries || !mayPass(failure)) {
      return Optional.empty();
    }
    long doubled = first.toMillis() << Math.min(failed - 1, 16);
    long most = Math.min(doubled, longest.toMillis());
    Duration own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    Duration asked =
        failure instanceof ApiException refusal
            ? refusal.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    // Those who are told the same second are spread a little, too.
    return Optional.of(asked.compareTo(own) > 0 ? asked.plus(own.dividedBy(8)) : own);
  }
}
