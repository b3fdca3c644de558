package dev.vitrine.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WatchedStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.IndexedCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of assets hold exactly what they should, also while assets come and go. */
class AssetListsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Visibility> VISIBILITIES =
      List.of(Visibility.PRIVATE, Visibility.UNLISTED, Visibility.PUBLIC);

  private final MemoryStore inner = new MemoryStore();
  private final CatalogIndex index =
      CatalogIndex.open(new MemoryFolder(), inner, InstantSource.system());
  private final DocumentStore store = new WatchedStore(inner, List.of(index));
  private final Map<String, Listed> assets = new HashMap<>();

  /** An asset as lists know it; all its names come from few. */
  private record Listed(
      String id,
      String owner,
      Visibility visibility,
      boolean hidden,
      boolean deleting,
      Map<AssetFilter.Field, Set<String>> names,
      Instant created,
      Instant updated) {
    static Listed random(String id, Random random) {
      Map<AssetFilter.Field, Set<String>> names = new HashMap<>();
      for (AssetFilter.Field field : AssetFilter.Field.values()) {
        boolean several = field == AssetFilter.Field.TAG || field == AssetFilter.Field.COLLECTION;
        Set<String> some = new TreeSet<>();
        for (int i = random.nextInt(several ? 4 : 2); i > 0; i--) {
          some.add(field.name() + random.nextInt(3));
        }
        names.put(field, some);
      }
      return new Listed(
          id,
          random.nextInt(3) == 0 ? "q" : "p",
          VISIBILITIES.get(random.nextInt(3)),
          random.nextInt(4) == 0,
          random.nextInt(8) == 0,
          names,
          START.plusMillis(random.nextInt(40)),
          START.plusMillis(random.nextInt(40)));
    }

    private Set<String> all(AssetFilter.Field field) {
      return names.getOrDefault(field, Set.of());
    }

    private @Nullable String one(AssetFilter.Field field) {
      return all(field).stream().findFirst().orElse(null);
    }

    Draft draft() {
      JsonObject metadata = JsonObject.of("kind", new JsonString("image"));
      metadata = with(metadata, "type", one(AssetFilter.Field.TYPE));
      metadata = with(metadata, "parentId", one(AssetFilter.Field.PARENT));
      metadata = with(metadata, "rootParentId", one(AssetFilter.Field.ROOT));
      metadata = with(metadata, "modelId", one(AssetFilter.Field.MODEL));
      metadata = with(metadata, "inferenceId", one(AssetFilter.Field.INFERENCE));
      JsonObject row =
          with(JsonObject.of("id", new JsonString(id)), "authorId", one(AssetFilter.Field.AUTHOR))
              .with("collectionIds", JsonArray.ofStrings(all(AssetFilter.Field.COLLECTION)))
              .with("createdAt", new JsonString(created.toString()))
              .with("metadata", metadata)
              .with("tags", JsonArray.ofStrings(all(AssetFilter.Field.TAG)))
              .with("updatedAt", new JsonString(updated.toString()));
      AssetDocument document =
          AssetDocument.of(
                  hidden ? row.with("isHidden", JsonBoolean.TRUE) : row,
                  new StoredBlob("key", "0".repeat(64), 1))
              .deleting(deleting);
      return Draft.of(owner, visibility, Bytes.wrap(document.encode()));
    }

    private static JsonObject with(JsonObject object, String name, @Nullable String value) {
      return value == null ? object : object.with(name, new JsonString(value));
    }

    boolean matches(AssetFilter filter) {
      return !deleting
          && (filter.hidden() || !hidden)
          && switch (filter.scope()) {
            case Scope.Own(String project, Visibility only) ->
                owner.equals(project) && (only == null || only == visibility);
            case Scope.Public() -> visibility == Visibility.PUBLIC;
            case Scope.Trash trash -> false;
          }
          && filter.any().entrySet().stream()
              .allMatch(entry ->
                  entry.getValue().isEmpty()
                      || entry.getValue().stream().anyMatch(all(entry.getKey())::contains))
          && in(filter.created(), created)
          && in(filter.updated(), updated);
    }

    private static boolean in(@Nullable TimeRange range, Instant time) {
      if (range == null) {
        return true;
      }
      Instant after = range.after();
      Instant before = range.before();
      return (after == null || time.isAfter(after)) && (before == null || time.isBefore(before));
    }
  }

  @BeforeEach
  void begin() throws InterruptedException {
    IndexedCatalogue.catchUp(index);
  }

  @AfterEach
  void end() {
    index.close();
    inner.close();
  }

  private static Key key(String id) {
    return new Key(Kind.ASSET, id);
  }

  private void put(Listed asset) {
    assets.put(asset.id(), asset);
    IndexedCatalogue.write(store, key(asset.id()), asset.draft());
  }

  private List<String> expected(AssetQuery query) {
    Comparator<Listed> by =
        Comparator.comparing(
            query.sort() == SortKey.CREATED_AT ? Listed::created : Listed::updated);
    return assets.values().stream()
        .filter(asset -> asset.matches(query.filter()))
        .sorted((query.descending() ? by.reversed() : by).thenComparing(Listed::id))
        .map(Listed::id)
        .toList();
  }

  private List<String> listed(AssetQuery query, int size) {
    List<String> all = new ArrayList<>();
    Place after = null;
    do {
      IndexPage page = index.assets(query, after, size);
      assertThat(page.ids().size()).isLessThanOrEqualTo(size);
      all.addAll(page.ids());
      after = page.next();
    } while (after != null);
    return all;
  }

  private static AssetQuery random(Random random) {
    Scope scope =
        random.nextInt(3) == 0
            ? new Scope.Public()
            : new Scope.Own(
                "p", random.nextInt(3) == 0 ? VISIBILITIES.get(random.nextInt(3)) : null);
    boolean byCreation = random.nextBoolean();
    TimeRange range =
        random.nextInt(3) == 0
            ? new TimeRange(
                START.plusMillis(random.nextInt(20)), START.plusMillis(20 + random.nextInt(20)))
            : null;
    Map<AssetFilter.Field, Set<String>> any = new HashMap<>();
    for (AssetFilter.Field field : AssetFilter.Field.values()) {
      if (random.nextInt(6) == 0) {
        any.put(field, Set.of(field.name() + random.nextInt(3), field.name() + "none"));
      }
    }
    return new AssetQuery(
        new AssetFilter(
            scope,
            random.nextInt(3) == 0,
            any,
            byCreation ? range : null,
            byCreation ? null : range),
        byCreation ? SortKey.CREATED_AT : SortKey.UPDATED_AT,
        random.nextBoolean());
  }

  @RepeatedTest(4)
  void listsAndCountsAreThoseOfAPlainFilter(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 150; i++) {
        put(Listed.random("a" + random.nextInt(300), random));
      }
      for (int i = 0; i < 40; i++) {
        String id = "a" + random.nextInt(300);
        assets.remove(id);
        IndexedCatalogue.remove(store, key(id));
      }
      for (int i = 0; i < 60; i++) {
        AssetQuery query = random(random);
        List<String> expected = expected(query);
        assertThat(listed(query, 1 + random.nextInt(30))).as("%s", query).isEqualTo(expected);
        assertThat(index.count(query.filter())).isEqualTo(expected.size());
      }
      assertThat(index.tags("p", null, 100)).isEqualTo(tags("p"));
    }
  }

  /** The tags of what a project's usual list shows. */
  private List<TagCount> tags(String project) {
    AssetFilter shown = new AssetFilter(new Scope.Own(project, null), false, Map.of(), null, null);
    Map<String, TagCount> tags = new TreeMap<>();
    for (Listed asset : assets.values()) {
      for (String tag :
          asset.matches(shown) ? asset.all(AssetFilter.Field.TAG) : Set.<String>of()) {
        tags.merge(
            tag,
            new TagCount(tag, 1, asset.created().toEpochMilli(), asset.updated().toEpochMilli()),
            (one, other) ->
                new TagCount(
                    tag,
                    one.count() + other.count(),
                    Math.min(one.firstCreatedAt(), other.firstCreatedAt()),
                    Math.max(one.lastUpdatedAt(), other.lastUpdatedAt())));
      }
    }
    return List.copyOf(tags.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  void whatNobodyTouchesComesOnceWhileOthersComeAndGo(int size) {
    Random random = new Random(size);
    List<AssetQuery> queries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      put(Listed.random("still" + i, random));
    }
    for (int i = 0; i < 12; i++) {
      queries.add(random(random));
    }
    for (AssetQuery query : queries) {
      List<String> expected = expected(query);
      List<String> seen = new ArrayList<>();
      Place after = null;
      do {
        for (int i = 0; i < 5; i++) {
          String id = "moving" + random.nextInt(40);
          DocumentStore where = random.nextBoolean() ? store : inner;
          if (random.nextInt(3) == 0) {
            IndexedCatalogue.remove(where, key(id));
          } else {
            IndexedCatalogue.write(where, key(id), Listed.random(id, random).draft());
          }
        }
        IndexPage page = index.assets(query, after, size);
        page.ids().stream().filter(id -> id.startsWith("still")).forEach(seen::add);
        after = page.next();
      } while (after != null);
      assertThat(seen).as("%s", query).isEqualTo(expected);
    }
  }

  @Test
  void modelsAreFoundByWhateverTheyUse() {
    ModelDocument model =
        ModelDocument.of(
                JsonObject.of("id", new JsonString("m"))
                    .with("exampleAssetIds", JsonArray.ofStrings(List.of("example", "both")))
                    .with(
                        "thumbnail",
                        JsonObject.of("assetId", new JsonString("thumb"))
                            .with("url", new JsonString("u")))
                    .with(
                        "trainingImages",
                        new JsonArray(
                            List.of(
                                JsonObject.of("id", new JsonString("train")),
                                new JsonString("odd"),
                                JsonObject.of("name", new JsonString("odd"))))))
            .withHeldAssets(Set.of("held", "both"));
    IndexedCatalogue.write(
        store, Key.model("m"), IndexedCatalogue.draft("p", Visibility.PRIVATE, model));
    IndexedCatalogue.write(
        store,
        new Key(Kind.TRASH, "t"),
        IndexedCatalogue.draft(
            "p", Visibility.PRIVATE, model.deleted("2026-01-01T00:00:00Z", "k")));
    for (String used : List.of("example", "both", "thumb", "train", "held")) {
      assertThat(index.modelsUsing(used, null, 10)).as(used).containsExactly("m");
      assertThat(index.countModelsUsing(used)).isEqualTo(1);
      assertThat(index.trashUsing(used, null, 10)).containsExactly("t");
    }
    for (String other : List.of("odd", "u", "m", "p")) {
      assertThat(index.modelsUsing(other, null, 10)).as(other).isEmpty();
    }
    assertThat(index.modelsUsing("held", "m", 10)).isEmpty();
  }

  @Test
  void deletingAssetsAreKnownToThoseWhoGoOnWithIt() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      put(Listed.random("a" + i, random));
    }
    assertThat(index.deletingAssets(100))
        .containsExactlyInAnyOrderElementsOf(
            assets.values().stream().filter(Listed::deleting).map(Listed::id).toList());
    assertThat(index.assetsInCollection("COLLECTION0", 100))
        .containsExactlyInAnyOrderElementsOf(
            assets.values().stream()
                .filter(asset -> asset.all(AssetFilter.Field.COLLECTION).contains("COLLECTION0"))
                .map(Listed::id)
                .toList());
  }
}
