package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Visibility;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Lists of so many models that they are walked along instead of being sorted. */
class LongListsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MODELS = 12_000;
  private static final int ORDERED = 30_000;

  private final Random random = new Random(3);
  private final MemoryStore store = new MemoryStore();
  private final NaiveLists lists = new NaiveLists();

  /**
   * Many models share a time or a score, one in six all three; half are written twice, so that
   * parts of the index overlap and hold what is deleted.
   */
  private Listed model(int i) {
    boolean plain = i % 6 == 0;
    Instant created = plain ? START : START.plusMillis(random.nextInt(MODELS / 2));
    List<String> tags = new ArrayList<>(List.of("all"));
    for (int share = 3; share <= 3_000; share *= 10) {
      if (random.nextInt(share) == 0) {
        tags.add("one-in-" + share);
      }
    }
    return Listed.of("m" + Integer.toString(i * 7919 % MODELS, 36) + "-" + i, "p", created)
        .withVisibility(i % 3 == 0 ? Visibility.PUBLIC : Visibility.PRIVATE)
        .withUpdatedAt(plain ? START : created.plusMillis(random.nextInt(1_000_000)))
        .withScore(plain ? 0 : random.nextInt(4) - 1)
        .withTags(tags.toArray(String[]::new));
  }

  /** As {@link #model}, but created about one after the other, and one in four updated since. */
  private Listed ordered(int i) {
    Instant created = START.plusMillis(i / 3 + random.nextInt(20));
    Instant updated = i % 4 == 0 ? created.plusMillis(random.nextInt(ORDERED / 8)) : created;
    return model(i).withCreatedAt(created).withUpdatedAt(updated);
  }

  @Test
  void pagesFromAnywhereAreThoseOfTheSortedList() throws InterruptedException {
    check(MODELS, this::model);
  }

  @Test
  void alsoWhereModelsCameInThatOrder() throws InterruptedException {
    check(ORDERED, this::ordered);
  }

  private void check(int models, IntFunction<Listed> model) throws InterruptedException {
    try (CatalogIndex index =
        CatalogIndex.open(new MemoryFolder(), store, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      for (int i = 0; i < models; i++) {
        lists.put(store, model.apply(i));
        if (i % (models / 12) == 0) {
          IndexedCatalogue.catchUp(index);
        }
        if (i % 4 == 0) {
          lists.put(store, model.apply(i / 2));
        }
      }
      IndexedCatalogue.catchUp(index);
      for (ModelFilter filter : filters()) {
        for (SortKey sort : SortKey.values()) {
          for (boolean descending : List.of(true, false)) {
            check(index, new ModelQuery(filter, sort, descending));
          }
        }
      }
    }
  }

  private static Set<ModelFilter> filters() {
    ModelFilter own = ModelFilter.of(new Scope.Own("p", null));
    Set<ModelFilter> filters = new HashSet<>();
    for (ModelFilter filter : List.of(own, ModelFilter.of(new Scope.Public()))) {
      filters.add(filter);
      for (int share = 3; share <= 3_000; share *= 10) {
        filters.add(filter.withTags(Set.of("one-in-" + share)));
      }
      filters.add(filter.withTags(Set.of("one-in-3", "one-in-30")));
      filters.add(filter.withCreated(new TimeRange(START.plusMillis(2_000), null)));
      filters.add(
          filter.withUpdated(new TimeRange(START.plusMillis(5), START.plusMillis(400_000))));
    }
    return filters;
  }

  private void check(CatalogIndex index, ModelQuery query) {
    List<String> expected = lists.models(query);
    int from = 0;
    Place after = null;
    for (int size : List.of(1, 37, 100, 500, 3, MODELS / 3, 1, 100)) {
      IndexPage page = index.models(query, after, size);
      int until = Math.min(expected.size(), from + size);
      assertThat(page.ids()).as("%s", query).isEqualTo(expected.subList(from, until));
      after = page.next();
      assertThat(after == null).isEqualTo(until == expected.size());
      if (after == null) {
        return;
      }
      from = until;
    }
  }
}
