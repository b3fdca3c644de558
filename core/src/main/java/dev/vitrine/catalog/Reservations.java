package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import org.jspecify.annotations.Nullable;

/**
 * Unique names without transactions. A name is taken by writing a reservation that says which id
 * holds it; the holder is written after it. Whoever finds a reservation without its holder, left by
 * a crash between the two writes, writes the holder under the reserved id.
 */
final class Reservations {
  private static final String HOLDER = "holder";

  private final DocumentStore store;
  private final String scope;

  /**
   * The names of one scope.
   *
   * @param scope within which names are unique; without a colon
   */
  Reservations(DocumentStore store, String scope) {
    this.store = store;
    this.scope = scope;
  }

  /** The id that holds a name, which may not have been written yet; null if the name is free. */
  @Nullable String holder(String name) {
    Document reservation = store.fetch(key(name));
    return reservation == null ? null : holder(reservation);
  }

  /** The id that holds a name from now on: the one proposed if the name was free. */
  String reserve(String name, String proposedId) {
    Key key = key(name);
    while (true) {
      Document taken = store.fetch(key);
      if (taken != null) {
        return holder(taken);
      }
      switch (store.put(key, DocumentStore.ABSENT, draft(proposedId))) {
        case WriteResult.Stored stored -> {
          return proposedId;
        }
        case WriteResult.Conflict conflict -> {
          // Someone else was faster: the next round reads who.
        }
      }
    }
  }

  /** Tells whether whoever holds a reservation still needs it. */
  interface Holders {
    /** Whether a holder has a name, or is about to take it. */
    boolean holds(String id, String name);
  }

  /**
   * Gives a name to an id, if it is free: a reservation whose holder does not hold the name (a
   * crash left it behind) is taken over.
   *
   * <p>The reservation is written even if the id holds it already, so that a {@link #release} that
   * looked before does not remove it.
   *
   * @param id must count as a holder of the name by now, so that nobody takes it over in turn
   * @return false if another holds the name
   */
  boolean take(String name, String id, Holders holders) {
    Key key = key(name);
    while (true) {
      Document taken = store.fetch(key);
      String holder = taken == null ? id : holder(taken);
      if (!holder.equals(id) && holders.holds(holder, name)) {
        return false;
      }
      long expected = taken == null ? DocumentStore.ABSENT : taken.revision();
      if (store.put(key, expected, draft(id)) instanceof WriteResult.Stored) {
        return true;
      }
    }
  }

  /**
   * Whether another than an id holds a name, so that {@link #take} would fail now.
   *
   * @param id need not count as a holder of the name yet
   */
  boolean isTaken(String name, String id, Holders holders) {
    String holder = holder(name);
    return holder != null && !holder.equals(id) && holders.holds(holder, name);
  }

  /** Frees a name that an id has held, unless the id holds it again or another does. */
  void release(String name, String id, Holders holders) {
    Key key = key(name);
    while (true) {
      Document taken = store.fetch(key);
      if (taken == null
          || !holder(taken).equals(id)
          || holders.holds(id, name)
          || store.delete(key, taken.revision()) instanceof WriteResult.Stored) {
        return;
      }
    }
  }

  private static Draft draft(String holder) {
    return Draft.of(
        "",
        Visibility.PRIVATE,
        Bytes.wrap(DocumentCodec.encode(JsonObject.of(HOLDER, new JsonString(holder)))));
  }

  private Key key(String name) {
    return new Key(Kind.RESERVATION, scope + ":" + name);
  }

  private static String holder(Document reservation) {
    String holder = DocumentCodec.decode(reservation.body().array()).text(HOLDER);
    if (holder == null) {
      throw new CorruptDocumentException("is a reservation without a holder");
    }
    return holder;
  }
}
