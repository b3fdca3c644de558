package dev.vitrine.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Work that waits for many things, done on a thread of the client. */
final class Background {
  private Background() {}

  /** Some work. */
  interface Work<T> {
    /** The result, for which this thread waits. */
    T run() throws IOException;

    /** What puts an end to it. */
    Ending ending();
  }

  /** The result, some time. Cancelling the future ends the work. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing in it throws.
  static <T> CompletableFuture<T> start(Transport transport, Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      transport
          .executor()
          .execute(() -> {
            try {
              result.complete(work.run());
            } catch (IOException | RuntimeException | Error e) {
              result.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(Failures.closed());
    }
    result.whenComplete((value, error) -> {
      if (result.isCancelled()) {
        work.ending().end(Failures.cancelled());
      }
    });
    return result;
  }
}
