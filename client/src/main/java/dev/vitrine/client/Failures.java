package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.VitrineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the failures of attempts are to callers. */
final class Failures {
  private Failures() {}

  static CallCancelledException closed() {
    return new CallCancelledException("The client is closed", null);
  }

  static CallCancelledException interrupted(InterruptedException cause) {
    return new CallCancelledException("The thread was interrupted", cause);
  }

  static CallCancelledException cancelled() {
    return new CallCancelledException("The call was cancelled", null);
  }

  /**
   * What reading an answer that is still coming failed with.
   *
   * @param ended why it was ended from elsewhere, if it was
   */
  static VitrineException whileReading(IOException e, @Nullable VitrineException ended) {
    if (ended != null) {
      return ended;
    }
    if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
      return new CallCancelledException("The thread was interrupted", e);
    }
    if (e instanceof HttpTimeoutException) {
      return new CallTimeoutException("The answer stopped coming: " + e.getMessage(), e);
    }
    return new ConnectionException("The answer was cut short: " + e.getMessage(), e);
  }

  static CallTimeoutException timedOut(Call call, int attempt) {
    return new CallTimeoutException(
        "No whole answer to "
            + call.method()
            + " "
            + call.path()
            + " came in time (attempt "
            + attempt
            + ", "
            + call.options().attemptTimeout()
            + " each, "
            + call.options().totalTimeout()
            + " in all)",
        null);
  }

  /**
   * The failure that ends a call. An answer of the service remembers, as suppressed, the attempt
   * before it that may have had an effect: what the answer complains of may be just that effect.
   */
  @SuppressWarnings("ReferenceEquality") // A call whose time is over fails with what it had.
  static VitrineException after(@Nullable VitrineException unknown, VitrineException last) {
    if (unknown != null && last != unknown && last instanceof ApiException) {
      last.addSuppressed(unknown);
    }
    return last;
  }

  /** What an exchange failed with. */
  static VitrineException of(URI target, Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner instanceof AnswerTooLargeException tooLarge) {
        return new AnswerTooLargeException(tooLarge.limit());
      }
    }
    if (cause instanceof HttpTimeoutException) {
      return new CallTimeoutException("No connection could be made in time", cause);
    }
    if (cause instanceof ConnectException) {
      boolean unknown =
          Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
              .anyMatch(UnresolvedAddressException.class::isInstance);
      return new ConnectionException(
          unknown
              ? "The host of " + target.getAuthority() + " is not known"
              : "Nothing answers at " + target.getAuthority() + ": is the service running there?",
          cause);
    }
    if (cause instanceof IOException) {
      String said = cause.getMessage();
      return new ConnectionException(
          "No whole answer came from " + target.getAuthority() + (said == null ? "" : ": " + said),
          cause);
    }
    return cause instanceof CancellationException
        ? new CallCancelledException("The call was cancelled", cause)
        : new ConnectionException("The exchange failed: " + cause, cause);
  }
}
