package dev.vitrine.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The keys of many blobs: 8 bytes for each, their hash. Two keys of the same hash are taken for one
 * another, which never makes a named blob garbage.
 */
final class BlobNames {
  private static final int FIRST = 1024;

  private long[] hashes = new long[FIRST];
  private int size;
  private boolean sealed;

  void add(String key) {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.addExact(size, size >> 1));
    }
    hashes[size++] = hash(key);
    sealed = false;
  }

  /** Ends the adding: from now on it can be asked. */
  void seal() {
    Arrays.sort(hashes, 0, size);
    sealed = true;
  }

  /** Whether a key was added; perhaps also of one that was not. */
  boolean has(String key) {
    if (!sealed) {
      throw new IllegalStateException("not sealed");
    }
    return Arrays.binarySearch(hashes, 0, size, hash(key)) >= 0;
  }

  /** How many were added, each as often as it was. */
  int size() {
    return size;
  }

  private static long hash(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
