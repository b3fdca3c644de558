package dev.vitrine.bulk;

import static dev.vitrine.bulk.ReaderUnderTest.OWNER;
import static dev.vitrine.bulk.ReaderUnderTest.PLAIN;
import static dev.vitrine.bulk.ReaderUnderTest.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Caller;
import dev.vitrine.row.Row;
import dev.vitrine.row.View;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readers beside writers, at random: every answer must be one that some state of the model gives
 * which was current at some time during the read.
 *
 * <p>Each model goes through versions 0, 1, 2, …, of which every third is public, private and
 * deleted. A writer notes the version it begins to write, writes it, invalidates, and notes it as
 * acknowledged. So a read that began after version a was acknowledged and ended before version b
 * was begun may show nothing older than a, nor b, nor what its caller may not see in that version;
 * and may show nothing only if it may see nothing in one version from a to before b. That is all an
 * acknowledgement promises: reads beside a write may still disagree.
 */
class CacheHistoryTest {
  private static final int MODELS = 6;
  private static final int WRITERS = 2;
  private static final int READERS = 4;
  private static final Pattern NAME = Pattern.compile("\"name\":\"([0-9]+)\"");
  private static final List<String> IDS = List.of("m0", "m1", "m2", "m3", "m4", "m5");

  /** By model: the newest version that was begun, and the newest acknowledged. */
  private final AtomicLongArray begun = new AtomicLongArray(MODELS);

  private final AtomicLongArray acknowledged = new AtomicLongArray(MODELS);
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();

  /** What became of one id of one read, and which versions it may have come from. */
  private record Answer(int model, boolean owner, long oldest, long newest, @Nullable Long shown) {
    boolean isRight() {
      if (shown != null) {
        return oldest <= shown && shown <= newest && isSeen(shown, owner);
      }
      for (long version = oldest; version <= newest; version++) {
        if (!isSeen(version, owner)) {
          return true;
        }
      }
      return false;
    }

    private static boolean isSeen(long version, boolean owner) {
      return version % 3 == 0 || (version % 3 == 1 && owner);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1500, 1 << 20})
  void noReadShowsWhatWasOverBeforeItBegan(long cacheBytes) throws Exception {
    run(cacheBytes, Duration.ofMillis(1500));
  }

  @Tag("heavy")
  @ParameterizedTest
  @ValueSource(longs = {0, 1500, 1 << 20})
  void noReadShowsWhatWasOverBeforeItBeganForLong(long cacheBytes) throws Exception {
    run(cacheBytes, Duration.ofMinutes(1));
  }

  private void run(long cacheBytes, Duration length) throws Exception {
    ReaderUnderTest reader =
        new ReaderUnderTest(cacheBytes, Duration.ofSeconds(10), CacheHistoryTest::atAnyPace);
    long[] revisions = new long[MODELS];
    for (int model = 0; model < MODELS; model++) {
      revisions[model] = reader.write(IDS.get(model), DocumentStore.ABSENT, Visibility.PUBLIC, "0");
    }
    long end = System.nanoTime() + length.toNanos();
    List<Future<@Nullable Answer>> running = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int i = 0; i < WRITERS; i++) {
        int first = i;
        running.add(threads.submit(() -> write(reader, revisions, first, end)));
      }
      for (int i = 0; i < READERS; i++) {
        running.add(threads.submit(() -> read(reader, end)));
      }
      for (Future<@Nullable Answer> thread : running) {
        assertThat(thread.get(length.toSeconds() + 30, TimeUnit.SECONDS))
            .as("a wrong answer")
            .isNull();
      }
    }
    assertThat(reads).hasPositiveValue();
    assertThat(writes).hasPositiveValue();
    if (cacheBytes > 1500) {
      assertThat(kept).as("reads answered from memory").hasPositiveValue();
    }
  }

  /** Lets others in before and after the store is read. */
  private static Fetched atAnyPace(List<Key> keys, Supplier<Fetched> read) {
    pause();
    Fetched fetched = read.get();
    pause();
    return fetched;
  }

  @SuppressWarnings("ThreadPriorityCheck") // Only to meet more interleavings.
  private static void pause() {
    Random random = ThreadLocalRandom.current();
    for (int i = random.nextInt(4); i > 0; i--) {
      Thread.yield();
    }
  }

  private @Nullable Answer write(ReaderUnderTest reader, long[] revisions, int first, long end) {
    Random random = ThreadLocalRandom.current();
    while (System.nanoTime() < end) {
      int model = first + WRITERS * random.nextInt(MODELS / WRITERS);
      String id = IDS.get(model);
      long version = begun.incrementAndGet(model);
      long revision = version % 3 == 0 ? DocumentStore.ABSENT : revisions[model];
      revisions[model] =
          version % 3 == 2
              ? reader.delete(id, revision)
              : reader.write(
                  id,
                  revision,
                  version % 3 == 0 ? Visibility.PUBLIC : Visibility.PRIVATE,
                  Long.toString(version));
      if (random.nextInt(8) == 0) {
        reader.cache.invalidateAll();
      } else {
        reader.cache.invalidate(id);
      }
      acknowledged.set(model, version);
      writes.incrementAndGet();
      // Whoever writes on and on leaves nothing in the cache to be wrong.
      Answer wrong = random.nextInt(4) == 0 ? read(reader, random) : null;
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private @Nullable Answer read(ReaderUnderTest reader, long end) {
    Random random = ThreadLocalRandom.current();
    while (System.nanoTime() < end) {
      Answer wrong = read(reader, random);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  /** One read of some models; returns an answer that is wrong. */
  private @Nullable Answer read(ReaderUnderTest reader, Random random) {
    boolean owner = random.nextBoolean();
    Caller caller = owner ? OWNER : STRANGER;
    BulkReader.Form form =
        new BulkReader.Form(
            random.nextBoolean(), LoadBudget.of(random.nextInt(8) == 0 ? 100 : 1 << 20));
    int from = random.nextInt(MODELS);
    List<String> ids = IDS.subList(from, from + 1 + random.nextInt(MODELS - from));
    BulkQuery query =
        ReaderUnderTest.query(
            random.nextInt(4) == 0 ? View.minimalView() : PLAIN, random.nextInt(16) == 0, ids);
    long[] oldest = new long[ids.size()];
    for (int i = 0; i < oldest.length; i++) {
      oldest[i] = acknowledged.get(from + i);
    }
    List<Row> rows = new ArrayList<>();
    BulkAnswer held = reader.reader.readKept(caller, query, form.deflated());
    Outcomes outcomes;
    if (held == null) {
      outcomes = reader.reader.read(caller, query, form, rows::add);
    } else {
      outcomes = held.outcomes();
      rows.addAll(held.rows());
      kept.incrementAndGet();
    }
    reads.incrementAndGet();
    int next = 0;
    for (int i = 0; i < oldest.length; i++) {
      Long shown = null;
      if (!outcomes.notFound().contains(ids.get(i))) {
        shown = version(rows.get(next++));
      }
      Answer answer = new Answer(from + i, owner, oldest[i], begun.get(from + i), shown);
      if (!answer.isRight()) {
        return answer;
      }
    }
    return null;
  }

  private static long version(Row row) {
    Matcher name = NAME.matcher(ReaderUnderTest.text(row));
    assertThat(name.find()).isTrue();
    return Long.parseLong(Objects.requireNonNull(name.group(1)));
  }
}
