package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes assets, but not from under the models that use them and the canvases that show them:
 * marks each, so that it exists for nobody and nobody begins to use it, asks the index who uses it,
 * and removes its document, or the mark.
 *
 * <p>Whoever began to use it before the mark was seen is either in the index by then, or looks
 * again ({@link AssetUses}). The picture of a canvas goes before it, so that one which is left
 * behind by a crash is still named by what is gone on with. The bytes stay: those that no document
 * names any more are collected later ({@link AssetGarbage}).
 */
public final class AssetRemoval {
  /** Most assets deleted by one call. */
  public static final int MOST = 100;

  private static final Logger LOG = LoggerFactory.getLogger(AssetRemoval.class);
  private static final String ASSET_IDS = "assetIds";

  /** What was marked so long ago, and not touched since, was left by a process that is gone. */
  private static final Duration LEFT_AFTER = Duration.ofMinutes(10);

  private static final int PAGE = 500;

  private final DocumentStore store;
  private final AssetStore blobs;
  private final CatalogIndex index;
  private final AssetUsers users;
  private final CanvasPictures canvases;
  private final InstantSource clock;

  /** Marks that were seen, by revision, and when first. */
  private Map<Long, Instant> seen = new HashMap<>();

  public AssetRemoval(
      DocumentStore store, AssetStore blobs, CatalogIndex index, InstantSource clock) {
    this.store = store;
    this.blobs = blobs;
    this.index = index;
    this.users = new AssetUsers(store, index, clock);
    this.canvases = new CanvasPictures(store, clock);
    this.clock = clock;
  }

  /** An asset with its mark. */
  private record Marked(Key key, long revision, String owner, AssetDocument asset) {
    String id() {
      return key.id();
    }

    boolean hasPicture() {
      return AssetRows.thumbnailOf(asset.row()) != null;
    }
  }

  /**
   * Deletes assets of the caller's project. All of them are looked at before the first is deleted.
   * Those that another call has marked are found too: deleting goes on.
   *
   * @param body {@code assetIds}, and {@code force}: whether those in use are taken out of their
   *     models and canvases instead of being refused
   * @param anyhow the same, said beside the body
   * @throws VitrineException NOT_FOUND, FORBIDDEN; INVALID_PARAMETER naming users of the first that
   *     is in use; UNAVAILABLE if the index cannot tell. Nothing is deleted then, unless others
   *     change assets that are just being deleted: those stay
   */
  public void delete(Caller.KeyHolder caller, Parameters body, boolean anyhow) {
    caller.requireEditor();
    Set<String> ids = body.requiredIds(ASSET_IDS, MOST);
    boolean force = body.flag("force", false) || anyhow;
    delete(caller, List.copyOf(ids), force);
  }

  /** Deletes an asset that others were made for, unless it is in use or gone. */
  void drop(Caller.KeyHolder caller, String id) {
    try {
      delete(caller, List.of(id), false);
    } catch (VitrineException e) {
      LOG.debug("Asset {} stays: {}", id, e.reason());
    } catch (StoreException | AssetStoreException e) {
      LOG.warn("Asset {} stays: {}", id, e.getMessage());
    }
  }

  private void delete(Caller.KeyHolder caller, List<String> ids, boolean force) {
    List<Document> found = own(caller, ids);
    List<Marked> marked = new ArrayList<>();
    List<Marked> pictures = new ArrayList<>();
    int removed = 0;
    boolean done = false;
    try {
      for (Document document : found) {
        addTo(marked, mark(document));
      }
      for (Marked canvas : marked) {
        addTo(pictures, ids.contains(pictureId(canvas)) ? null : markPicture(canvas));
      }
      marked.forEach(this::touch); // If the store cannot be reached, nothing has been taken out.
      pictures.forEach(this::touch);
      free(caller, marked, force);
      pictures.forEach(this::settle);
      for (Marked one : marked) {
        remove(caller, one, force);
        removed++;
      }
      done = true;
    } finally {
      if (!done) {
        pictures.forEach(this::unmark); // Before their canvases; those that are gone stay so.
        unmark(marked.subList(removed, marked.size()));
      }
    }
  }

