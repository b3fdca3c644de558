package dev.vitrine.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Looks at all calls under way every few milliseconds, while there are any, and ends the attempts
 * whose time is over: a timer for each would cost a wake-up of its thread for each.
 */
final class Watch {
  private static final long EVERY_MILLIS = 20;

  private final ScheduledExecutorService timer;
  private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  Watch(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  void add(Watched call) {
    underWay.add(call);
    begin();
  }

  void remove(Watched call) {
    underWay.remove(call);
  }

  /** Does something to every call under way. */
  void each(Consumer<Watched> action) {
    underWay.forEach(action);
  }

  private void begin() {
    if (looking.compareAndSet(false, true)) {
      lookLater();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nothing in it throws.
  private void lookLater() {
    try {
      timer.schedule(this::look, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      looking.set(false); // Closed: all calls are being ended.
    }
  }

  private void look() {
    long now = System.nanoTime();
    underWay.forEach(call -> call.endIfLate(now));
    if (underWay.isEmpty()) {
      looking.set(false);
      if (!underWay.isEmpty()) {
        begin();
      }
    } else {
      lookLater();
    }
  }
}
