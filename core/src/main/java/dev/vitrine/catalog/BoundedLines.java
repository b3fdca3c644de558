package dev.vitrine.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, none of them longer in memory than a bound. */
final class BoundedLines {
  private static final int CHUNK = 64 << 10;

  private final InputStream in;
  private final int longest;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;
  private byte[] line = new byte[CHUNK];
  private int length;
  private boolean tooLong;
  private long number;

  BoundedLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    number++;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int stop = at;
      while (stop < end && chunk[stop] != '\n') {
        stop++;
      }
      append(stop - at);
      boolean ended = stop < end;
      at = ended ? stop + 1 : stop;
      if (ended) {
        return true;
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(chunk, 0, chunk.length));
    return end > 0;
  }

  private void append(int count) {
    if (tooLong || (long) length + count > longest) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + count > line.length) {
      line =
          Arrays.copyOf(
              line, (int) Math.min(longest, Math.max(line.length * 2L, length + (long) count)));
    }
    System.arraycopy(chunk, at, line, length, count);
    length += count;
  }

  /** The bytes of the line, up to {@link #length}; valid until the next one. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** Whether the line was longer than the bound, so that its bytes are not there. */
  boolean isTooLong() {
    return tooLong;
  }

  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }

  /** Number of the line, from 1. */
  long number() {
    return number;
  }
}