  /** Whoever copies an asset that is being deleted is to find its bytes. */
  private void touch(Marked marked) {
    blobs.touch(marked.asset().blob().key());
  }

  private static void addTo(List<Marked> all, @Nullable Marked one) {
    if (one != null) {
      all.add(one);
    }
  }

  private static String pictureId(Marked canvas) {
    return String.valueOf(AssetRows.thumbnailOf(canvas.asset().row()));
  }

  /** Marks the picture of a marked canvas; null if it has none. */
  private @Nullable Marked markPicture(Marked canvas) {
    Document picture = canvases.pictureOf(canvas.asset());
    return picture == null || !picture.owner().equals(canvas.owner()) ? null : mark(picture);
  }

  /** The assets of these ids, all of them the caller's project's own, with marks or without. */
  private List<Document> own(Caller.KeyHolder caller, List<String> ids) {
    List<Key> keys = ids.stream().filter(Documents::isId).map(AssetEdits::key).toList();
    Map<Key, Document> found = Documents.map(store, keys, document -> document);
    List<Document> own = new ArrayList<>();
    for (String id : ids) {
      Document document = Documents.isId(id) ? found.get(AssetEdits.key(id)) : null;
      if (document == null
          || !caller.maySee(document.owner(), document.visibility())
          || !isWhole(document)) {
        throw AssetEdits.notFound(id);
      }
      if (!caller.actsFor(document.owner())) {
        throw AssetEdits.notYours(id);
      }
      own.add(document);
    }
    return own;
  }

  private static boolean isWhole(Document document) {
    try {
      AssetDocument.decode(document.body().array());
      return true;
    } catch (CorruptDocumentException e) {
      return false; // Which bytes it named is not known: somebody must look at it.
    }
  }

  /** Marks an asset; null if it is gone, or another project's by now. */
  private @Nullable Marked mark(Document first) {
    Document document = first;
    for (int attempt = 0; attempt < AssetEdits.ATTEMPTS; attempt++) {
      AssetDocument asset = AssetDocument.decode(document.body().array());
      if (asset.deleting()) {
        return new Marked(document.key(), document.revision(), document.owner(), asset);
      }
      AssetDocument marked = asset.deleting(true);
      switch (store.put(
          document.key(), document.revision(), AssetEdits.draft(document.owner(), marked))) {
        case WriteResult.Stored(long revision) -> {
          return new Marked(document.key(), revision, document.owner(), marked);
        }
        case WriteResult.Conflict(Document current) -> {
          if (current == null || !current.owner().equals(first.owner())) {
            return null;
          }
          document = current;
        }
      }
    }
    throw AssetEdits.busy(first.key().id());
  }

  /** Canvases come last: one is given back without a picture that does not exist. */
  private void unmark(List<Marked> marked) {
    marked.stream().filter(one -> !one.hasPicture()).forEach(this::unmark);
    marked.stream().filter(Marked::hasPicture).forEach(this::unmark);
  }

  /** Takes a mark away, unless somebody else has changed the asset or goes on with deleting it. */
  private void unmark(Marked marked) {
    try {
      store.put(
          marked.key(),
          marked.revision(),
          AssetEdits.draft(marked.owner(), canvases.withoutGone(marked.asset().deleting(false))));
    } catch (StoreException e) {
      LOG.warn("Asset {} stays marked for now: {}", marked.id(), e.getMessage());
    }
  }

  /** Makes sure that nobody uses marked assets. */
  private void free(Caller.KeyHolder caller, List<Marked> marked, boolean force) {
    users.awaitIndex();
    List<String> ids = marked.stream().map(Marked::id).toList();
    if (force) {
      ids.forEach(users::checkRemovable);
      ids.forEach(users::takeOut);
      marked.forEach(one -> canvases.takeOut(one.asset()));
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      refuseUsed(caller, marked.get(i), i);
    }
    ids.forEach(users::takeOutOfTrash);
  }

