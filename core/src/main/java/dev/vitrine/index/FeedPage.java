package dev.vitrine.index;

import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the store's changes of what is indexed, and the documents they are about. */
final class FeedPage {
  static final Set<Kind> KINDS = EnumSet.of(Kind.MODEL, Kind.TRASH, Kind.COLLECTION, Kind.ASSET);

  /** Changes of one page: what a reader of the index waits for at most, when another imports. */
  static final int SIZE = 1000;

  private static final long BYTES = 8 << 20;

  private FeedPage() {}

  /** Takes a change and what the store holds of its document now: null if nothing. */
  interface Taker {
    void take(Change change, @Nullable Document document) throws IOException;
  }

  /**
   * The changes after a position; {@link Feed.Expired} also if the position is another store's: a
   * backup was put back.
   */
  static Feed changes(DocumentStore store, Position after, int size) {
    try {
      return store.changes(after, KINDS, size);
    } catch (IllegalArgumentException e) {
      return new Feed.Expired();
    }
  }

  /**
   * Hands over the documents of changes; each key is among them once, so their order does not
   * matter.
   */
  static void documents(DocumentStore store, List<Change> changes, Taker taker) throws IOException {
    List<Change> live = changes.stream().filter(change -> !change.deleted()).toList();
    for (List<Change> rest = live; !rest.isEmpty(); ) {
      List<Key> keys = rest.stream().map(Change::key).toList();
      Fetched fetched = store.fetch(keys, BYTES);
      for (int i = 0; i < fetched.read(); i++) {
        taker.take(rest.get(i), fetched.documents().get(i));
      }
      rest = rest.subList(fetched.read(), rest.size());
    }
    for (Change change : changes) {
      if (change.deleted()) {
        taker.take(change, null);
      }
    }
  }
}
