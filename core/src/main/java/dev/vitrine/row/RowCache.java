package dev.vitrine.row;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Entries by model id, bounded by the heap they take.
 *
 * <p><b>No stale rows.</b> A load takes a {@link Stamp} before it reads the store and hands it in
 * with what it made. If the id was invalidated in between, what it made may be older than a write
 * someone was already told of, and is not kept. Stamps are striped: a needless refusal only costs a
 * later load.
 */
public final class RowCache {
  private static final int STRIPES = 1 << 12;
  private static final Duration ABSENT_FOR = Duration.ofSeconds(1);
  private static final int MOST_ABSENT = 100_000;

  private final boolean keeps;
  private final AtomicLongArray invalidations = new AtomicLongArray(STRIPES);
  private final Cache<String, Entry> entries;
  private final Cache<String, Boolean> absent;

  /**
   * An empty cache.
   *
   * @param maximumBytes of heap the entries may take, about; 0 keeps nothing
   */
  public RowCache(long maximumBytes, Ticker ticker) {
    keeps = maximumBytes > 0;
    entries =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .executor(Runnable::run)
            .<String, Entry>weigher((id, entry) -> entry.weight() + 2 * id.length())
            .build();
    absent =
        Caffeine.newBuilder()
            .maximumSize(MOST_ABSENT)
            .executor(Runnable::run)
            .expireAfterWrite(ABSENT_FOR)
            .ticker(ticker)
            .build();
  }

  /** What a load saw of invalidations before it began. */
  public record Stamp(long seen) {}

  public @Nullable Entry get(String id) {
    return entries.getIfPresent(id);
  }

  /** Whether the id was found missing within the last second and not written since. */
  public boolean isAbsent(String id) {
    return absent.getIfPresent(id) != null;
  }

  /** To be taken before the store is read. */
  public Stamp stamp(String id) {
    return new Stamp(invalidations.get(stripe(id)));
  }

  /** Keeps an entry, or what was added to it, unless the id was invalidated since the stamp. */
  public void put(String id, Entry made, Stamp stamp) {
    if (mustNotKeep(id, stamp)) {
      return;
    }
    entries.asMap().merge(id, made, Entry::merge);
    if (mustNotKeep(id, stamp)) {
      entries.invalidate(id);
    }
  }

  /** Puts the grown form of a row in its place, if it is still there. */
  void grow(String id, Row row, Row grown) {
    entries.asMap().computeIfPresent(id, (same, entry) -> entry.grown(row, grown));
  }

  /**
   * Remembers for a second that there is no such model, unless the id was invalidated since the
   * stamp.
   */
  public void putAbsent(String id, Stamp stamp) {
    if (mustNotKeep(id, stamp)) {
      return;
    }
    absent.put(id, Boolean.TRUE);
    if (mustNotKeep(id, stamp)) {
      absent.invalidate(id);
    }
  }

  /**
   * Forgets a model; called before a local write is acknowledged, and for every change of the feed.
   */
  public void invalidate(String id) {
    invalidations.incrementAndGet(stripe(id));
    entries.invalidate(id);
    absent.invalidate(id);
  }

  /** Forgets everything, when the feed of changes has been lost. */
  public void invalidateAll() {
    for (int i = 0; i < STRIPES; i++) {
      invalidations.incrementAndGet(i);
    }
    entries.invalidateAll();
    absent.invalidateAll();
  }

  /** How many models have an entry, about. */
  public long size() {
    return entries.estimatedSize();
  }

  private boolean mustNotKeep(String id, Stamp stamp) {
    return !keeps || invalidations.get(stripe(id)) != stamp.seen();
  }

  private static int stripe(String id) {
    int hash = id.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
