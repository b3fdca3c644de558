package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
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
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changes of classes into the models that have them. It follows the feed; how far it has
 * come is stored, so that it goes on after a restart.
 *
 * <p>A model may be written with a class as it was a moment before: each change is therefore gone
 * through a second time, {@link #SETTLED} later, and only then counts as done. A change of a class
 * is none that the model's owner made, so {@code updatedAt} stays. Models in the trash get their
 * class when they are restored.
 */
public final class ClassFanout {
  /** After this time, nobody is writing a model any more with a class from before a change. */
  static final Duration SETTLED = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(ClassFanout.class);
  private static final Duration INDEX_PATIENCE = Duration.ofSeconds(10);
  private static final int BATCH = 200;
  private static final int ROUNDS = 20;
  private static final String POSITION = "position";
  private static final Key PROGRESS = new Key(Kind.WORK, "class-fanout");

  private final DocumentStore store;
  private final CatalogIndex index;
  private final InstantSource clock;
  private final Deque<Pass> settling = new ArrayDeque<>();
  private Position position;

  /** A change that was gone through once, and the position after it. */
  private record Pass(String slug, Position after, Instant at) {}

  public ClassFanout(DocumentStore store, CatalogIndex index, InstantSource clock) {
    this.store = store;
    this.index = index;
    this.clock = clock;
    this.position = reached(store);
  }

  private static Position reached(DocumentStore store) {
    Document progress = store.fetch(PROGRESS);
    try {
      String kept =
          progress == null ? null : DocumentCodec.decode(progress.body().array()).text(POSITION);
      return kept == null ? Position.START : new Position(kept);
    } catch (CorruptDocumentException e) {
      return Position.START; // Doing it all again costs time only.
    }
  }

  /**
   * Goes on with what there is to do. Not for two threads at a time.
   *
   * @return how many models were changed
   * @throws VitrineException UNAVAILABLE if the index does not answer
   */
  public long advance() {
    long changed = settle();
    while (true) {
      switch (next()) {
        case Feed.Expired expired -> {
          position = Position.START;
          settling.clear();
        }
        case Feed.Changes(var page, var next, var more) -> {
          for (Change change : page) {
            changed += follow(change.key().id());
            settling.add(new Pass(change.key().id(), next, clock.instant()));
          }
          position = next;
          if (!more) {
            return changed;
          }
        }
      }
    }
  }

  /** One change at a time, so that the position after each is known. */
  private Feed next() {
    try {
      return store.changes(position, Set.of(Kind.CLASS), 1);
    } catch (IllegalArgumentException e) {
      return new Feed.Expired(); // Another store's position: a backup was put back.
    }
  }

  private long settle() {
    Instant settled = clock.instant().minus(SETTLED);
    long changed = 0;
    while (!settling.isEmpty() && !settling.getFirst().at().isAfter(settled)) {
      Pass pass = settling.getFirst();
      changed += follow(pass.slug());
      keep(pass.after());
      settling.removeFirst();
    }
    return changed;
  }

  private void keep(Position reached) {
    Bytes body =
        Bytes.wrap(DocumentCodec.encode(JsonObject.of(POSITION, new JsonString(reached.token()))));
    Document before = store.fetch(PROGRESS);
    long expected = before == null ? DocumentStore.ABSENT : before.revision();
    // A conflict: another node has come as far, or will.
    store.put(PROGRESS, expected, Draft.of("", Visibility.PRIVATE, body));
  }

  /** Brings a class as it is now into all models that have it. */
  private long follow(String slug) {
    Document document = store.fetch(Classes.key(slug));
    if (document == null) {
      return 0; // Deleted: models keep it as it was.
    }
    JsonObject current;
    try {
      current = Classes.decode(document);
    } catch (CorruptDocumentException e) {
      LOG.error("Class {} is damaged, and models keep it as it was: {}", slug, e.getMessage());
      return 0; // It comes again when it is written anew.
    }
    awaitIndex();
    long changed = 0;
    List<String> ids = index.modelsOfClass(slug, null, BATCH);
    while (!ids.isEmpty()) {
      changed += write(ids, slug, current);
      ids = index.modelsOfClass(slug, ids.getLast(), BATCH);
    }
    if (changed > 0) {
      LOG.info("A changed class was brought into {} models", changed);
    }
    return changed;
  }

  private long write(List<String> ids, String slug, JsonObject current) {
    List<Key> rest = ids.stream().map(Key::model).toList();
    long changed = 0;
    for (int round = 0; !rest.isEmpty() && round < ROUNDS; round++) {
      List<Key> written = new ArrayList<>();
      List<Key> conflicts = new ArrayList<>();
      PutBatch puts =
          new PutBatch(
              store,
              (put, result) ->
                  (result instanceof WriteResult.Stored ? written : conflicts).add(put.key()));
      Documents.each(store, rest, document -> add(document, slug, current, puts));
      puts.flush();
      changed += written.size();
      rest = conflicts;
    }
    return changed;
  }

  private static void add(Document document, String slug, JsonObject current, PutBatch puts) {
    try {
      ModelDocument model = ModelDocument.decode(document.body().array());
      JsonObject held = model.row().object("class");
      if (held != null && slug.equals(held.text("slug")) && !held.equals(current)) {
        ModelDocument changed = model.withRow(model.row().with("class", current));
        puts.add(
            new Put(
                document.key(), document.revision(), ModelEdits.draft(document.owner(), changed)));
      }
    } catch (CorruptDocumentException | VitrineException e) {
      LOG.warn("A model keeps its class as it was: {}", e.getMessage());
    }
  }

  /** Finds every model that was written before the change was seen. */
  private void awaitIndex() {
    try {
      if (index.awaitCaughtUp(INDEX_PATIENCE)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new VitrineException(ErrorCode.UNAVAILABLE, "The index is behind: classes wait for it");
  }
}
