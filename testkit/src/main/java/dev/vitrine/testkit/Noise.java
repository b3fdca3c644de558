package dev.vitrine.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Bytes that look random and are the same each time: any length, any part of them, and none of them
 * in memory.
 *
 * @param seed other seeds, other bytes
 * @param size bytes
 */
public record Noise(long seed, long size) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** All of the bytes. */
  public InputStream stream() {
    return stream(0, size);
  }

  /** Some of the bytes. */
  public InputStream stream(long from, long length) {
    return new Part(from, from + length);
  }

  /** The bytes up to some point, where reading fails. */
  public InputStream failingAt(long failure) {
    return new Part(0, failure) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0) {
          throw new IOException("the source failed");
        }
        return count;
      }
    };
  }

  /** The SHA-256 of the bytes, in hexadecimal digits. */
  public String sha256() {
    return sha256(stream());
  }

  /** The SHA-256 of a stream, read to its end in odd steps. */
  public static String sha256(InputStream bytes) {
    try (bytes) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[10_007];
      for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte byteAt(long position) {
    long z = (seed * 31 + (position >>> 3)) * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (byte) ((z ^ (z >>> 31)) >>> (8 * (position & 7)));
  }

  private class Part extends InputStream {
    private long position;
    private final long end;

    Part(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (position == end) {
        return -1;
      }
      int count = (int) Math.min(length, end - position);
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = byteAt(position + i);
      }
      position += count;
      return count;
    }
  }
}
