package dev.vitrine.s3;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Bytes that are sent to S3 in one request.
 *
 * @param bytes the same ones each time, for each attempt
 * @param md5 of them, by which S3 knows what was damaged on the way
 */
record Piece(Supplier<InputStream> bytes, int length, String md5) {
  /**
   * Bytes in memory.
   *
   * @param bytes not to be changed until they have been sent
   */
  static Piece of(byte[] bytes, int length) {
    MessageDigest md5 = Digests.md5();
    md5.update(bytes, 0, length);
    return of(bytes, length, md5);
  }

  /** As the other, of which the digest was made already. */
  static Piece of(byte[] bytes, int length, MessageDigest md5) {
    return new Piece(() -> new ByteArrayInputStream(bytes, 0, length), length, base64(md5));
  }

  /** The first bytes of a spool, of which the digest was made already. */
  static Piece of(Spool spool, int length, MessageDigest md5) {
    return new Piece(() -> spool.stream(length), length, base64(md5));
  }

  private static String base64(MessageDigest md5) {
    return Base64.getEncoder().encodeToString(md5.digest());
  }
}
