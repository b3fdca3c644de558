package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same work again and again, on a thread of its own, beginning at once. Work that fails is
 * tried again next time, whatever it failed with; of a row of failures the first is logged.
 */
public final class RepeatedWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);

  private final String name;
  private final Duration interval;
  private final Runnable work;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  private RepeatedWork(String name, Duration interval, Runnable work) {
    this.name = name;
    this.interval = interval;
    this.work = work;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param name of the thread, and in the log
   * @param interval between the end of one time and the next
   */
  public static RepeatedWork start(String name, Duration interval, Runnable work) {
    RepeatedWork repeated = new RepeatedWork(name, interval, work);
    repeated.thread.start();
    return repeated;
  }

  private void run() {
    try {
      do {
        once();
      } while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Only close() interrupts.
    }
  }

  private void once() {
    try {
      work.run();
      if (failing) {
        failing = false;
        LOG.info("{} goes on", name);
      }
    } catch (Throwable e) { // Whatever it is: the thread is to be there next time.
      if (closed.getCount() == 0) {
        return; // What it works on is being closed.
      }
      if (e instanceof VitrineException refusal && refusal.code() == ErrorCode.UNAVAILABLE) {
        LOG.debug("{} waits: {}", name, refusal.reason());
      } else if (!failing) {
        failing = true;
        LOG.error("{} failed and is tried again every {}", name, interval, e);
      }
    }
  }

  /** Lets the work under way end, and does no more. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
