package dev.vitrine.asset;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of assets, by key. A blob never changes: it is there whole, or not at all, also after a
 * crash. What a blob is for, who may see it and how long it is needed is written in documents;
 * blobs that no document names are garbage.
 *
 * <p>Keys are made by the store and opaque to everybody else: 1 to 128 characters of {@code
 * [A-Za-z0-9._-]}. Equal bytes may get the same key.
 *
 * <p>All methods may be called from any thread and may block.
 */
public interface AssetStore extends AutoCloseable {
  /** Longest key, in characters. */
  int MAX_KEY_LENGTH = 128;

  /**
   * Stores a stream to its end. Never holds it in memory. Durable, and {@linkplain #touch touched},
   * when it returns. When it throws, no part of the stream can be seen; all of it can, if the store
   * failed at the very end, and is garbage then.
   *
   * @param mostBytes the longest stream that is taken
   * @throws BlobTooLargeException if it is longer
   * @throws IOException if the stream failed: not the store's fault
   * @throws AssetStoreException if the store cannot take it now
   */
  StoredBlob put(InputStream bytes, long mostBytes) throws IOException;

  /**
   * A blob to be read; null if there is none. To be closed.
   *
   * @throws AssetStoreException if the store cannot tell
   */
  @Nullable BlobReader open(String key);

  /** Whether there is a blob. */
  boolean exists(String key);

  /**
   * Says that a blob was needed a moment ago, so that it is not collected for a while, see {@link
   * #deleteUntouchedSince}.
   *
   * @return false if there is none
   */
  boolean touch(String key);

  /** Deletes a blob; nothing if there is none. Whoever is reading it reads on. */
  void delete(String key);

  /**
   * Deletes a blob unless it was stored or touched at or after an instant: one step, so that a blob
   * that is touched, or stored again under the same key, meanwhile stays. A store whose times are
   * coarse keeps what may have been touched since.
   *
   * @param instant not in the future
   * @return whether it was deleted
   */
  boolean deleteUntouchedSince(String key, Instant instant);

  /** Hands over all blobs, in no particular order, without holding them all in memory. */
  void each(Consumer<BlobInfo> found);

  /** Clears away what puts and deletions left behind that were killed, if there is such. */
  default void tidy() {}

  /**
   * The catalogue whose documents name the blobs, by its id; null if none has claimed the store.
   *
   * @throws AssetStoreException if the store cannot tell
   */
  @Nullable String owner();

  /**
   * Makes a catalogue the owner of the store, for good, unless it has one.
   *
   * @param catalogue an id, see {@link Owners}
   * @return the owner now
   * @throws AssetStoreException if the store cannot keep it
   */
  String claim(String catalogue);

  /**
   * Makes a catalogue the owner of the store in place of whichever was.
   *
   * @param catalogue an id, see {@link Owners}
   * @throws AssetStoreException if the store cannot keep it
   */
  void handOver(String catalogue);

  /** Lets go of everything. What is called afterwards fails. */
  @Override
  void close();
}
