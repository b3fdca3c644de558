package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call, attempted until it succeeds, fails for good or its time is over. Cancelling the result
 * ends the attempt under way.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
final class Attempts<T> implements Watched {
  private final Transport transport;
  private final Call call;
  private final Deadline deadline;
  private final HttpRequest request;
  private final Receiver<T> receiver;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  /** What is under way: an exchange, or the wait for the next. */
  private volatile @Nullable Future<?> current;

  private volatile @Nullable Under running;

  /** The last attempt of which nobody knows what it did. */
  private volatile @Nullable VitrineException unknown;

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

  CompletableFuture<T> start() {
    result.whenComplete((value, error) -> endCurrent());
    attempt(1, null);
    return result;
  }

  @Override
  public void end(VitrineException reason) {
    result.completeExceptionally(reason);
  }

  private void endCurrent() {
    Future<?> open = current;
    if (open != null && !open.isDone()) {
      open.cancel(true);
    }
  }

  private void attempt(int number, @Nullable VitrineException before) {
    try {
      begin(number, before);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  private void begin(int number, @Nullable VitrineException before) {
    Duration time = deadline.atMost(call.options().attemptTimeout());
    if (result.isDone()) {
      return;
    }
    if (time.isNegative() || time.isZero()) {
      result.completeExceptionally(before == null ? Failures.timedOut(call, number) : before);
      return;
    }
    long start = System.nanoTime();
    Under attempt =
        new Under(transport.http().sendAsync(request, receiver.intake()), start + time.toNanos());
    current = attempt.sent;
    running = attempt;
    if (result.isDone()) {
      endCurrent();
    }
    attempt.sent.handleAsync(
        (response, error) -> {
          try {
            if (response == null) {
              throw attempt.late
                  ? Failures.timedOut(call, number)
                  : Failures.of(request.uri(), error);
            }
            transport.log().answered(call, number, response, start);
            result.complete(receiver.receive(response));
          } catch (VitrineException e) {
            failed(number, e);
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
          return null;
        },
        transport.executor());
  }

  /** An attempt under way. */
  private static final class Under {
    private final CompletableFuture<HttpResponse<Body>> sent;
    private final long end;
    private volatile boolean late;

    private Under(CompletableFuture<HttpResponse<Body>> sent, long end) {
      this.sent = sent;
      this.end = end;
    }
  }

  @Override
  public void endIfLate(long now) {
    Under attempt = running;
    if (attempt != null && now - attempt.end >= 0 && !attempt.sent.isDone()) {
      attempt.late = true;
      attempt.sent.cancel(true);
    }
  }

  private void failed(int number, VitrineException failure) {
    try {
      retry(number, failure);
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  private void retry(int number, VitrineException failure) {
    if (result.isDone()) {
      return;
    }
    Optional<Duration> wait = transport.waitAfter(call, number, failure, deadline);
    if (wait.isEmpty()) {
      result.completeExceptionally(Failures.after(unknown, failure));
      return;
    }
    if (!Retries.isUntouched(failure)) {
      unknown = failure;
    }
    current = schedule(() -> attempt(number + 1, failure), wait.get());
    if (result.isDone()) {
      endCurrent();
    }
  }

  private Future<?> schedule(Runnable work, Duration time) {
    try {
      return transport.timer().schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(Failures.closed());
      return CompletableFuture.completedFuture(null);
    }
  }
}
