package dev.vitrine.row;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An answer put together from finished parts, without copying them: what is sent is one after the
 * other. Not thread-safe; read once.
 */
public final class Spliced {
  private byte[][] parts;
  private int count;
  private long length;
  private int next;
  private int offset;

  Spliced(int expectedParts) {
    parts = new byte[expectedParts][];
  }

  void add(byte[] part) {
    if (count == parts.length) {
      parts = Arrays.copyOf(parts, 2 * count + 8);
    }
    parts[count++] = part;
    length += part.length;
  }

  /** Bytes in all. */
  public long length() {
    return length;
  }

  /** Writes all of it. */
  public void writeTo(OutputStream out) throws IOException {
    for (int i = 0; i < count; i++) {
      out.write(parts[i]);
    }
  }

  /**
   * Copies as much as fits.
   *
   * @return whether that was the last of it
   */
  public boolean read(ByteBuffer into) {
    while (next < count) {
      byte[] part = parts[next];
      int some = Math.min(part.length - offset, into.remaining());
      into.put(part, offset, some);
      offset += some;
      if (offset < part.length) {
        return false;
      }
      next++;
      offset = 0;
    }
    return true;
  }
}
