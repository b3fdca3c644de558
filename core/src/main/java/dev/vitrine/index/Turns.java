package dev.vitrine.index;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The turns of a thread that does the same thing again and again, and those who wait for them. */
final class Turns {
  private final Duration interval;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private boolean closed;
  private boolean woken;
  private long done;

  /**
   * Turns that follow each other.
   *
   * @param interval between two, unless the next one is wanted at once
   */
  Turns(Duration interval) {
    this.interval = interval;
  }

  /**
   * A turn has ended; waits until the next one is to begin.
   *
   * @return false if there is to be none
   */
  boolean next(boolean atOnce) {
    lock.lock();
    try {
      done++;
      progress.signalAll();
      long nanos = interval.toNanos();
      while (!atOnce && !woken && !closed && nanos > 0) {
        nanos = wake.awaitNanos(nanos);
      }
      woken = false;
      return !closed;
    } catch (InterruptedException e) {
      return true; // Nobody but the end of the process interrupts this thread.
    } finally {
      lock.unlock();
    }
  }

  /** Has the next turn begin now. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      wake.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a turn that begins from now on, after which something holds; false if it does not in
   * time.
   */
  boolean await(BooleanSupplier holds, Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      long target = done + 2; // One may be under way.
      long end = System.nanoTime() + timeout.toNanos();
      while (done < target || !holds.getAsBoolean()) {
        long nanos = end - System.nanoTime();
        if (nanos <= 0 || closed) {
          return false;
        }
        woken = true;
        wake.signal();
        var _ = progress.await(nanos, TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets no further turn begin, and nobody wait any longer. */
  void close() {
    lock.lock();
    try {
      closed = true;
      wake.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
