package dev.vitrine.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.testkit.IndexedCatalogue;
import dev.vitrine.testkit.IndexedCatalogue.Listed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lists are to be, from maps that are looked through from end to end. */
final class NaiveLists {
  private static final Comparator<String> BY_UTF_8 =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  final Map<String, Listed> live = new HashMap<>();
  final Map<String, Listed> trash = new HashMap<>();

  /** Ids that match a query, in its order. */
  List<String> models(ModelQuery query) {
    return inScope(query.filter().scope())
        .filter(model -> matches(query.filter(), model))
        .sorted(order(query))
        .map(Listed::id)
        .toList();
  }

  private Stream<Listed> inScope(Scope scope) {
    return switch (scope) {
      case Scope.Own(String project, Visibility only) ->
          live.values().stream()
              .filter(model -> model.owner().equals(project))
              .filter(model -> only == null || model.visibility() == only);
      case Scope.Public() ->
          live.values().stream().filter(model -> model.visibility() == Visibility.PUBLIC);
      case Scope.Trash(String project) ->
          trash.values().stream()
              .filter(model -> model.owner().equals(project) && !live.containsKey(model.id()));
    };
  }

  private static boolean matches(ModelFilter filter, Listed model) {
    return any(filter.statuses(), List.of(model.status()))
        && any(filter.types(), List.of(model.type()))
        && any(filter.tags(), model.tags())
        && any(filter.collectionIds(), model.collectionIds())
        && within(filter.created(), model.createdAt())
        && within(filter.updated(), model.updatedAt());
  }

  private static boolean any(Set<String> wanted, List<String> has) {
    return wanted.isEmpty() || !Collections.disjoint(wanted, has);
  }

  private static boolean within(@Nullable TimeRange range, Instant time) {
    return range == null
        || ((range.after() == null || time.isAfter(range.after()))
            && (range.before() == null || time.isBefore(range.before())));
  }

  private static Comparator<Listed> order(ModelQuery query) {
    Comparator<Listed> order =
        switch (query.sort()) {
          case CREATED_AT -> Comparator.comparing(Listed::createdAt);
          case UPDATED_AT -> Comparator.comparing(Listed::updatedAt);
          case SCORE -> Comparator.comparingDouble(Listed::score).thenComparing(Listed::createdAt);
        };
    return (query.descending() ? order.reversed() : order).thenComparing(Listed::id, BY_UTF_8);
  }

  List<TagCount> tags(String project) {
    Map<String, List<Listed>> byTag = new TreeMap<>(BY_UTF_8);
    live.values().stream()
        .filter(model -> model.owner().equals(project))
        .forEach(model ->
            Set.copyOf(model.tags()).stream()
                .filter(tag -> tag.getBytes(UTF_8).length <= Fields.LONGEST_COUNTED)
                .forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(model)));
    return byTag.entrySet().stream()
        .map(entry ->
            new TagCount(
                entry.getKey(),
                entry.getValue().size(),
                entry.getValue().stream()
                    .mapToLong(model -> model.createdAt().toEpochMilli())
                    .min()
                    .orElseThrow(),
                entry.getValue().stream()
                    .mapToLong(model -> model.updatedAt().toEpochMilli())
                    .max()
                    .orElseThrow()))
        .toList();
  }

  /** All pages of a query, one after the other. */
  static List<String> pages(CatalogIndex index, ModelQuery query, int size) {
    List<String> ids = new ArrayList<>();
    Place after = null;
    do {
      IndexPage page = index.models(query, after, size);
      assertThat(page.ids()).hasSizeLessThanOrEqualTo(size);
      if (page.next() != null) {
        assertThat(page.ids()).hasSize(size);
        after = Place.decode(page.next().encode());
      } else {
        after = null;
      }
      ids.addAll(page.ids());
    } while (after != null);
    return ids;
  }

  /** Compares an index with these lists, for projects and in all orders. */
  void assertSame(CatalogIndex index, Set<String> projects) {
    List<Scope> scopes = new ArrayList<>(List.of(new Scope.Public()));
    for (String project : projects) {
      scopes.add(new Scope.Own(project, null));
      scopes.add(new Scope.Own(project, Visibility.PRIVATE));
      scopes.add(new Scope.Trash(project));
      assertThat(index.tags(project, null, Integer.MAX_VALUE)).isEqualTo(tags(project));
    }
    for (Scope scope : scopes) {
      for (SortKey sort : SortKey.values()) {
        for (boolean descending : List.of(true, false)) {
          ModelQuery query = new ModelQuery(ModelFilter.of(scope), sort, descending);
          assertThat(pages(index, query, 500)).as("%s", query).isEqualTo(models(query));
        }
      }
      ModelFilter all = ModelFilter.of(scope);
      assertThat(index.count(all))
          .isEqualTo(models(new ModelQuery(all, SortKey.SCORE, true)).size());
    }
  }

  /** Writes a live model to a store, and notes it. */
  void put(dev.vitrine.store.DocumentStore store, Listed model) {
    IndexedCatalogue.write(store, Key.model(model.id()), model.draft());
    live.put(model.id(), model);
  }

  void delete(dev.vitrine.store.DocumentStore store, String id) {
    IndexedCatalogue.remove(store, Key.model(id));
    live.remove(id);
  }

  void putInTrash(dev.vitrine.store.DocumentStore store, Listed model, Instant at) {
    IndexedCatalogue.write(store, new Key(Kind.TRASH, model.id()), model.deleted(at));
    trash.put(model.id(), model);
  }

  void takeFromTrash(dev.vitrine.store.DocumentStore store, String id) {
    IndexedCatalogue.remove(store, new Key(Kind.TRASH, id));
    trash.remove(id);
  }
}
