package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Futures made of others. Cancelling one cancels what it is made of. */
@SuppressWarnings("FutureReturnValueIgnored") // Each stage hands its failure on itself.
final class Chained {
  private Chained() {}

  /** What becomes of the result of another. */
  static <T, R> CompletableFuture<R> then(CompletableFuture<T> source, Function<T, R> made) {
    CompletableFuture<R> result = new CompletableFuture<>();
    source.whenComplete((value, error) -> {
      if (error != null) {
        result.completeExceptionally(error);
      } else {
        complete(result, () -> made.apply(value));
      }
    });
    result.whenComplete((value, error) -> source.cancel(true));
    return result;
  }

  /** The same result, or what becomes of the failure: a result, or what that throws. */
  static <T> CompletableFuture<T> recovered(
      CompletableFuture<T> source, Function<VitrineException, T> made) {
    CompletableFuture<T> result = new CompletableFuture<>();
    source.whenComplete((value, error) -> {
      if (error instanceof VitrineException failure) {
        complete(result, () -> made.apply(failure));
      } else if (error != null) {
        result.completeExceptionally(error);
      } else {
        result.complete(value);
      }
    });
    result.whenComplete((value, error) -> source.cancel(true));
    return result;
  }

  /** A future without a value, done when another is. */
  static CompletableFuture<Void> done(CompletableFuture<?> source) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    source.whenComplete((value, error) -> {
      if (error != null) {
        result.completeExceptionally(error);
      } else {
        result.complete(null);
      }
    });
    result.whenComplete((value, error) -> source.cancel(true));
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> made) {
    try {
      result.complete(made.get());
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }
}
