package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What is written about calls: never credentials, bodies or what a service says. */
record CallLog(System.Logger logger) {
  /** An attempt was answered. */
  void answered(Call call, int number, HttpResponse<?> response, long start) {
    if (logger.isLoggable(System.Logger.Level.DEBUG)) {
      logger.log(
          System.Logger.Level.DEBUG,
          "{0} {1}: {2} after {3} ms (attempt {4})",
          call.method(),
          call.path(),
          response.statusCode(),
          Duration.ofNanos(System.nanoTime() - start).toMillis(),
          number);
    }
  }

  /** An attempt has failed, and another will be made. */
  void retried(Call call, int number, VitrineException failure, Duration wait) {
    if (logger.isLoggable(System.Logger.Level.DEBUG)) {
      logger.log(
          System.Logger.Level.DEBUG,
          "{0} {1}: attempt {2} failed ({3}), trying again in {4} ms",
          call.method(),
          call.path(),
          number,
          failure.getClass().getSimpleName(),
          wait.toMillis());
    }
  }
}
