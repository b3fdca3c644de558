package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows that do not change are neither left out nor repeated, whatever happens to others while pages
 * are read.
 */
class PagingUnderChangeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int STILL = 2_500;
  private static final int MOVING = 300;
  private static final Set<String> TAGS = Set.of("even", "odd");

  @ParameterizedTest
  @CsvSource({"1, 120", "7, 300", "100, 3000", "500, 3000"})
  void untouchedRowsComeExactlyOnce(int size, int rows, @TempDir Path folder) throws Exception {
    MemoryStore inner = new MemoryStore();
    NaiveLists still = new NaiveLists();
    Random random = new Random(size);
    try (CatalogIndex index = CatalogIndex.open(folder, inner, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      WatchedStore store = new WatchedStore(inner, List.of(index));
      for (int i = 0; i < STILL; i++) {
        still.put(store, still(i, random));
      }
      Semaphore turns = new Semaphore(0);
      Thread changes = Thread.ofPlatform().start(() -> change(inner, store, turns));
      try {
        for (SortKey sort : SortKey.values()) {
          for (boolean descending : List.of(true, false)) {
            ModelFilter own = ModelFilter.of(new Scope.Own("p", null)).withTags(TAGS);
            check(index, still, new ModelQuery(own, sort, descending), size, rows, turns);
            ModelFilter all = ModelFilter.of(new Scope.Public());
            check(index, still, new ModelQuery(all, sort, descending), size, rows, turns);
          }
        }
      } finally {
        changes.interrupt();
        changes.join();
      }
      assertThat(index.state().problem()).isNull();
    }
  }

  private static void check(
      CatalogIndex index, NaiveLists still, ModelQuery query, int size, int rows, Semaphore turns) {
    List<String> seen = new ArrayList<>();
    Place after = null;
    do {
      turns.release(1 + size / 10);
      IndexPage page = index.models(query, after, size);
      seen.addAll(page.ids());
      after = page.next();
    } while (after != null && seen.size() < rows);
    assertThat(seen).allMatch(id -> id.startsWith("still") || id.startsWith("moving"));
    List<String> untouched = seen.stream().filter(id -> id.startsWith("still")).toList();
    List<String> expected = still.models(query);
    assertThat(untouched)
        .as("%s by %s", query, size)
        .isEqualTo(after == null ? expected : expected.subList(0, untouched.size()));
    assertThat(untouched).isNotEmpty();
  }

  private static Listed still(int i, Random random) {
    Instant created = START.plusMillis(random.nextInt(9_000));
    return Listed.of("still" + i, "p", created)
        .withVisibility(random.nextBoolean() ? Visibility.PUBLIC : Visibility.PRIVATE)
        .withUpdatedAt(created.plusMillis(random.nextInt(3)))
        .withScore(random.nextInt(3))
        .withTags(i % 2 == 0 ? "even" : "odd", "t" + i % 7);
  }

  /** Makes, changes and deletes models of this project and of another, here and elsewhere. */
  private static void change(MemoryStore elsewhere, WatchedStore here, Semaphore turns) {
    Random random = new Random(7);
    while (true) {
      try {
        turns.acquire();
      } catch (InterruptedException e) {
        return; // All pages have been read.
      }
      var store = random.nextBoolean() ? here : elsewhere;
      int i = random.nextInt(MOVING);
      boolean foreign = i % 3 == 0;
      String id = (foreign ? "foreign" : "moving") + i;
      if (random.nextInt(3) == 0) {
        delete(store, id);
      } else {
        Instant created = START.plusMillis(random.nextInt(9_000));
        Visibility visibility =
            foreign || random.nextBoolean() ? Visibility.PRIVATE : Visibility.PUBLIC;
        write(
            store,
            Listed.of(id, foreign ? "q" : "p", created)
                .withVisibility(visibility)
                .withUpdatedAt(created.plusMillis(random.nextInt(4_000)))
                .withScore(random.nextInt(3))
                .withTags("even"));
      }
    }
  }

  private static void write(dev.vitrine.store.DocumentStore store, Listed model) {
    IndexedCatalogue.write(store, dev.vitrine.store.Key.model(model.id()), model.draft());
  }

  private static void delete(dev.vitrine.store.DocumentStore store, String id) {
    IndexedCatalogue.remove(store, dev.vitrine.store.Key.model(id));
  }
}
