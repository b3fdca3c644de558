package dev.vitrine.bench.sdk;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who read as fast as they are answered, each on a thread of its own. */
public final class Callers implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final int count;
  private final ExecutorService threads;

  /** So many of them. */
  public Callers(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
  }

  /** One read. */
  @FunctionalInterface
  public interface Read {
    /**
     * Reads.
     *
     * @param number of the read, from 0, over all callers
     * @return how many rows came
     */
    int rows(long number) throws Exception;
  }

  /**
   * What they got.
   *
   * @param allocatedPerRow bytes, on all threads of this process
   */
  public record Got(double rowsPerSecond, double allocatedPerRow) {}

  /** Has all of them read for a time. */
  public Got read(Read read, long nanos) throws InterruptedException {
    AtomicLong rows = new AtomicLong();
    AtomicLong numbers = new AtomicLong();
    long allocated = THREADS.getTotalThreadAllocatedBytes();
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      running.add(
          threads.submit(() -> {
            while (System.nanoTime() - start < nanos) {
              rows.addAndGet(read.rows(numbers.getAndIncrement()));
            }
            return null;
          }));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a read failed", e.getCause());
      }
    }
    long time = System.nanoTime() - start;
    return new Got(
        rows.get() * 1e9 / time,
        (THREADS.getTotalThreadAllocatedBytes() - allocated) / (double) rows.get());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
