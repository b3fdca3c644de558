package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.VitrineException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call, attempted until it succeeds, fails for good or its time is over. Cancelling the result
 * ends the attempt under way.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
final class Attempts<T> {
  private final Transport transport;
  private final Call call;
  private final Deadline deadline;
  private final HttpRequest request;
  private final Receiver<T> receiver;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /** What is under way: an exchange, or the wait for the next. */
  private volatile @Nullable Future<?> current;

  Attempts(
      Transport transport,
      Call call,
      Deadline deadline,
      HttpRequest request,
      Receiver<T> receiver) {
    this.transport = transport;
    this.call = call;
    this.deadline = deadline;
    this.request = request;
    this.receiver = receiver;
  }

  /** What becomes of an answer once its head, or all of it, is there. */
  interface Receiver<T> {
    /** How the body is taken in. */
    HttpResponse.BodyHandler<Body> handler();

    /** The result; what it throws fails the attempt. */
    T receive(HttpResponse<Body> response);

    /** Lets go of an answer nobody waits for any more. */
    default void discard(T result) {}
  }

  CompletableFuture<T> start() {
    result.whenComplete((value, error) -> endCurrent());
    attempt(1);
    return result;
  }

  /** Gives up, with what the result is to fail with. */
  void end(VitrineException reason) {
    result.completeExceptionally(reason);
  }

  private void endCurrent() {
    Future<?> running = current;
    if (running != null) {
      running.cancel(true);
    }
  }

  private void attempt(int number) {
    Duration time = deadline.atMost(call.options().attemptTimeout());
    if (result.isDone()) {
      return;
    }
    if (time.isNegative() || time.isZero()) {
      result.completeExceptionally(timedOut(number));
      return;
    }
    long start = System.nanoTime();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<HttpResponse<Body>> sent =
        transport.http().sendAsync(request, receiver.handler());
    Future<?> alarm =
        schedule(
            () -> {
              late.set(true);
              sent.cancel(true);
            },
            time);
    current = sent;
    if (result.isDone()) {
      sent.cancel(true);
    }
    sent.handle((response, error) -> {
      alarm.cancel(false);
      try {
        if (response == null) {
          throw late.get() ? timedOut(number) : failure(error);
        }
        transport.log(call, number, response, start);
        deliver(receiver.receive(response));
      } catch (VitrineException e) {
        failed(number, e);
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
      return null;
    });
  }

  private void deliver(T value) {
    if (!result.complete(value)) {
      receiver.discard(value);
    }
  }

  private void failed(int number, VitrineException failure) {
    if (result.isDone()) {
      return;
    }
    int retries = call.repeatable() ? call.options().maxRetries() : 0;
    Optional<Duration> wait = transport.settings().retries().wait(number, retries, failure);
    if (wait.isEmpty() || wait.get().compareTo(deadline.left()) >= 0) {
      result.completeExceptionally(failure);
      return;
    }
    transport.logRetry(call, number, failure, wait.get());
    current = schedule(() -> attempt(number + 1), wait.get());
    if (result.isDone()) {
      endCurrent();
    }
  }

  private Future<?> schedule(Runnable work, Duration time) {
    try {
      return transport.timer().schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(Transport.closedException());
      return CompletableFuture.completedFuture(null);
    }
  }

  private CallTimeoutException timedOut(int number) {
    return new CallTimeoutException(
        "No whole answer to "
            + call.method()
            + " "
            + call.path()
            + " came in time (attempt "
            + number
            + ", "
            + call.options().attemptTimeout()
            + " each, "
            + call.options().totalTimeout()
            + " in all)",
        null);
  }

  private VitrineException failure(Throwable error) {
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
    if (cause instanceof IOException) {
      String said = cause.getMessage();
      return new ConnectionException(
          "No whole answer came from "
              + request.uri().getAuthority()
              + (said == null ? "" : ": " + said),
          cause);
    }
    return new CallCancelledException("The call was cancelled", cause);
  }
}
