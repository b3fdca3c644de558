package dev.vitrine.client;

import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.VitrineException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waiting for what runs elsewhere, so that it looks as if it ran here. */
final class Waiting {
  private Waiting() {}

  /**
   * The result. Being interrupted cancels the call, and keeps the thread's mark.
   *
   * @throws VitrineException what the call failed with, with this thread's stack trace
   */
  static <T> T result(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new CallCancelledException("The thread was interrupted", e);
    } catch (CancellationException e) {
      throw new CallCancelledException("The call was cancelled", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof VitrineException failure) {
        failure.setStackTrace(new Throwable().getStackTrace()); // Where the caller called.
        throw failure;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
