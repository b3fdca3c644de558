package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what time brings about: deletes models whose time has come, purges those that were deleted
 * long ago, forgets records of creates and tombstones, and goes on with collections that were left
 * half deleted. Each of these on its own: one that fails does not hold up the others.
 *
 * <p>What is to go is found through the index and decided by the document itself.
 */
public final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration INDEX_PATIENCE = Duration.ofSeconds(5);
  private static final int BATCH = 200;

  /** How long the feed remembers deletions, unless told otherwise. */
  public static final Duration TOMBSTONES_FOR = Duration.ofDays(7);

  /** Most batches of one kind in one sweep; the next one goes on. */
  private static final int BATCHES = 50;

  private final DocumentStore store;
  private final CatalogIndex index;
  private final Due due;
  private final CollectionDeletion collections;
  private final Idempotency idempotency;
  private final Duration deletedFor;
  private final Duration tombstonesFor;

  /** Up to here, all records of creates have been forgotten. */
  private Position forgotten = Position.START;

  /** Deletes models whose time has come. */
  public interface Due {
    /**
     * Deletes a live model that is due, or takes the date from it if it is not to be deleted after
     * all.
     *
     * @return whether anything was done
     */
    boolean deleteDue(String id, Instant now);
  }

  /**
   * A sweeper.
   *
   * @param deletedFor how long a deleted model can be restored
   * @param tombstonesFor how long the feed remembers deletions: who follows it and was away for
   *     longer begins again
   */
  public Sweeper(
      DocumentStore store,
      CatalogIndex index,
      Due due,
      CollectionDeletion collections,
      Idempotency idempotency,
      Duration deletedFor,
      Duration tombstonesFor) {
    this.store = store;
    this.index = index;
    this.due = due;
    this.collections = collections;
    this.idempotency = idempotency;
    this.deletedFor = deletedFor;
    this.tombstonesFor = tombstonesFor;
  }

  /**
   * What a sweep did.
   *
   * @param due models deleted because their time had come, or freed of their date
   * @param purged deleted models that are gone for good
   * @param collections deletions and creations of collections that were gone on with
   * @param records records of creates that were forgotten
   * @param tombstones of the store that were forgotten
   * @param failures kinds of work that failed
   */
  public record Swept(
      int due, int purged, int collections, int records, int tombstones, int failures) {
    private boolean isNothing() {
      return due + purged + collections + records + tombstones == 0;
    }
  }

  /** Does all there is to do, within bounds. Not for two threads at a time. */
  public Swept sweep(Instant now) {
    awaitIndex();
    Attempts attempts = new Attempts();
    int deleted =
        attempts.count(
            "deleting models that are due", () -> each(now, index::dueForDeletion, due::deleteDue));
    int purged =
        attempts.count(
            "purging deleted models",
            () -> each(now.minus(deletedFor), index::trashedBefore, this::purge));
    int resumed = attempts.count("going on with collections", collections::resume);
    int records = attempts.count("forgetting records of creates", () -> forget(now));
    int tombstones =
        attempts.count(
            "forgetting deletions", () -> store.purgeTombstones(now.minus(tombstonesFor)));
    Swept swept = new Swept(deleted, purged, resumed, records, tombstones, attempts.failures);
    if (!swept.isNothing()) {
      LOG.info(
          "Swept: {} models due, {} purged, {} collections, {} records of creates, {} tombstones",
          deleted,
          purged,
          resumed,
          records,
          tombstones);
    }
    return swept;
  }

  /** What needs the index fails without it, and is done next time. */
  private void awaitIndex() {
    try {
      if (!index.awaitReady(INDEX_PATIENCE)) {
        LOG.debug("There is no index yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs each kind of work, whatever became of the one before. */
  private static final class Attempts {
    private int failures;

    private int count(String what, IntSupplier work) {
      try {
        return work.getAsInt();
      } catch (RuntimeException e) {
        failures++;
        if (e instanceof VitrineException refusal && refusal.code() == ErrorCode.UNAVAILABLE) {
          LOG.debug("The sweep waits with {}: {}", what, refusal.reason());
        } else {
          LOG.warn("The sweep failed at {}, and will try again: {}", what, e.toString());
          LOG.debug("The sweep failed at {}", what, e);
        }
        return 0;
      }
    }
  }

  private interface Work {
    boolean on(String id, Instant limit);
  }

  /** Works on what the index finds, until it finds nothing new. */
  private static int each(
      Instant limit, BiFunction<Instant, Integer, List<String>> find, Work work) {
    Set<String> seen = new HashSet<>();
    int done = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      List<String> ids = find.apply(limit, BATCH);
      int before = seen.size();
      for (String id : ids) {
        if (seen.add(id) && work.on(id, limit)) {
          done++;
        }
      }
      if (ids.size() < BATCH || seen.size() == before) {
        break;
      }
    }
    return done;
  }

  /** Removes a deleted model for good, if it is still one and was deleted before. */
  private boolean purge(String id, Instant deletedBefore) {
    Document document = store.fetch(new Key(Kind.TRASH, id));
    if (document == null) {
      return false;
    }
    Instant deletedAt;
    try {
      deletedAt = Times.parse(ModelDocument.decode(document.body().array()).deletedAt());
    } catch (CorruptDocumentException e) {
      return false; // What cannot be read is left for whoever repairs it.
    }
    return deletedAt != null
        && !deletedAt.isAfter(deletedBefore)
        && store.delete(document.key(), document.revision()) instanceof WriteResult.Stored;
  }

  /** Records come in the order of their last write, so that the first young one ends the search. */
  private int forget(Instant now) {
    int done = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      switch (records()) {
        case Feed.Expired expired -> forgotten = Position.START;
        case Feed.Changes(var page, var next, var more) -> {
          List<Key> keys =
              page.stream()
                  .filter(change -> !change.deleted())
                  .map(change -> change.key())
                  .toList();
          Forgetting forgetting = new Forgetting(now);
          Documents.each(store, keys, forgetting::take);
          done += forgetting.done;
          if (forgetting.young > 0) {
            return done;
          }
          forgotten = next;
          if (!more) {
            return done;
          }
        }
      }
    }
    return done;
  }

  private Feed records() {
    try {
      return store.changes(forgotten, Set.of(Kind.IDEMPOTENCY), BATCH);
    } catch (IllegalArgumentException e) {
      return new Feed.Expired(); // Another store's position: a backup was put back.
    }
  }

  /** Goes through a page of records. */
  private final class Forgetting {
    private final Instant now;
    private int done;
    private int young;

    private Forgetting(Instant now) {
      this.now = now;
    }

    private void take(Document record) {
      if (!isExpired(record)) {
        young++;
      } else if (store.delete(record.key(), record.revision()) instanceof WriteResult.Stored) {
        done++;
      }
    }

    private boolean isExpired(Document record) {
      try {
        return idempotency.isExpired(record, now);
      } catch (CorruptDocumentException e) {
        return true; // It repeats nothing any more.
      }
    }
  }
}
