package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Puts assets into collections and takes them out, as {@link CollectionModels} does with models:
 * which collections an asset is in is written in the asset.
 */
public final class CollectionAssets {
  /** Most assets that one call puts in or takes out. */
  public static final int MOST = 49;

  /** Most collections that an asset is in. */
  static final int MOST_PER_ASSET = 49;

  private static final String ASSET_IDS = "assetIds";
  private static final String COLLECTION_IDS = "collectionIds";

  private final DocumentStore store;
  private final AssetEdits edits;
  private final Collections collections;

  CollectionAssets(DocumentStore store, AssetEdits edits, Collections collections) {
    this.store = store;
    this.edits = edits;
    this.collections = collections;
  }

  /**
   * Puts assets into a collection. All of them are looked at before the first is changed.
   *
   * @param condition on the collection as it is before the first of them is changed
   * @param body {@code assetIds}
   * @throws VitrineException PRECONDITION_FAILED; NOT_FOUND for the collection or the first asset
   *     that the caller's project does not have; INVALID_PARAMETER if an asset would be in too many
   */
  Collections.Stored add(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    Set<String> assetIds = named(caller, body);
    Collections.Stored before = collections.get(caller, id);
    condition.check("Collection " + id, before.revision());
    JsonArray sent = Objects.requireNonNull(body.members().array(ASSET_IDS));
    List<String> missing = new ArrayList<>();
    for (AssetDocument asset : own(caller, assetIds)) {
      if (!ids(asset).contains(id)) {
        checkRoom(asset, sent);
        missing.add(asset.id());
      }
    }
    if (missing.isEmpty()) {
      return before;
    }
    collections.begin(caller, id, condition);
    Collections.Stored after = null;
    try {
      for (String assetId : missing) {
        edits.edit(caller, assetId, Precondition.NONE, asset -> with(asset, id, sent));
      }
    } finally {
      // A deletion that began meanwhile may have passed these assets already.
      after = collections.touch(caller, id);
      if (after == null) {
        missing.forEach(assetId -> takeOut(caller, assetId, id));
      }
    }
    if (after == null) {
      throw Collections.notFound(id);
    }
    return after;
  }

  /**
   * Takes assets out of a collection; those that are not in it stay as they are.
   *
   * @param condition on the collection as it is before the first of them is changed
   * @param body {@code assetIds}
   * @throws VitrineException PRECONDITION_FAILED; NOT_FOUND for the collection or the first asset
   *     that the caller's project does not have
   */
  Collections.Stored remove(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    Set<String> assetIds = named(caller, body);
    Collections.Stored before = collections.get(caller, id);
    condition.check("Collection " + id, before.revision());
    List<String> there = new ArrayList<>();
    for (AssetDocument asset : own(caller, assetIds)) {
      if (ids(asset).contains(id)) {
        there.add(asset.id());
      }
    }
    if (there.isEmpty()) {
      return before;
    }
    collections.begin(caller, id, condition);
    there.forEach(assetId -> takeOut(caller, assetId, id));
    Collections.Stored after = collections.touch(caller, id);
    if (after == null) {
      throw Collections.notFound(id);
    }
    return after;
  }

  private static Set<String> named(Caller.KeyHolder caller, Parameters body) {
    caller.requireEditor();
    return body.requiredIds(ASSET_IDS, MOST);
  }

  /** The assets of these ids, in their order, all of them the caller's project's own. */
  private List<AssetDocument> own(Caller.KeyHolder caller, Set<String> assetIds) {
    List<Key> keys = assetIds.stream().filter(Documents::isId).map(AssetEdits::key).toList();
    Map<Key, AssetEdits.Stored> found =
        Documents.map(
            store,
            keys,
            document -> caller.actsFor(document.owner()) ? AssetEdits.live(document) : null);
    List<AssetDocument> assets = new ArrayList<>();
    for (String assetId : assetIds) {
      AssetEdits.Stored asset = Documents.isId(assetId) ? found.get(AssetEdits.key(assetId)) : null;
      if (asset == null) {
        throw AssetEdits.notFound(assetId);
      }
      assets.add(asset.asset());
    }
    return assets;
  }

  private static AssetDocument with(AssetDocument asset, String id, JsonArray sent) {
    Set<String> ids = ids(asset);
    if (ids.contains(id)) {
      return asset;
    }
    checkRoom(asset, sent);
    ids.add(id);
    return asset.withRow(asset.row().with(COLLECTION_IDS, JsonArray.ofStrings(ids)));
  }

  private static void checkRoom(AssetDocument asset, JsonArray sent) {
    if (ids(asset).size() >= MOST_PER_ASSET) {
      throw VitrineException.invalidParameter(
          ASSET_IDS + "[" + sent.elements().indexOf(new JsonString(asset.id())) + "]",
          "names an asset that is in " + MOST_PER_ASSET + " collections already",
          Map.of("limit", MOST_PER_ASSET));
    }
  }

  private void takeOut(Caller.KeyHolder caller, String assetId, String id) {
    try {
      edits.edit(caller, assetId, Precondition.NONE, asset -> without(asset, Set.of(id)));
    } catch (VitrineException e) {
      if (!isGone(e)) {
        throw e;
      }
    }
  }

  private static boolean isGone(VitrineException e) {
    return switch (e.code()) {
      case NOT_FOUND, FORBIDDEN -> true; // Deleted meanwhile: it is in none.
      default -> false;
    };
  }

  /**
   * An asset as it was made, without those collections that were deleted meanwhile: the deletion
   * may have passed the asset already.
   *
   * @param written the collections it was written with
   */
  static AssetEdits.Stored withoutGone(
      Collections collections,
      AssetEdits edits,
      Caller.KeyHolder caller,
      AssetEdits.Stored stored,
      Collection<String> written) {
    Set<String> gone = new HashSet<>(written);
    if (!gone.isEmpty()) {
      gone.removeAll(collections.existing(stored.owner(), gone));
    }
    return gone.isEmpty()
        ? stored
        : edits.edit(caller, stored.id(), Precondition.NONE, asset -> without(asset, gone));
  }

  /** An asset that is not in these collections. */
  static AssetDocument without(AssetDocument asset, Set<String> collectionIds) {
    Set<String> ids = ids(asset);
    return ids.removeAll(new HashSet<>(collectionIds))
        ? asset.withRow(asset.row().with(COLLECTION_IDS, JsonArray.ofStrings(ids)))
        : asset;
  }

  private static Set<String> ids(AssetDocument asset) {
    JsonArray ids = asset.row().array(COLLECTION_IDS);
    return ids == null ? new LinkedHashSet<>() : new LinkedHashSet<>(ids.strings());
  }
}
