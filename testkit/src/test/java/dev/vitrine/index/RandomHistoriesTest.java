package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a store, here or elsewhere: the index shows what the store holds. */
class RandomHistoriesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> PROJECTS = Set.of("p", "q");
  private static final List<String> IDS = List.of("a", "b", "B", "é", "😀", "ab", "a b");
  private static final List<String> TAGS = List.of("x", "y", "Ü", "😀", "x y", "\uFFEE");

  /** One thing that is done, through this node or by another. */
  sealed interface Step {
    record Put(boolean here, Listed model) implements Step {}

    record Delete(boolean here, String id) implements Step {}

    record Trash(boolean here, Listed model) implements Step {}

    record Restore(boolean here, String id) implements Step {}

    /** Lists are compared at once if all that was done since the last time was done here. */
    record Look() implements Step {}

    record CatchUp() implements Step {}

    record Reopen() implements Step {}
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void showsWhatTheStoreHolds(@ForAll("steps") List<Step> steps) throws Exception {
    try (Run run = new Run()) {
      for (Step step : steps) {
        run.take(step);
      }
      run.take(new Step.CatchUp());
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void filtersAndPages(
      @ForAll("models") List<Listed> models,
      @ForAll("filters") ModelFilter filter,
      @ForAll SortKey sort,
      @ForAll boolean descending,
      @ForAll @IntRange(min = 1, max = 12) int size)
      throws Exception {
    try (Run run = new Run()) {
      models.forEach(model -> run.take(new Step.Put(true, model)));
      ModelQuery query = new ModelQuery(filter, sort, descending);
      assertThat(NaiveLists.pages(run.index, query, size)).isEqualTo(run.lists.models(query));
      assertThat(run.index.count(filter)).isEqualTo(run.lists.models(query).size());
    }
  }

  /** A store in memory with an index of it. */
  private static final class Run implements AutoCloseable {
    private final MemoryFolder folder = new MemoryFolder();
    private final MemoryStore elsewhere = new MemoryStore();
    private final NaiveLists lists = new NaiveLists();
    private CatalogIndex index = CatalogIndex.open(folder, elsewhere, InstantSource.system());
    private DocumentStore here = new WatchedStore(elsewhere, List.of(index));
    private boolean allHere = true;

    Run() throws InterruptedException {
      IndexedCatalogue.catchUp(index);
    }

    void take(Step step) {
      try {
        switch (step) {
          case Step.Put(boolean local, Listed model) -> lists.put(at(local), model);
          case Step.Delete(boolean local, String id) -> lists.delete(at(local), id);
          case Step.Trash(boolean local, Listed model) -> lists.putInTrash(at(local), model, START);
          case Step.Restore(boolean local, String id) -> lists.takeFromTrash(at(local), id);
          case Step.Look() -> {
            if (allHere) {
              lists.assertSame(index, PROJECTS);
            }
          }
          case Step.CatchUp() -> {
            IndexedCatalogue.catchUp(index);
            allHere = true;
            lists.assertSame(index, PROJECTS);
          }
          case Step.Reopen() -> {
            index.close();
            index = CatalogIndex.open(folder, elsewhere, InstantSource.system());
            here = new WatchedStore(elsewhere, List.of(index));
            take(new Step.CatchUp());
            assertThat(index.state().generation()).isEqualTo("m-1");
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private DocumentStore at(boolean local) {
      allHere &= local;
      return local ? here : elsewhere;
    }

    @Override
    public void close() {
      index.close();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Boolean> here = Arbitraries.of(true, true, false);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Combinators.combine(here, model()).as(Step.Put::new)),
            net.jqwik.api.Tuple.of(
                3, Combinators.combine(here, Arbitraries.of(IDS)).as(Step.Delete::new)),
            net.jqwik.api.Tuple.of(2, Combinators.combine(here, model()).as(Step.Trash::new)),
            net.jqwik.api.Tuple.of(
                2, Combinators.combine(here, Arbitraries.of(IDS)).as(Step.Restore::new)),
            net.jqwik.api.Tuple.of(3, Arbitraries.just(new Step.Look())),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.CatchUp())),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Step.Reopen())));
    return step.list().ofMinSize(1).ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Listed>> models() {
    Arbitrary<String> ids = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(3);
    return Combinators.combine(model(), ids)
        .as((model, id) -> model.withId(id))
        .list()
        .ofMaxSize(60);
  }

  private static Arbitrary<Listed> model() {
    Arbitrary<Instant> times =
        Arbitraries.of(0L, 1L, 999L, 1000L, 1001L, -5L, 90_000L).map(START::plusMillis);
    return Combinators.combine(
            Arbitraries.of(IDS),
            Arbitraries.of("p", "p", "q"),
            Arbitraries.of(Visibility.values()),
            Arbitraries.of("custom", "flux.1-lora"),
            Arbitraries.of("trained", "new"),
            Arbitraries.of(TAGS).list().ofMaxSize(3),
            times,
            Arbitraries.of(0.0, 0.5, 1.0, -3.0))
        .as((id, owner, visibility, type, status, tags, time, score) ->
            new Listed(
                id,
                owner,
                visibility,
                type,
                status,
                tags,
                tags.stream().map(tag -> "c" + tag).toList(),
                time,
                time.plusMillis(tags.size()),
                score));
  }

  @Provide
  Arbitrary<ModelFilter> filters() {
    Arbitrary<Scope> scopes =
        Arbitraries.of(
            new Scope.Own("p", null),
            new Scope.Own("q", Visibility.UNLISTED),
            new Scope.Own("p", Visibility.PUBLIC),
            new Scope.Public(),
            new Scope.Own("nobody", null));
    Arbitrary<TimeRange> ranges =
        Combinators.combine(
                Arbitraries.of(0L, 1L, 1000L, -5L).map(START::plusMillis).injectNull(0.3),
                Arbitraries.of(2L, 1001L, 90_000L).map(START::plusMillis).injectNull(0.3))
            .as(TimeRange::new);
    Arbitrary<Set<String>> tags = Arbitraries.of(TAGS).set().ofMaxSize(2);
    return Combinators.combine(
            scopes,
            Arbitraries.of("trained", "new").set().ofMaxSize(1),
            Arbitraries.of("custom", "flux.1-lora").set().ofMaxSize(2),
            tags,
            tags.map(names -> Set.copyOf(names.stream().map(name -> "c" + name).toList())),
            ranges.injectNull(0.6),
            ranges.injectNull(0.6))
        .as(ModelFilter::new);
  }
}
