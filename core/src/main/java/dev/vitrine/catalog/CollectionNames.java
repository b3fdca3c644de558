package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WriteResult;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps the names of a project's collections unique, without transactions.
 *
 * <p>Three writes take a name: the collection says that it wants it (as one that is being created,
 * or by its claim), the reservation is given to it, the collection has the name. Whoever finds the
 * reservation in another's hands looks at that collection, and takes over if it does not hold the
 * name. One that has wanted it for longer than {@link #PATIENCE} was left by a crash: its wish is
 * taken away first, by compare-and-set, so that should it be under way after all, its third write
 * fails and it begins again. A name that is given up is released last; until then its reservation
 * names a holder that does not hold it, which is as good as none.
 */
final class CollectionNames {
  /** How long the three writes may take. Longer ones are only done again. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int ATTEMPTS = 20;

  private final DocumentStore store;
  private final InstantSource clock;

  CollectionNames(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Writes a collection that is not there yet.
   *
   * @return it as it is stored; as it is now if there is one with its id already
   * @throws VitrineException INVALID_PARAMETER if its name is taken
   */
  Document create(StoredCollection wanted) {
    Key key = key(wanted.id());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document there = store.fetch(key);
      if (there != null && !StoredCollection.decode(there).isCreating()) {
        return there;
      }
      long begun =
          written(key, there == null ? DocumentStore.ABSENT : there.revision(), begun(wanted));
      if (begun == 0) {
        continue;
      }
      if (!reservations(wanted).take(wanted.name(), wanted.id(), this::holds)) {
        store.delete(key, begun);
        throw taken();
      }
      long made = written(key, begun, wanted);
      if (made != 0) {
        return document(key, made, wanted);
      }
    }
    throw busy(wanted);
  }

  private StoredCollection begun(StoredCollection wanted) {
    return wanted.creating(Times.format(clock.instant()));
  }

  /**
   * Gives a collection another name.
   *
   * @param before as it is stored
   * @param after as it is to be, with the new name
   * @return the revision it has then; 0 if another changed it meanwhile, and nothing was done
   * @throws VitrineException INVALID_PARAMETER if the name is taken
   */
  long rename(Document before, StoredCollection after) {
    StoredCollection current = StoredCollection.decode(before);
    Key key = before.key();
    if (reservations(after).isTaken(after.name(), after.id(), this::holds)) {
      throw taken(); // What is refused leaves the collection's revision as it was.
    }
    long claimed =
        written(
            key, before.revision(), current.claiming(after.name(), Times.format(clock.instant())));
    if (claimed == 0) {
      return 0;
    }
    if (!reservations(after).take(after.name(), after.id(), this::holds)) {
      written(key, claimed, current.settled());
      throw taken();
    }
    long renamed = written(key, claimed, after.settled());
    if (renamed != 0) {
      release(current, current.name());
    }
    return renamed;
  }

  /** Frees the names of a collection that is gone. */
  void releaseAll(StoredCollection gone) {
    release(gone, gone.name());
    String claim = gone.claim();
    if (claim != null) {
      release(gone, claim);
    }
  }

  private void release(StoredCollection collection, String name) {
    reservations(collection).release(name, collection.id(), this::holds);
  }

  /** Whether a collection has a name or is about to take it; one that never will loses its wish. */
  private boolean holds(String id, String name) {
    while (true) {
      Document document = store.fetch(key(id));
      if (document == null) {
        return false;
      }
      StoredCollection collection;
      try {
        collection = StoredCollection.decode(document);
      } catch (CorruptDocumentException e) {
        return true; // What name it has cannot be known.
      }
      boolean has = collection.name().equals(name);
      if (has && !collection.isCreating()) {
        return true;
      }
      if (!has && !name.equals(collection.claim())) {
        return false;
      }
      if (!isLeft(collection)) {
        return true;
      }
      if (withdraw(document, collection)) {
        return false;
      }
    }
  }

  /** Whether a creation or a change of name was left unfinished. */
  boolean isLeft(StoredCollection collection) {
    return collection.beganBefore(clock.instant().minus(PATIENCE));
  }

  /** Takes an unfinished creation or change of name back; false if it went on meanwhile. */
  boolean withdraw(Document document, StoredCollection collection) {
    return collection.isCreating()
        ? store.delete(document.key(), document.revision()) instanceof WriteResult.Stored
        : written(document.key(), document.revision(), withoutClaim(collection)) != 0;
  }

  private static StoredCollection withoutClaim(StoredCollection collection) {
    return collection.isDeleting() ? collection.settled().deleting() : collection.settled();
  }

  /** The revision of a write; 0 if another was faster. */
  private long written(Key key, long expected, StoredCollection collection) {
    return store.put(key, expected, collection.draft()) instanceof WriteResult.Stored(long revision)
        ? revision
        : 0;
  }

  private Reservations reservations(StoredCollection collection) {
    return new Reservations(store, "collection/" + collection.owner());
  }

  private static Key key(String id) {
    return new Key(Kind.COLLECTION, id);
  }

  static Document document(Key key, long revision, StoredCollection collection) {
    var draft = collection.draft();
    return new Document(key, revision, draft.owner(), null, draft.visibility(), draft.body());
  }

  private static VitrineException taken() {
    return VitrineException.invalidParameter(
        "name", "must differ from the names of the project's other collections");
  }

  private static VitrineException busy(StoredCollection collection) {
    return new VitrineException(
        ErrorCode.UNAVAILABLE,
        "Collection " + collection.id() + " is being changed by others all the time");
  }
}
