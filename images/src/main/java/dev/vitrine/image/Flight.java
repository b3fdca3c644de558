package dev.vitrine.image;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One rendition being made, and those who wait for it. */
final class Flight {
  /**
   * How it ended.
   *
   * @param there whether there was a picture at all
   * @param held the rendition if it is small or could not be kept in the folder; else it is there
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on within this package, never compared
  record Landing(boolean there, byte @Nullable [] held) {}

  private final CompletableFuture<Landing> landing = new CompletableFuture<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /** Whether anybody still waits for it. */
  boolean wanted() {
    return waiting.get() > 0;
  }

  /** Counts one who is going to {@linkplain #await wait}. */
  void join() {
    waiting.incrementAndGet();
  }

  void land(Landing how) {
    landing.complete(how);
  }

  void fail(Throwable why) {
    landing.completeExceptionally(why);
  }

  /**
   * Waits until it has ended; throws what it ended with. To be called once by each who joined.
   *
   * @throws UncheckedIOException if the one who asks is gone
   */
  Landing await() {
    try {
      return landing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("the request has ended"));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case VitrineException refusal -> RenditionRefusals.again(refusal);
      case AssetStoreException store ->
          new AssetStoreException(store.reason(), String.valueOf(store.getMessage()), store);
      case OutOfMemoryError e ->
          new VitrineException(ErrorCode.UNAVAILABLE, "There is no memory for this rendition now");
      case null, default -> new IllegalStateException("a rendition could not be made", cause);
    };
  }
}
