package dev.vitrine.client;

import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.VitrineException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls and waits of something long, which any thread may put an end to, all at once. */
final class Ending implements Watched {
  private final Map<Thread, Watched> underWay = new HashMap<>();
  private @Nullable VitrineException reason;

  /**
   * The result of a call that this thread waits for.
   *
   * @param call is given whom to tell that it has started
   */
  <T> T during(Function<Consumer<Watched>, T> call) {
    check();
    try {
      return call.apply(this::started);
    } finally {
      finished();
    }
  }

  /** Something this thread waits for has started; it is ended if all is. */
  void started(Watched call) {
    VitrineException why;
    synchronized (this) {
      underWay.put(Thread.currentThread(), call);
      why = reason;
    }
    if (why != null) {
      call.end(why);
    }
  }

  /** This thread waits for nothing any more. */
  synchronized void finished() {
    underWay.remove(Thread.currentThread());
  }

  /** Why all was ended; null if it was not. */
  synchronized @Nullable VitrineException reason() {
    return reason;
  }

  /**
   * Goes on, unless all was ended.
   *
   * @throws VitrineException the reason
   */
  void check() {
    VitrineException why = reason();
    if (why != null) {
      throw why;
    }
  }

  /**
   * Waits for a time.
   *
   * @throws VitrineException the reason, as soon as all is ended
   * @throws CallCancelledException if the thread is interrupted, which keeps its mark
   */
  synchronized void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
        check();
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted(e);
    }
    check();
  }

  @Override
  public void end(VitrineException why) {
    List<Watched> open;
    synchronized (this) {
      if (reason == null) {
        reason = why;
      }
      open = List.copyOf(underWay.values());
      notifyAll();
    }
    open.forEach(call -> call.end(why));
  }

  @Override
  public void endIfLate(long now) {
    // Each of its calls is watched by itself.
  }
}
