package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One call made by the thread that waits for it, attempted until it succeeds, fails for good or its
 * time is over. Nothing is handed to other threads and back, which would cost more than most
 * answers do.
 */
final class BlockingCall<T> implements Watched {
  private final Transport transport;
  private final Call call;
  private final Deadline deadline;
  private final HttpRequest request;
  private final Receiver<T> receiver;
  private final Thread thread = Thread.currentThread();

  /** Whether the thread is in an exchange, and may be interrupted to end it. Under the lock. */
  private boolean inside;

  private long attemptEnd;

  /** Whether its attempt has taken too long. */
  private boolean late;

  /** Why the whole call is given up; for good. */
  private @Nullable VitrineException reason;

  /** Whether the mark of the thread is from here. */
  private boolean interrupted;

  private int attempt;

  BlockingCall(
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

  /** The result. Being interrupted ends the call, and keeps the thread's mark. */
  T make() {
    VitrineException last = null;
    VitrineException unknown = null;
    while (true) {
      attempt++;
      try {
        return attempt(last);
      } catch (VitrineException e) {
        last = e;
        Optional<Duration> wait = transport.waitAfter(call, attempt, e, deadline);
        if (wait.isEmpty()) {
          throw Failures.after(unknown, e);
        }
        unknown = Retries.isUntouched(e) ? unknown : e;
        pause(wait.get());
      }
    }
  }

  private T attempt(@Nullable VitrineException before) {
    Duration time = deadline.atMost(call.options().attemptTimeout());
    if (time.isNegative() || time.isZero()) {
      throw before == null ? Failures.timedOut(call, attempt) : before;
    }
    long start = System.nanoTime();
    HttpResponse<Body> response;
    Intake intake = receiver.intake();
    enter(start + time.toNanos());
    try {
      response = transport.http().send(request, intake);
    } catch (IOException e) {
      intake.abandon();
      VitrineException ours = leave();
      throw ours == null ? Failures.of(request.uri(), e) : ours;
    } catch (InterruptedException e) {
      intake.abandon();
      VitrineException ours = leave();
      if (ours != null) {
        throw ours;
      }
      Thread.currentThread().interrupt();
      throw Failures.interrupted(e);
    } finally {
      leave();
    }
    transport.log().answered(call, attempt, response, start);
    return receiver.receive(response);
  }

  private synchronized void enter(long end) {
    if (reason != null) {
      throw here(reason);
    }
    inside = true;
    attemptEnd = end;
  }

  /** Why the attempt was ended from here, if it was; the mark of that is gone then. */
  private synchronized @Nullable VitrineException leave() {
    inside = false;
    if (interrupted) {
      interrupted = false;
      boolean unused = Thread.interrupted();
    }
    boolean tooLate = late;
    late = false;
    if (reason != null) {
      return here(reason);
    }
    return tooLate ? Failures.timedOut(call, attempt) : null;
  }

  private synchronized void pause(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    try {
      for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
        if (reason != null) {
          throw here(reason);
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted(e);
    }
  }

  /** What another thread made, with this thread's stack trace. */
  private static VitrineException here(VitrineException made) {
    made.setStackTrace(new Throwable().getStackTrace());
    return made;
  }

  @Override
  public synchronized void endIfLate(long now) {
    if (inside && !late && now - attemptEnd >= 0) {
      late = true;
      interrupt();
    }
  }

  @Override
  public synchronized void progressed() {
    if (inside) {
      attemptEnd = System.nanoTime() + deadline.atMost(call.options().attemptTimeout()).toNanos();
    }
  }

  @Override
  public synchronized void end(VitrineException why) {
    reason = why;
    if (inside) {
      interrupt();
    }
    notifyAll(); // It may be waiting for its next attempt.
  }

  private void interrupt() {
    interrupted = true;
    thread.interrupt();
  }
}
