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
  /** Of documents that are in memory at a time; one may exceed it. */
  private static final long BYTES = 2 << 20;

  private Documents() {}

  /** Hands over those that there are, in the order of their keys. */
  static void each(DocumentStore store, List<Key> keys, Consumer<Document> found) {
    each(store, TreeRoom.BOUNDLESS, keys, found);
  }

  /**
   * Hands over those that there are, in the order of their keys.
   *
   * @param room for the documents that are in memory at a time
   */
  static void each(DocumentStore store, TreeRoom room, List<Key> keys, Consumer<Document> found) {
    List<Key> rest = keys;
    while (!rest.isEmpty()) {
      room.hold(BYTES);
      Fetched fetched = store.fetch(rest, BYTES);
      room.hold(bytes(fetched));
      for (Document document : fetched.documents()) {
        if (document != null) {
          found.accept(document);
        }
      }
      rest = rest.subList(fetched.read(), rest.size());
    }
  }

  private static long bytes(Fetched fetched) {
    long bytes = 0;
    for (Document document : fetched.documents()) {
      bytes += document == null ? 0 : document.body().length();
    }
    return bytes;
  }

  /**
   * What is made of those that there are, by key.
   *
   * @param made of one document; null leaves it out
   */
  static <T> Map<Key, T> map(
      DocumentStore store, List<Key> keys, Function<Document, @Nullable T> made) {
    return map(store, TreeRoom.BOUNDLESS, keys, made);
  }

  /**
   * What is made of those that there are, by key.
   *
   * @param room for the documents that are in memory at a time, and for no more of what is made
   * @param made of one document; null leaves it out
   */
  static <T> Map<Key, T> map(
      DocumentStore store, TreeRoom room, List<Key> keys, Function<Document, @Nullable T> made) {
    Map<Key, T> all = new HashMap<>();
    each(
        store,
        room,
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
