package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes collections: marks one, so that it exists for nobody and nothing is put into it any more,
 * takes its id out of all models, live or in the trash, and all assets, removes its document, and
 * frees its name.
 *
 * <p>Whatever a crash leaves is found through the feed and gone on with. Whoever put something into
 * the collection while it was marked looks again afterwards, and takes it out ({@link
 * CollectionModels}, {@link CollectionAssets}).
 */
public final class CollectionDeletion {
  private static final Logger LOG = LoggerFactory.getLogger(CollectionDeletion.class);
  private static final int BATCH = 200;
  private static final int PAGE = 500;
  private static final int IDLE_ROUNDS = 20;
  private static final Duration INDEX_PATIENCE = Duration.ofSeconds(10);

  private final DocumentStore store;
  private final CatalogIndex index;
  private final Collections collections;
  private final CollectionNames names;
  private final InstantSource clock;

  /** Collections that were seen in the middle of something, and how far the feed has been read. */
  private final Set<Key> unfinished = new LinkedHashSet<>();

  private Position position = Position.START;

  public CollectionDeletion(
      DocumentStore store, CatalogIndex index, Collections collections, InstantSource clock) {
    this.store = store;
    this.index = index;
    this.collections = collections;
    this.names = new CollectionNames(store, clock);
    this.clock = clock;
  }

  /**
   * Deletes a collection of the caller's project.
   *
   * @throws VitrineException NOT_FOUND, PRECONDITION_FAILED; UNAVAILABLE if the index cannot tell
   *     which models are in it: repeating the call then goes on
   */
  public void delete(Caller.KeyHolder caller, String id, Precondition condition) {
    caller.requireEditor();
    index.modelsInCollection(id, 1); // Nothing is begun that could not be finished.
    collections.mark(caller, id, condition);
    finish(new Key(Kind.COLLECTION, id));
  }

  /**
   * Goes on with what was left unfinished: deletions, and creations and changes of name that nobody
   * works on any more. Must not be called by two threads at a time.
   *
   * @return how many collections it dealt with
   */
  public int resume() {
    readFeed();
    int done = 0;
    for (Key key : List.copyOf(unfinished)) {
      switch (resume(key)) {
        case NOTHING_TO_DO -> unfinished.remove(key);
        case DONE -> {
          unfinished.remove(key);
          done++;
        }
        case LATER -> {}
      }
    }
    return done;
  }

  /** What became of a collection that was in the middle of something. */
  private enum Resumed {
    NOTHING_TO_DO,
    DONE,
    LATER
  }

  private Resumed resume(Key key) {
    Document document = store.fetch(key);
    if (document == null) {
      return Resumed.NOTHING_TO_DO;
    }
    StoredCollection collection;
    try {
      collection = StoredCollection.decode(document);
    } catch (CorruptDocumentException e) {
      return Resumed.NOTHING_TO_DO; // It will come by the feed when it is repaired.
    }
    if (collection.isDeleting()) {
      finish(key);
      return Resumed.DONE;
    }
    if (collection.isLive() && collection.claim() == null) {
      return Resumed.NOTHING_TO_DO;
    }
    return names.isLeft(collection) && names.withdraw(document, collection)
        ? Resumed.DONE
        : Resumed.LATER;
  }

  private void readFeed() {
    boolean more = true;
    while (more) {
      switch (changes()) {
        case Feed.Changes(var page, var next, var further) -> {
          List<Key> keys =
              page.stream().filter(change -> !change.deleted()).map(Change::key).toList();
          Documents.each(store, keys, this::note);
          position = next;
          more = further;
        }
        case Feed.Expired expired -> position = Position.START;
      }
    }
  }

  private Feed changes() {
    try {
      return store.changes(position, Set.of(Kind.COLLECTION), PAGE);
    } catch (IllegalArgumentException e) {
      return new Feed.Expired(); // Another store's position: a backup was put back.
    }
  }

  private void note(Document document) {
    Collections.Stored live = Collections.live(document);
    if (live == null || live.collection().claim() != null) {
      unfinished.add(document.key());
    }
  }

  /** Takes a marked collection out of all models, and removes it. */
  private void finish(Key key) {
    awaitIndex();
    Set<Key> damaged = new HashSet<>();
    int idle = 0;
    for (List<Key> batch = batch(key); !damaged.containsAll(batch); batch = batch(key)) {
      if (strip(batch, key.id(), damaged) == 0 && ++idle > IDLE_ROUNDS) {
        throw unavailable();
      }
    }
    while (true) {
      Document document = store.fetch(key);
      if (document == null) {
        return; // Another was faster.
      }
      if (store.delete(key, document.revision()) instanceof WriteResult.Stored) {
        names.releaseAll(StoredCollection.decode(document));
        return;
      }
    }
  }

  private List<Key> batch(Key collection) {
    List<Key> batch = new ArrayList<>();
    index.modelsInCollection(collection.id(), BATCH).forEach(id -> batch.add(Key.model(id)));
    index
        .trashInCollection(collection.id(), BATCH)
        .forEach(id -> batch.add(new Key(Kind.TRASH, id)));
    index.assetsInCollection(collection.id(), BATCH).forEach(id -> batch.add(AssetEdits.key(id)));
    return batch;
  }

  /**
   * How many documents were changed. What conflicts comes again. By one thread at a time: a model
   * may take much memory.
   */
  private synchronized long strip(List<Key> batch, String collectionId, Set<Key> damaged) {
    AtomicLong changed = new AtomicLong();
    PutBatch puts =
        new PutBatch(
            store,
            (put, result) -> changed.addAndGet(result instanceof WriteResult.Stored ? 1 : 0));
    Documents.each(
        store,
        batch,
        document -> {
          try {
            Draft without = without(document, collectionId);
            if (without != null) {
              puts.add(new Put(document.key(), document.revision(), without));
            }
          } catch (CorruptDocumentException e) {
            LOG.warn("A damaged document stays in a collection: {}", e.getMessage());
            damaged.add(document.key());
          }
        });
    puts.flush();
    return changed.get();
  }

  /** What is stored of a document that leaves a collection; null if it is not in it. */
  private @Nullable Draft without(Document document, String collectionId) {
    byte[] body = document.body().array();
    Set<String> gone = Set.of(collectionId);
    if (document.key().kind() == Kind.ASSET) {
      AssetDocument before = AssetDocument.decode(body);
      AssetDocument after = CollectionAssets.without(before, gone);
      return after.equals(before)
          ? null
          : draft(document, after.withRow(updated(after.row())).encode());
    }
    ModelDocument before = ModelDocument.decode(body);
    ModelDocument after = CollectionModels.without(before, gone);
    if (after.equals(before)) {
      return null;
    }
    // The trash keeps its times.
    boolean live = document.key().kind() == Kind.MODEL;
    return draft(document, (live ? after.withRow(updated(after.row())) : after).encode());
  }

  private JsonObject updated(JsonObject row) {
    return row.with("updatedAt", new JsonString(Times.format(clock.instant())));
  }

  private static Draft draft(Document document, byte[] body) {
    return Draft.of(document.owner(), document.visibility(), Bytes.wrap(body));
  }

  /** Everything that was put into the collection before it was marked is found afterwards. */
  private void awaitIndex() {
    try {
      if (!index.awaitCaughtUp(INDEX_PATIENCE)) {
        throw unavailable();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static VitrineException unavailable() {
    return new VitrineException(
        ErrorCode.UNAVAILABLE,
        "The index is behind: the collection is being deleted, and the call can be repeated");
  }
}
