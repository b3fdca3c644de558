package dev.vitrine.image;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a picture, read from some position on, with numbers of either order. Reading beyond
 * the end is a {@link BrokenPictureException}.
 */
final class PictureInput implements AutoCloseable {
  /** A gap up to this long is read over rather than opened anew. */
  private static final long LONGEST_GAP = 256 * 1024;

  private static final int WINDOW = 16 * 1024;

  private final BlobReader blob;
  private final byte[] window = new byte[WINDOW];
  private @Nullable InputStream stream;

  /** Where the stream stands, the window's end. */
  private long streamed;

  private long windowStart;
  private int windowLength;
  private long position;

  PictureInput(BlobReader blob) {
    this.blob = blob;
  }

  long size() {
    return blob.size();
  }

  long position() {
    return position;
  }

  void seek(long to) {
    position = to;
  }

  void skip(long bytes) {
    position += bytes;
  }

  /** Whether there is nothing more. */
  boolean ended() {
    return position >= size();
  }

  int u8() {
    if (position < windowStart || position >= windowStart + windowLength) {
      fill();
    }
    int value = window[(int) (position - windowStart)] & 0xFF;
    position++;
    return value;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  /** The highest byte first. */
  long u32() {
    return (long) u16() << 16 | u16();
  }

  int u16le() {
    return u8() | u8() << 8;
  }

  int u24le() {
    return u16le() | u8() << 16;
  }

  /** The lowest byte first. */
  long u32le() {
    return u16le() | (long) u16le() << 16;
  }

  byte[] bytes(int length) {
    if (position + length > size()) {
      throw BrokenPictureException.truncated();
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) u8();
    }
    return bytes;
  }

  String text(int length) {
    return new String(bytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Refuses a part that says it is longer than what is left. */
  void need(long bytes) {
    if (bytes < 0 || position + bytes > size()) {
      throw BrokenPictureException.truncated();
    }
  }

  private void fill() {
    if (position < 0 || position >= size()) {
      throw BrokenPictureException.truncated();
    }
    try {
      InputStream from = stream;
      if (from == null || position < streamed || position - streamed > LONGEST_GAP) {
        close();
        from = blob.stream(position, size() - position);
        stream = from;
      } else {
        from.skipNBytes(position - streamed);
      }
      windowStart = position;
      windowLength = from.readNBytes(window, 0, WINDOW);
      streamed = position + windowLength;
      if (windowLength == 0) {
        throw new EOFException("shorter than it says");
      }
    } catch (IOException e) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "A blob could not be read", e);
    }
  }

  @Override
  public void close() {
    InputStream open = stream;
    stream = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new AssetStoreException(
            AssetStoreException.Reason.UNAVAILABLE, "A blob could not be read", e);
      }
    }
  }
}
