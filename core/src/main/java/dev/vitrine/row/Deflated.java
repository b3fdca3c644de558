package dev.vitrine.row;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * A row compressed once, ready to be put into any gzip answer (RFC 1951).
 *
 * <p>It ends with the head of a stored block, padded to a whole byte, whose length and content are
 * still to come: whoever puts answers together lets that block hold what stands between rows, so
 * that nothing is spent on separators.
 */
final class Deflated {
  /**
   * A sync flush ends with an empty stored block: its length and the complement of it are what is
   * cut off.
   */
  private static final int LENGTH_FIELD = 4;

  private final byte[] bytes;
  private final int crc;
  private final int[] factor;

  private Deflated(byte[] bytes, int crc, int[] factor) {
    this.bytes = bytes;
    this.crc = crc;
    this.factor = factor;
  }

  /** Compresses at the best level: a row is compressed once and sent often. */
  static Deflated of(byte[] json) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(json);
      byte[] out = new byte[json.length / 2 + 64];
      int length = 0;
      while (true) {
        length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
        if (length < out.length) {
          break;
        }
        out = Arrays.copyOf(out, 2 * out.length);
      }
      return new Deflated(
          Arrays.copyOf(out, length - LENGTH_FIELD), Crc32.of(json), Crc32.factor(json.length));
    } finally {
      deflater.end();
    }
  }

  /** Deflate blocks, open at the end as said above; must not be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** CRC-32 of the plain row. */
  int crc() {
    return crc;
  }

  /** The factor of the plain row's length; must not be changed. */
  int[] factor() {
    return factor;
  }
}
