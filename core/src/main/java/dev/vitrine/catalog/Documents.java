package dev.vitrine.catalog;

import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads of several documents at once: one round trip, unless they are very large. */
final class Documents {
  private static final long BYTES = 16 << 20;

  private Documents() {}

  /** Hands over those that there are, in the order of their keys. */
  static void each(DocumentStore store, List<Key> keys, Consumer<Document> found) {
    List<Key> rest = keys;
    while (!rest.isEmpty()) {
      Fetched fetched = store.fetch(rest, BYTES);
      for (Document document : fetched.documents()) {
        if (document != null) {
          found.accept(document);
        }
      }
      rest = rest.subList(fetched.read(), rest.size());
    }
  }

  /**
   * What is made of those that there are, by key.
   *
   * @param made of one document; null leaves it out
   */
  static <T> Map<Key, T> map(
      DocumentStore store, List<Key> keys, Function<Document, @Nullable T> made) {
    Map<Key, T> all = new HashMap<>();
    each(
        store,
        keys,
        document -> {
          T value = made.apply(document);
          if (value != null) {
            all.put(document.key(), value);
          }
        });
    return all;
  }

  /** Whether a text can name a document: whoever asks for another finds nothing. */
  static boolean isId(String text) {
    return !text.isEmpty() && text.length() <= Key.MAX_LENGTH;
  }
}
