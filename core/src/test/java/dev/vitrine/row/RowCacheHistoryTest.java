package dev.vitrine.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Loads beside writes of one model, as fast as they can: the cache alone, so that what would be
 * stale for less than a microsecond is met too.
 *
 * <p>The model is written again and again, and is missing in every odd version. Once a version is
 * acknowledged nobody finds anything older.
 */
class RowCacheHistoryTest {
  /** Its stripe is the last to be counted when everything is forgotten. */
  private static final String ID = "\u0fff";

  private static final int LOADERS = 2;
  private static final int LOOKS = 10;

  private final RowCache cache = new RowCache(1 << 20, Ticker.systemTicker());
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong found = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void nobodyFindsWhatIsOlderThanAnAcknowledgedWrite() throws Exception {
    run(() -> cache.invalidate(ID), Duration.ofMillis(1500));
  }

  @Test
  void nobodyFindsWhatIsOlderThanAnAcknowledgedLossOfTheFeed() throws Exception {
    run(cache::invalidateAll, Duration.ofMillis(1500));
  }

  @Tag("heavy")
  @Test
  void nobodyFindsWhatIsOlderForLong() throws Exception {
    run(() -> cache.invalidate(ID), Duration.ofMinutes(1));
    run(cache::invalidateAll, Duration.ofMinutes(1));
  }

  private void run(Runnable invalidation, Duration length) throws Exception {
    over.set(false);
    List<Callable<String>> parts = new ArrayList<>();
    parts.add(() -> write(invalidation, System.nanoTime() + length.toNanos()));
    for (int i = 0; i < LOADERS; i++) {
      parts.add(this::load);
    }
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<String>> running = parts.stream().map(threads::submit).toList();
      for (Future<String> part : running) {
        assertThat(part.get(length.toSeconds() + 30, TimeUnit.SECONDS)).isEqualTo("all was right");
      }
    } finally {
      over.set(true);
    }
    assertThat(found).as("times something was found").hasPositiveValue();
  }

  private String write(Runnable invalidation, long end) {
    while (System.nanoTime() < end && !over.get()) {
      stored.incrementAndGet();
      invalidation.run();
      acknowledged.set(stored.get());
      // The next write comes as soon as what this one left was found, or not found for a while.
      for (int i = 0; i < LOOKS && !over.get(); i++) {
        String wrong = look();
        if (wrong != null) {
          over.set(true);
          return wrong;
        }
      }
    }
    over.set(true);
    return "all was right";
  }

  private String load() {
    while (!over.get()) {
      RowCache.Stamp stamp = cache.stamp(ID);
      long version = stored.get();
      if (isAbsent(version)) {
        cache.putAbsent(ID, stamp);
      } else {
        cache.put(
            ID, Entry.withoutRows(version, Long.toString(version), Visibility.PRIVATE), stamp);
      }
      String wrong = look();
      if (wrong != null) {
        over.set(true);
        return wrong;
      }
    }
    return "all was right";
  }

  private static boolean isAbsent(long version) {
    return version % 2 == 1;
  }

  /** Looks once; returns what is wrong with what was found. */
  private @Nullable String look() {
    long oldest = acknowledged.get();
    Entry entry = cache.get(ID);
    if (entry != null) {
      found.incrementAndGet();
      if (Long.parseLong(entry.owner()) < oldest) {
        return "found " + entry.owner() + " after " + oldest;
      }
    }
    oldest = acknowledged.get();
    if (cache.isAbsent(ID)) {
      found.incrementAndGet();
      long newest = stored.get();
      if (oldest == newest && !isAbsent(oldest)) {
        return "found nothing after " + oldest;
      }
    }
    return null;
  }
}
