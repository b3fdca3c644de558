package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Change;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The small documents of the catalogue: projects, teams, keys. They are few, so lists read all of
 * them.
 */
final class Records {
  private static final int PAGE = 500;
  private static final long PAGE_BYTES = 16 << 20;

  private final DocumentStore store;

  Records(DocumentStore store) {
    this.store = store;
  }

  /**
   * Everything of one kind as it is now, in feed order; what changes meanwhile may be seen before
   * or after.
   */
  List<Document> all(Kind kind) {
    Map<Key, Document> found = new LinkedHashMap<>();
    each(kind, document -> found.put(document.key(), document));
    return List.copyOf(found.values());
  }

  /** Hands over every document of a kind; one that changes meanwhile may come twice. */
  void each(Kind kind, Consumer<Document> consumer) {
    eachPage(kind, keys -> fetchAll(keys, consumer));
  }

  private void eachPage(Kind kind, Consumer<List<Key>> page) {
    Position position = Position.START;
    boolean more = true;
    while (more) {
      switch (store.changes(position, Set.of(kind), PAGE)) {
        case Feed.Changes changes -> {
          page.accept(
              changes.changes().stream()
                  .filter(change -> !change.deleted())
                  .map(Change::key)
                  .toList());
          position = changes.next();
          more = changes.more();
        }
        case Feed.Expired expired -> position = Position.START;
      }
    }
  }

  private void fetchAll(List<Key> keys, Consumer<Document> found) {
    List<Key> rest = keys;
    while (!rest.isEmpty()) {
      var fetched = store.fetch(rest, PAGE_BYTES);
      for (Document document : fetched.documents()) {
        if (document != null) {
          found.accept(document);
        }
      }
      rest = rest.subList(fetched.read(), rest.size());
    }
  }

  /** Writes a document that is not there yet; the one that is, if another was faster. */
  @Nullable Document createUnlessThere(Key key, String owner, byte[] body) {
    while (true) {
      switch (store.put(
          key, DocumentStore.ABSENT, Draft.of(owner, Visibility.PRIVATE, Bytes.wrap(body)))) {
        case WriteResult.Stored stored -> {
          return null;
        }
        case WriteResult.Conflict(Document current) -> {
          if (current != null) {
            return current;
          }
        }
      }
    }
  }

  /** A text member every record of a kind has. */
  static String text(JsonObject document, String name) {
    String value = document.text(name);
    if (value == null) {
      throw new CorruptDocumentException("lacks " + name);
    }
    return value;
  }
}
