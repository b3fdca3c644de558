package dev.vitrine.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the same work on several virtual threads. */
public final class Threads {
  private Threads() {}

  /** What one of the threads does. */
  public interface Work {
    void run(int thread) throws Exception;
  }

  /** Runs the work and waits for all to end, a minute at most; fails with the first failure. */
  public static void runAll(int threads, Work work) throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(
          executor.submit(() -> {
            work.run(thread);
            return null;
          }));
    }
    executor.shutdown();
    try {
      for (Future<?> future : running) {
        future.get(60, TimeUnit.SECONDS);
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a thread does not end", e);
    } finally {
      executor.shutdownNow();
    }
  }
}
