package dev.vitrine.bench.index;

import dev.vitrine.index.CatalogIndex;
import dev.vitrine.index.IndexPage;
import dev.vitrine.index.ModelFilter;
import dev.vitrine.index.ModelQuery;
import dev.vitrine.index.Place;
import dev.vitrine.index.Scope;
import dev.vitrine.index.SortKey;
import dev.vitrine.index.TimeRange;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pages of 100 models of a {@link MadeUpStore}, filtered and sorted. */
public final class ListReads {
  /** Rows of a page. */
  public static final int SIZE = 100;

  private static final ModelFilter OWN = ModelFilter.of(new Scope.Own(MadeUpStore.PROJECT, null));
  private static final ModelFilter PRIVATE =
      ModelFilter.of(new Scope.Own(MadeUpStore.PROJECT, Visibility.PRIVATE));
  private static final ModelFilter PUBLIC = ModelFilter.of(new Scope.Public());

  private ListReads() {}

  /**
   * A page that is asked for.
   *
   * @param deep whether it lies in the middle of the list
   */
  public record Wanted(String name, ModelQuery query, boolean deep) {}

  /** The kinds of pages; each is full in a catalogue of 10 000 models too. */
  public static List<Wanted> all() {
    TimeRange since = new TimeRange(MadeUpStore.BEGIN.plus(Duration.ofDays(2)), null);
    return List.of(
        wanted("private, newest first", PRIVATE, SortKey.CREATED_AT, true, false),
        wanted("private, newest first, from the middle", PRIVATE, SortKey.CREATED_AT, true, true),
        wanted("own, oldest first", OWN, SortKey.CREATED_AT, false, false),
        wanted(
            "own with a tag, last updated first",
            OWN.withTags(Set.of("tag-7")),
            SortKey.UPDATED_AT,
            true,
            false),
        wanted(
            "own with a tag, last updated first, from the middle",
            OWN.withTags(Set.of("tag-7")),
            SortKey.UPDATED_AT,
            true,
            true),
        wanted(
            "private of a type with one of three tags, first updated first",
            PRIVATE.withTypes(Set.of("flux.1-lora")).withTags(Set.of("tag-1", "tag-2", "tag-3")),
            SortKey.UPDATED_AT,
            false,
            false),
        wanted("public, best first", PUBLIC, SortKey.SCORE, true, false),
        wanted("public, best first, from the middle", PUBLIC, SortKey.SCORE, true, true),
        wanted(
            "private of a type created since, oldest first",
            PRIVATE.withTypes(Set.of("custom")).withCreated(since),
            SortKey.CREATED_AT,
            false,
            false));
  }

  private static Wanted wanted(
      String name, ModelFilter filter, SortKey sort, boolean descending, boolean deep) {
    return new Wanted(name, new ModelQuery(filter, sort, descending), deep);
  }

  /** Where a page begins in an index: null for the first one. */
  public static @Nullable Place place(CatalogIndex index, Wanted wanted) {
    if (!wanted.deep()) {
      return null;
    }
    int half = (int) (index.count(wanted.query().filter()) / 2);
    return index.models(wanted.query(), null, half).next();
  }

  /** The median time of reading a page this often, in microseconds. */
  public static double p50(CatalogIndex index, Wanted wanted, @Nullable Place place, int times) {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      IndexPage page = index.models(wanted.query(), place, SIZE);
      nanos[i] = System.nanoTime() - begin;
      if (page.ids().size() != SIZE) {
        throw new IllegalStateException(wanted.name() + " is no full page: " + page.ids().size());
      }
    }
    Arrays.sort(nanos);
    return nanos[times / 2] / 1e3;
  }
}
