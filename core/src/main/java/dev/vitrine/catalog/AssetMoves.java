package dev.vitrine.catalog;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves the assets of a model that goes to another project ahead of it: those that nothing else
 * uses. The others stay where they are, and the model goes on showing them by its marks, as it does
 * all of them while they are moved.
 *
 * <p>Moving what has been moved does nothing, so a transfer that was broken off is completed by
 * repeating it.
 */
final class AssetMoves {
  private static final int ROUNDS = 20;

  private final DocumentStore store;
  private final AssetUsers users;
  private final InstantSource clock;

  AssetMoves(DocumentStore store, CatalogIndex index, InstantSource clock) {
    this.store = store;
    this.users = new AssetUsers(store, index, clock);
    this.clock = clock;
  }

  /** The projects a model leaves and comes to. */
  record Way(String from, String to) {}

  /**
   * Moves what a model alone uses.
   *
   * @throws dev.vitrine.error.VitrineException UNAVAILABLE if the index cannot tell who else uses
   *     them, or others change them all the time; those that were moved stay so
   */
  void move(ModelDocument model, Way way) {
    Set<String> held = new HashSet<>(model.heldAssets());
    held.retainAll(HeldMarks.named(model.row()));
    List<Key> rest = new ArrayList<>();
    List<Key> keys = held.stream().filter(Documents::isId).map(AssetEdits::key).toList();
    Documents.each(
        store,
        keys,
        document -> {
          if (document.owner().equals(way.from())) {
            rest.add(document.key());
          }
        });
    if (!rest.isEmpty()) {
      users.awaitIndex();
      moveAll(model.id(), rest, way);
    }
  }

  private void moveAll(String modelId, List<Key> keys, Way way) {
    List<Key> rest = keys;
    for (int round = 0; !rest.isEmpty(); round++) {
      if (round == ROUNDS) {
        throw AssetEdits.busy(rest.getFirst().id());
      }
      List<Key> conflicts = new ArrayList<>();
      PutBatch puts =
          new PutBatch(
              store,
              (put, result) -> {
                if (result instanceof WriteResult.Conflict) {
                  conflicts.add(put.key());
                }
              });
      Documents.each(
          store,
          rest,
          document -> {
            AssetDocument asset = movable(document, modelId, way);
            if (asset != null) {
              Draft draft = AssetEdits.draft(way.to(), moved(asset, way.to()));
              puts.add(
                  new Put(
                      document.key(),
                      document.revision(),
                      new Draft(draft.owner(), way.from(), draft.visibility(), draft.body())));
            }
          });
      puts.flush();
      rest = conflicts;
    }
  }

  /** The asset, if it goes with the model; null if it stays. */
  private @Nullable AssetDocument movable(Document document, String modelId, Way way) {
    AssetEdits.Stored stored = AssetEdits.stored(document);
    if (stored != null && stored.owner().equals(way.from()) && stored.asset().deleting()) {
      throw AssetEdits.beingDeleted(stored.id()); // It stays if it is in use, as by this model.
    }
    if (stored == null
        || !stored.owner().equals(way.from())
        || belongsToCanvas(stored.asset().row())
        || !users.isUsedOnlyBy(modelId, stored.id())) {
      return null;
    }
    return stored.asset();
  }

  /** Whether it is a canvas with a picture, or the picture of a canvas: neither is alone. */
  private boolean belongsToCanvas(JsonObject row) {
    if (AssetRows.thumbnailOf(row) != null) {
      return true;
    }
    String parentId = AssetRows.metadata(row).text("parentId");
    if (parentId == null || !Documents.isId(parentId)) {
      return false;
    }
    Document parent = store.fetch(AssetEdits.key(parentId));
    AssetEdits.Stored canvas = parent == null ? null : AssetEdits.live(parent);
    return canvas != null
        && String.valueOf(row.text("id")).equals(AssetRows.thumbnailOf(canvas.asset().row()));
  }

  /** Without the collections, which are the old project's. */
  private AssetDocument moved(AssetDocument asset, String projectId) {
    AssetDocument unlocked = CanvasLocks.unlocked(asset);
    return unlocked.withRow(
        unlocked
            .row()
            .with("collectionIds", JsonArray.EMPTY)
            .with("ownerId", new JsonString(projectId))
            .with("updatedAt", new JsonString(Times.format(clock.instant()))));
  }
}
