package dev.vitrine.catalog;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of an upload one after the other. Opens each when it is its turn. */
final class PartsStream extends InputStream {
  private final AssetStore store;
  private final Iterator<StoredBlob> rest;
  private final Check beforeReading;
  private @Nullable BlobReader blob;
  private @Nullable InputStream bytes;

  /**
   * A stream.
   *
   * @param beforeReading done before each read
   */
  PartsStream(AssetStore store, Collection<StoredBlob> parts, Check beforeReading) {
    this.store = store;
    this.rest = List.copyOf(parts).iterator();
    this.beforeReading = beforeReading;
  }

  /** What may break reading off. */
  interface Check {
    void run() throws IOException;
  }

  /** A part that was acknowledged is not in the store any more. */
  static final class MissingPartException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingPartException() {
      super("The bytes of a part are no longer there");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    beforeReading.run();
    while (true) {
      InputStream current = bytes;
      if (current == null) {
        if (!rest.hasNext()) {
          return -1;
        }
        current = open(rest.next());
      }
      int read = current.read(into, from, length);
      if (read >= 0) {
        return read;
      }
      close();
    }
  }

  private InputStream open(StoredBlob part) throws IOException {
    BlobReader opened = store.open(part.key());
    if (opened == null) {
      throw new MissingPartException();
    }
    blob = opened;
    InputStream stream = opened.stream(0, opened.size());
    bytes = stream;
    return stream;
  }

  /** Lets go of the part that is being read. */
  @Override
  public void close() throws IOException {
    InputStream stream = bytes;
    BlobReader opened = blob;
    bytes = null;
    blob = null;
    try {
      if (stream != null) {
        stream.close();
      }
    } finally {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