  private void refuseUsed(Caller.KeyHolder caller, Marked marked, int place) {
    String id = marked.id();
    AssetUsers.Users found = users.of(caller, id);
    AssetEdits.Stored canvas = canvases.shownBy(marked.asset());
    if (canvas != null || !found.isNone()) {
      String told = canvas == null ? "" : "canvas " + canvas.id();
      if (!found.isNone()) {
        told += (told.isEmpty() ? "" : " and ") + found.told();
      }
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("field", ASSET_IDS);
      details.put("index", place);
      details.put("assetId", id);
      details.put("usedBy", found.named());
      details.put("usedByOthers", found.others());
      if (canvas != null) {
        details.put("shownBy", canvas.id());
      }
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "Asset "
              + id
              + " is in use by "
              + told
              + ": take it out there first, or delete it with \"force\"",
          details);
    }
  }

  /** Removes a marked asset that nobody uses. */
  private void remove(Caller.KeyHolder caller, Marked first, boolean force) {
    Marked marked = first;
    for (int attempt = 0; attempt < AssetEdits.ATTEMPTS; attempt++) {
      switch (store.delete(marked.key(), marked.revision())) {
        case WriteResult.Stored stored -> {
          return;
        }
        case WriteResult.Conflict(Document current) -> {
          Marked again =
              current == null || !current.owner().equals(first.owner()) ? null : mark(current);
          if (again == null) {
            return; // Another was faster.
          }
          // Its mark may have been taken away meanwhile, and the asset used again.
          marked = again;
          boolean free = false;
          try {
            touch(marked); // It may have got other bytes,
            free(caller, List.of(marked), force);
            free = true;
          } finally {
            if (!free) {
              unmark(marked);
            }
          }
          settlePicture(marked); // and another picture.
        }
      }
    }
    throw AssetEdits.busy(first.id());
  }

  /**
   * Goes on with what a process that is gone has left: an asset that nobody uses is deleted, any
   * other exists again. Must not be called by two threads at a time.
   *
   * @return how many assets it dealt with
   */
  public int resume() {
    Instant now = clock.instant();
    Map<Long, Instant> still = new HashMap<>();
    List<Document> left = new ArrayList<>();
    List<Key> keys = index.deletingAssets(PAGE).stream().map(AssetEdits::key).toList();
    Documents.each(
        store,
        keys,
        document -> {
          Instant since = seen.getOrDefault(document.revision(), now);
          still.put(document.revision(), since);
          if (!since.plus(LEFT_AFTER).isAfter(now)) {
            left.add(document);
          }
        });
    seen = still;
    left.forEach(this::resume);
    return left.size();
  }

  private void resume(Document document) {
    AssetDocument asset;
    try {
      asset = AssetDocument.decode(document.body().array());
    } catch (CorruptDocumentException e) {
      return; // It comes again when it is repaired.
    }
    if (!asset.deleting()) {
      return;
    }
    Marked marked = new Marked(document.key(), document.revision(), document.owner(), asset);
    users.awaitIndex();
    if (!isNeeded(marked)) {
      settlePicture(marked);
    }
    settle(marked);
  }

  private void settlePicture(Marked canvas) {
    Marked picture = markPicture(canvas);
    if (picture != null) {
      users.awaitIndex();
      settle(picture);
    }
  }

  private boolean isNeeded(Marked marked) {
    return users.isUsed(marked.id()) || canvases.shownBy(marked.asset()) != null;
  }

  /**
   * Removes an asset that nobody needs; any other exists again, as the picture of a canvas that a
   * model uses too. To be called when the index knows all that was written before the mark.
   */
  private void settle(Marked marked) {
    if (isNeeded(marked)) {
      unmark(marked);
      return;
    }
    users.takeOutOfTrash(marked.id());
    touch(marked);
    store.delete(marked.key(), marked.revision());
  }
}
