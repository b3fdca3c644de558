package dev.vitrine.index;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What this node has written and its index does not show yet. A thread of its own takes it over, so
 * that neither a write nor a search is ever interrupted in the middle of the index's files. A
 * search waits for what was written before it began; those that wait at the same time share one
 * refresh.
 */
final class LocalWrites implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Most writes that wait; who writes more waits too. */
  private static final int MOST = 1_000;

  /** Takes writes over. Must not fail. */
  interface Index {
    void take(List<Generation.State> writes);

    /** Makes what was taken visible. */
    void refresh();
  }

  private final Index index;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final ArrayDeque<Generation.State> waiting = new ArrayDeque<>();
  private final AtomicLong submitted = new AtomicLong();
  private volatile long visible;
  private long wanted;
  private boolean closed;

  LocalWrites(Index index) {
    this.index = index;
    this.thread = Thread.ofPlatform().daemon().name("index-writes").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(Generation.State write) {
    lock.lock();
    try {
      while (waiting.size() >= MOST && !closed) {
        progress.awaitUninterruptibly();
      }
      waiting.add(write);
      submitted.incrementAndGet();
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until searches see all writes added before.
   *
   * @throws VitrineException if that takes too long
   */
  void awaitVisible() {
    long target = submitted.get();
    if (visible >= target) {
      return;
    }
    lock.lock();
    try {
      wanted = Math.max(wanted, target);
      work.signal();
      long nanos = PATIENCE.toNanos();
      while (visible < target && !closed) {
        if (nanos <= 0) {
          throw unavailable();
        }
        nanos = progress.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    } finally {
      lock.unlock();
    }
  }

  private static VitrineException unavailable() {
    return new VitrineException(
        ErrorCode.UNAVAILABLE, "The index does not follow what is written: try again soon");
  }

  private void run() {
    List<Generation.State> writes = new ArrayList<>();
    long taken = 0;
    while (true) {
      boolean refresh;
      lock.lock();
      try {
        while (waiting.isEmpty() && wanted <= visible && !closed) {
          work.awaitUninterruptibly();
        }
        if (closed) {
          return;
        }
        writes.addAll(waiting);
        waiting.clear();
        refresh = wanted > visible;
        progress.signalAll();
      } finally {
        lock.unlock();
      }
      index.take(writes);
      taken += writes.size();
      writes.clear();
      if (refresh) {
        index.refresh();
        shown(taken);
      }
    }
  }

  private void shown(long taken) {
    lock.lock();
    try {
      visible = taken;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops and waits until nothing is written to the index any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
    RebuildThread.join(thread);
  }
}
