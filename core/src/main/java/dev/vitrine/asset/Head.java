package dev.vitrine.asset;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first bytes of something, asked for what is in them; beyond their end there is nothing. */
final class Head {
  private final byte[] bytes;

  Head(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  /** An unsigned byte, or -1 beyond the end. */
  int at(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }

  /** Whether these bytes stand there, each a character of ISO 8859-1. */
  boolean has(int index, String expected) {
    if (index + expected.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (at(index + i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether these bytes stand anywhere before an index. */
  boolean hasBefore(int end, String expected) {
    for (int i = 0; i + expected.length() <= Math.min(end, bytes.length); i++) {
      if (has(i, expected)) {
        return true;
      }
    }
    return false;
  }

  /** Some bytes as text of ISO 8859-1; shorter, or empty, at the end. */
  String text(int from, int length) {
    int start = Math.min(from, bytes.length);
    return new String(
        bytes, start, Math.min(length, bytes.length - start), StandardCharsets.ISO_8859_1);
  }

  /** An unsigned number of four bytes, the lowest first; -1 beyond the end. */
  long littleEndian(int index) {
    if (index + 4 > bytes.length) {
      return -1;
    }
    return at(index) | at(index + 1) << 8 | at(index + 2) << 16 | (long) at(index + 3) << 24;
  }

  /** An unsigned number of four bytes, the highest first; -1 beyond the end. */
  long bigEndian(int index) {
    if (index + 4 > bytes.length) {
      return -1;
    }
    return (long) at(index) << 24 | at(index + 1) << 16 | at(index + 2) << 8 | at(index + 3);
  }

  static boolean named(String fileName, String extension) {
    return fileName.toLowerCase(Locale.ROOT).endsWith("." + extension);
  }
}
