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
      Bytes body =
          Bytes.wrap(DocumentCodec.encode(JsonObject.of(HOLDER, new JsonString(proposedId))));
      switch (store.put(key, DocumentStore.ABSENT, Draft.of("", Visibility.PRIVATE, body))) {
        case WriteResult.Stored stored -> {
          return proposedId;
        }
        case WriteResult.Conflict conflict -> {
          // Someone else was faster: the next round reads who.
        }
      }
    }
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
