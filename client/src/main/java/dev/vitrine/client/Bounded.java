package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reading no more than is allowed. */
final class Bounded {
  private static final int STEP = 16 * 1024;

  private Bounded() {}

  /**
   * All that a stream has.
   *
   * @throws AnswerTooLargeException if that is more than the limit, of which no more is read
   */
  static byte[] readAll(InputStream in, long limit) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(STEP);
    byte[] step = new byte[STEP];
    for (int count = in.read(step); count >= 0; count = in.read(step)) {
      if (all.size() + (long) count > limit) {
        throw new AnswerTooLargeException(limit);
      }
      all.write(step, 0, count);
    }
    return all.toByteArray();
  }
}
