package dev.vitrine.server.http;

import dev.vitrine.asset.BlobReader;
import org.jspecify.annotations.Nullable;

/** Bytes that are about to be sent: the original of an asset, or a rendition of it. */
interface AssetSource {
  /** What tells these bytes from others; known before they are there. */
  Validators validators();

  /** What the bytes are. */
  AssetBody body();

  /** Whether others would be sent to a client with another {@code Accept}. */
  boolean byAccept();

  /**
   * The bytes if they are there without waiting for a disk, a network or work; null if they are
   * not. To be closed by the caller.
   */
  default @Nullable BlobReader ready() {
    return null;
  }

  /**
   * The bytes, which may have to be made first; to be closed by the caller.
   *
   * @throws dev.vitrine.error.VitrineException if they cannot be had
   * @throws dev.vitrine.asset.AssetStoreException if the store cannot tell
   */
  BlobReader open();
}
