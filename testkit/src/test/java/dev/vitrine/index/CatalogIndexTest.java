package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogIndexTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ModelFilter OWN = ModelFilter.of(new Scope.Own("p", null));

  @Test
  void showsWhatWasJustWritten(@TempDir Path folder) throws InterruptedException {
    MemoryStore inner = new MemoryStore();
    try (CatalogIndex index = CatalogIndex.open(folder, inner, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      WatchedStore store = new WatchedStore(inner, List.of(index));
      for (int i = 0; i < 10; i++) {
        Listed model = Listed.of("m" + i, "p", START.plusSeconds(i)).withTags("t" + i % 2, "all");
        IndexedCatalogue.write(store, Key.model("m" + i), model.draft());
        assertThat(index.models(new ModelQuery(OWN, SortKey.CREATED_AT, true), null, 1).ids())
            .containsExactly("m" + i);
      }
      store.put(
          Key.model("x"), 0, Listed.of("x", "q", START).withVisibility(Visibility.PUBLIC).draft());
      store.put(new Key(Kind.COLLECTION, "c"), 0, IndexedCatalogue.collection("c", "p", START));
      assertThat(index.count(OWN)).isEqualTo(10);
      assertThat(index.count(OWN.withTags(Set.of("t0")))).isEqualTo(5);
      assertThat(index.count(ModelFilter.of(new Scope.Public()))).isEqualTo(1);
      assertThat(index.collections("p", null, 10).ids()).containsExactly("c");
      assertThat(index.tags("p", null, 10))
          .extracting(TagCount::tag, TagCount::count)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("all", 10L),
              org.assertj.core.groups.Tuple.tuple("t0", 5L),
              org.assertj.core.groups.Tuple.tuple("t1", 5L));
    }
    try (CatalogIndex index = CatalogIndex.open(folder, inner, InstantSource.system())) {
      IndexedCatalogue.catchUp(index);
      assertThat(index.count(OWN)).isEqualTo(10);
      assertThat(index.state().generation()).isEqualTo("g-1");
    }
  }
}
