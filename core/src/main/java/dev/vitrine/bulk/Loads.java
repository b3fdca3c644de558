package dev.vitrine.bulk;

import dev.vitrine.row.Audience;
import dev.vitrine.row.Row;
import dev.vitrine.row.RowCache;
import dev.vitrine.row.View;
import dev.vitrine.store.Document;
import dev.vitrine.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Loads under way, by id: however many callers miss a model at the same time, the store is asked
 * for it once, whether or not the cache keeps what comes.
 *
 * <p>Whoever begins a load must end it, come what may, and must wait for nobody meanwhile, the
 * store apart: so nobody waits in a circle. A load that brings nothing leaves those who joined it
 * to load for themselves.
 */
final class Loads {
  private final ConcurrentMap<String, Load> underWay = new ConcurrentHashMap<>();

  /**
   * What a load brought.
   *
   * @param document null if there is none
   * @param row what its loader found in it, in this view and for this audience: a row, {@link
   *     dev.vitrine.row.ModelRows#ABSENT} or {@link dev.vitrine.row.ModelRows#DAMAGED}
   */
  record Loaded(@Nullable Document document, Row row, View view, Audience audience) {
    private long bytes() {
      return document == null ? 0 : document.body().length();
    }
  }

  /** The load of one id, which began after its stamp was taken. */
  static final class Load {
    private final RowCache.Stamp stamp;
    private final CompletableFuture<@Nullable Loaded> end = new CompletableFuture<>();

    Load(RowCache.Stamp stamp) {
      this.stamp = stamp;
    }

    /**
     * What this load will bring to one of those who joined it; nothing if its document is larger
     * than the room left to that one, from which it is taken. Nobody but those who joined holds
     * what a load brought.
     *
     * @param room document bytes
     */
    Arrival within(AtomicLong room) {
      return new Arrival(
          end.thenApply(loaded -> {
            if (loaded == null || room.addAndGet(-loaded.bytes()) >= 0) {
              return loaded;
            }
            room.addAndGet(loaded.bytes());
            return null;
          }));
    }
  }

  /** What the load of another will bring. */
  record Arrival(CompletableFuture<@Nullable Loaded> loaded) {
    /**
     * Waits for it.
     *
     * @param deadline on the scale of {@link System#nanoTime}
     * @return null if nothing comes, or not in time
     * @throws StoreException if the thread is interrupted, and stays so
     */
    @Nullable Loaded await(long deadline) {
      try {
        return loaded.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("Interrupted while waiting for a load.", e);
      }
    }
  }

  /**
   * Begins a load, unless one is under way that may be joined: one whose stamp is not older. An
   * older one may have read the store before a write this caller was already told of.
   *
   * @param mine whose stamp was taken just now
   * @return {@code mine}, which must then be ended, or the one to join
   */
  Load begin(String id, Load mine) {
    return underWay.merge(
        id, mine, (other, begun) -> other.stamp.seen() >= begun.stamp.seen() ? other : begun);
  }

  /**
   * Ends a load; doing so again is harmless. To be called after what was loaded was offered to the
   * cache: whoever then begins another load finds it there.
   *
   * @param loaded null if it brought nothing
   */
  void end(String id, Load load, @Nullable Loaded loaded) {
    underWay.remove(id, load);
    load.end.complete(loaded);
  }
}
