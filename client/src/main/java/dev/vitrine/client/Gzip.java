package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.MalformedAnswerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.zip.GZIPInputStream;

/** Compressed answers. */
final class Gzip {
  private static final int STEP = 16 * 1024;

  private Gzip() {}

  static boolean isUsed(HttpHeaders headers) {
    return headers.firstValue("Content-Encoding").filter("gzip"::equalsIgnoreCase).isPresent();
  }

  /**
   * The bytes decompressed.
   *
   * @param limit in bytes
   * @throws AnswerTooLargeException at the limit, however much more there is
   * @throws MalformedAnswerException if they are not compressed, or not to their end
   */
  static byte[] decompressed(byte[] bytes, long limit) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), STEP)) {
      return Bounded.readAll(in, limit);
    } catch (IOException e) {
      throw new MalformedAnswerException("The answer cannot be decompressed", e);
    }
  }
}
