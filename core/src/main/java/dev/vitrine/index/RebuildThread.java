package dev.vitrine.index;

import dev.vitrine.store.DocumentStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an index in the background when it is told that there is none, one at a time, and with
 * growing pauses while that fails.
 */
final class RebuildThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildThread.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long LOGGED_EVERY = 250_000;

  private final IndexFolder folder;
  private final DocumentStore store;
  private final Runnable ended;
  private @Nullable IndexRebuild running;
  private @Nullable Thread thread;
  private @Nullable Throwable failure;
  private Duration pause = Duration.ZERO;
  private long endedAt = System.nanoTime();
  private boolean closed;

  RebuildThread(IndexFolder folder, DocumentStore store, Runnable ended) {
    this.folder = folder;
    this.store = store;
    this.ended = ended;
  }

  /** Begins to build, unless it is being done, or has failed only just now. */
  synchronized void start() {
    if (closed || running != null || System.nanoTime() - endedAt < pause.toNanos()) {
      return;
    }
    IndexRebuild rebuild = new IndexRebuild(folder, store);
    running = rebuild;
    thread = Thread.ofPlatform().daemon().name("index-rebuild").start(() -> run(rebuild));
  }

  private void run(IndexRebuild rebuild) {
    Throwable failed = null;
    boolean elsewhere = false;
    try {
      IndexRebuild.Result result = rebuild.run(RebuildThread::log);
      LOG.info("An index of {} documents was built", result.documents());
    } catch (IndexRebuildException.UnderWay e) {
      elsewhere = true; // Another process builds it: its index will do.
    } catch (Throwable e) { // Whatever it is, it is tried again.
      failed = e;
    }
    end(failed, elsewhere);
    ended.run();
  }

  private static void log(long done, long about) {
    if (done % LOGGED_EVERY == 0 && done > 0) {
      LOG.info("Building the index: {} of about {} documents", done, about);
    }
  }

  private synchronized void end(@Nullable Throwable failed, boolean elsewhere) {
    running = null;
    failure = failed;
    endedAt = System.nanoTime();
    if (failed != null) {
      Duration doubled = pause.multipliedBy(2);
      pause =
          doubled.compareTo(FIRST_PAUSE) < 0
              ? FIRST_PAUSE
              : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    } else {
      pause = elsewhere ? FIRST_PAUSE.dividedBy(2) : Duration.ZERO;
    }
  }

  synchronized boolean isRunning() {
    return running != null;
  }

  /** Why the last attempt failed; null if it did not. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Calls off what is under way and waits for its end. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      if (running != null) {
        running.cancel();
      }
      last = thread;
    }
    if (last != null) {
      join(last);
    }
  }

  /** Waits for a thread to end, also if interrupted. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
