package dev.vitrine.client;

import dev.vitrine.client.error.AnswerTooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length. */
final class LineReader {
  private static final int STEP = 16 * 1024;

  private final InputStream in;
  private final long limit;
  private byte[] bytes = new byte[STEP];
  private int start;
  private int scanned;
  private int end;

  /**
   * At the first line.
   *
   * @param limit bytes of a line
   */
  LineReader(InputStream in, long limit) {
    this.in = in;
    this.limit = Math.min(limit, Integer.MAX_VALUE - 16);
  }

  /**
   * The next line that is not empty, without its end; null if there is none.
   *
   * @throws AnswerTooLargeException if it is longer than the limit
   * @throws IOException if it cannot be read
   */
  byte @Nullable [] next() throws IOException {
    while (true) {
      for (; scanned < end; scanned++) {
        if (bytes[scanned] == '\n') {
          byte[] line = Arrays.copyOfRange(bytes, start, scanned);
          start = ++scanned;
          if (line.length > 0) {
            return line;
          }
        }
      }
      if (!fill()) {
        byte[] rest = Arrays.copyOfRange(bytes, start, end);
        start = end;
        return rest.length == 0 ? null : rest;
      }
    }
  }

  private boolean fill() throws IOException {
    if (end - start > limit) {
      throw new AnswerTooLargeException(limit);
    }
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
      scanned = end;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, limit + STEP));
    }
    int count = in.read(bytes, end, bytes.length - end);
    if (count < 0) {
      return false;
    }
    end += count;
    return true;
  }
}
