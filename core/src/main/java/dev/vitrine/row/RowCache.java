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
 *
 * <p>Nobody ever finds something stale, not even for a moment. An invalidation counts first and
 * removes then; an insertion compares the count within the map's own computation for that key,
 * which is atomic beside the removal. If the computation comes first, the removal takes away what
 * it inserted; if the removal comes first, the computation sees the count and inserts nothing.
 * Either way nothing older is there once {@link #invalidate} has returned. Growing a row changes an
 * entry that is there, also within a computation, and eviction only removes.
 */
public final class RowCache {
  private static final int STRIPES = 1 << 12;
  private static final Duration ABSENT_FOR = Duration.ofSeconds(1);
  private static final int MOST_ABSENT = 100_000;

  private final AtomicLongArray invalidations = new AtomicLongArray(STRIPES);
  private final long maximumBytes;
  private final Ticker ticker;
  private volatile Cache<String, Entry> entries;
  private volatile Cache<String, Boolean> absent;

  /**
   * An empty cache.
   *
   * @param maximumBytes of heap the entries may take, about; 0 keeps nothing
   */
  public RowCache(long maximumBytes, Ticker ticker) {
    this.maximumBytes = maximumBytes;
    this.ticker = ticker;
    entries = noEntries();
    absent = noneAbsent();
  }

  private Cache<String, Entry> noEntries() {
    return Caffeine.newBuilder()
        .maximumWeight(maximumBytes)
        .executor(Runnable::run) // Waking another thread costs more than the housekeeping itself.
        .<String, Entry>weigher((id, entry) -> entry.weight() + 2 * id.length())
        .build();
  }

  private Cache<String, Boolean> noneAbsent() {
    return Caffeine.newBuilder()
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
    if (mayKeep(id, stamp)) {
      entries
          .asMap()
          .compute(
              id,
              (same, old) -> {
                if (!mayKeep(id, stamp)) {
                  return old;
                }
                return old == null ? made : Entry.merge(old, made);
              });
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
    if (mayKeep(id, stamp)) {
      absent.asMap().compute(id, (same, old) -> mayKeep(id, stamp) ? Boolean.TRUE : null);
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

  /**
   * Forgets everything, when the feed of changes has been lost.
   *
   * <p>By beginning anew, since clearing a map misses what is being inserted meanwhile: a load that
   * began before is refused by the new maps, and what it inserts into the old ones nobody finds.
   */
  public void invalidateAll() {
    for (int i = 0; i < STRIPES; i++) {
      invalidations.incrementAndGet(i);
    }
    entries = noEntries();
    absent = noneAbsent();
  }

  /** How many models have an entry, about. */
  public long size() {
    return entries.estimatedSize();
  }

  private boolean mayKeep(String id, Stamp stamp) {
    return maximumBytes > 0 && invalidations.get(stripe(id)) == stamp.seen();
  }

  private static int stripe(String id) {
    int hash = id.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
