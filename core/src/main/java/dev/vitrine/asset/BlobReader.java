package dev.vitrine.asset;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open blob. Stays readable until it is closed, also when it is deleted meanwhile. */
public interface BlobReader extends AutoCloseable {
  /** Bytes. */
  long size();

  /**
   * Some of its bytes. May be called several times; each stream is the caller's to close. Reading
   * may throw {@link AssetStoreException}.
   *
   * @param from the first one, 0 or more
   * @param length 0 or more; {@code from + length} is at most {@link #size}
   */
  InputStream stream(long from, long length);

  /**
   * The file that holds exactly its bytes, for those who can do better than a stream; null if there
   * is none. Not to be changed; may be gone as soon as the blob is deleted.
   */
  default @Nullable Path file() {
    return null;
  }

  /** Its bytes, if memory holds them as a whole; null if it does not. Not to be changed. */
  default @Nullable ByteBuffer bytes() {
    return null;
  }

  /** Its bytes as an open file, for those who can do better than a stream; null if it is none. */
  default @Nullable FileChannel channel() {
    return null;
  }

  @Override
  void close();
}
