package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.index.AssetFilter;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.index.IndexPage;
import dev.vitrine.index.ModelFilter;
import dev.vitrine.index.Place;
import dev.vitrine.index.Scope;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What callers do with collections and see of them: each with the numbers of models and assets in
 * it, which the index knows. While there is no index, all of it is UNAVAILABLE, and nothing is
 * written.
 */
public final class CollectionViews {
  /** Most collections of a page, and how many there are unless asked otherwise. */
  public static final int MOST = 100;

  public static final int STANDARD = 10;

  private final DocumentStore store;
  private final CatalogIndex index;
  private final Collections collections;
  private final CollectionModels models;
  private final CollectionAssets assets;
  private final AssetViews views;
  private final AssetLookup lookup;

  public CollectionViews(
      DocumentStore store,
      CatalogIndex index,
      Collections collections,
      ModelEdits models,
      AssetEdits assets,
      AssetViews views) {
    this.store = store;
    this.index = index;
    this.collections = collections;
    this.models = new CollectionModels(store, models, collections);
    this.assets = new CollectionAssets(store, assets, collections);
    this.views = views;
    this.lookup = new AssetLookup(store);
  }

  /** A collection as callers see it, and the revision it has. */
  public record View(long revision, JsonObject collection) {}

  /** As {@link Collections#get}. */
  public View get(Caller.KeyHolder caller, String id, boolean originals) {
    return view(caller, collections.get(caller, id), originals);
  }

  /** As {@link Collections#create}. */
  public View create(Caller.KeyHolder caller, String id, Parameters body) {
    count(caller.projectId(), id);
    return view(caller, collections.create(caller, id, body), false);
  }

  /** As {@link Collections#update}. */
  public View update(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Parameters body,
      boolean originals) {
    count(caller.projectId(), id);
    return view(caller, collections.update(caller, id, condition, body), originals);
  }

  /** As {@link CollectionModels#add}. */
  public View add(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Parameters body,
      boolean originals) {
    count(caller.projectId(), id);
    return view(caller, models.add(caller, id, condition, body), originals);
  }

  /** As {@link CollectionModels#remove}. */
  public View remove(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Parameters body,
      boolean originals) {
    count(caller.projectId(), id);
    return view(caller, models.remove(caller, id, condition, body), originals);
  }

  /** As {@link CollectionAssets#add}. */
  public View addAssets(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Parameters body,
      boolean originals) {
    count(caller.projectId(), id);
    return view(caller, assets.add(caller, id, condition, body), originals);
  }

  /** As {@link CollectionAssets#remove}. */
  public View removeAssets(
      Caller.KeyHolder caller,
      String id,
      Precondition condition,
      Parameters body,
      boolean originals) {
    count(caller.projectId(), id);
    return view(caller, assets.remove(caller, id, condition, body), originals);
  }

  /**
   * A page of collections.
   *
   * @param next where the next one begins; null if nothing follows
   */
  public record Page(JsonArray collections, @Nullable Place next) {}

  /** A page of the collections of the caller's project, newest first. */
  public Page list(Caller.KeyHolder caller, int size, @Nullable Place after, boolean originals) {
    IndexPage indexed = index.collections(caller.projectId(), after, size);
    List<Key> keys = indexed.ids().stream().map(id -> new Key(Kind.COLLECTION, id)).toList();
    Map<Key, Collections.Stored> found = Documents.map(store, keys, Collections::live);
    List<Collections.Stored> page = new ArrayList<>();
    for (Key key : keys) {
      Collections.Stored stored = found.get(key);
      if (stored != null && caller.actsFor(stored.document().owner())) {
        page.add(stored);
      }
    }
    Set<String> thumbnails = thumbnails(caller, page);
    List<Json> shown = new ArrayList<>();
    page.forEach(stored -> shown.add(view(stored, thumbnails, originals).collection()));
    return new Page(new JsonArray(shown), indexed.next());
  }

  private View view(Caller.KeyHolder caller, Collections.Stored stored, boolean originals) {
    return view(stored, thumbnails(caller, List.of(stored)), originals);
  }

  /** The thumbnails of collections that are there and that the caller may see. */
  private Set<String> thumbnails(Caller.KeyHolder caller, List<Collections.Stored> collections) {
    List<String> ids =
        collections.stream()
            .map(stored -> stored.collection().thumbnail())
            .filter(Objects::nonNull)
            .toList();
    return ids.isEmpty() ? Set.of() : lookup.visible(caller, ids);
  }

  private View view(Collections.Stored stored, Set<String> thumbnails, boolean originals) {
    StoredCollection collection = stored.collection();
    String thumbnail = collection.thumbnail();
    return new View(
        stored.revision(),
        collection.shown(
            count(collection.owner(), collection.id()),
            countAssets(collection.owner(), collection.id()),
            thumbnail == null || !thumbnails.contains(thumbnail)
                ? null
                : views.url(thumbnail, originals)));
  }

  private long count(String projectId, String id) {
    return index.count(
        ModelFilter.of(new Scope.Own(projectId, null)).withCollectionIds(Set.of(id)));
  }

  private long countAssets(String projectId, String id) {
    return index.count(
        AssetFilter.of(new Scope.Own(projectId, null))
            .with(AssetFilter.Field.COLLECTION, Set.of(id)));
  }
}
