package dev.vitrine.bench.drive;

import java.lang.foreign.MemorySegment;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * Reads the answers of one connection as they arrive, keeping nothing but the head: status, length,
 * and whether the body is the one that was to come. Understands answers with a Content-Length only.
 */
final class AnswerReader {
  private static final int MOST_HEAD = 4096;
  private static final int END = 4;
  private static final int STATUS_AT = 9;
  private static final int STATUS_END = 12;
  private static final byte[] CONTENT_LENGTH = HeaderNames.lower("content-length:");
  private static final byte[] CONNECTION_CLOSE = HeaderNames.lower("connection: close");
  private static final byte[] RETRY_AFTER = HeaderNames.lower("retry-after:");

  private final byte[] head = new byte[MOST_HEAD];
  private int headLength;
  private boolean inBody;
  private int status;
  private long length;
  private long read;
  private boolean closes;
  private boolean retryAfter;
  private boolean compares;
  private boolean differs;
  private MemorySegment expected = MemorySegment.NULL;

  /** Turns to the next answer. */
  void begin(MemorySegment answer, boolean compare) {
    headLength = 0;
    inBody = false;
    status = 0;
    length = -1;
    read = 0;
    closes = false;
    retryAfter = false;
    compares = compare;
    differs = false;
    expected = answer;
  }

  /**
   * Takes what has arrived.
   *
   * @param bytes read from where they stand to their limit
   * @param memory the same bytes, by absolute position
   * @return whether the answer is whole
   * @throws ProtocolException if this is no answer that can be read
   */
  boolean take(ByteBuffer bytes, MemorySegment memory) throws ProtocolException {
    while (!inBody && bytes.hasRemaining()) {
      if (headLength == head.length) {
        throw new ProtocolException("the head of an answer is longer than " + head.length);
      }
      byte next = bytes.get();
      head[headLength++] = next;
      if (next == '\n' && endsHead()) {
        parse();
        inBody = true;
      }
    }
    if (!inBody) {
      return false;
    }
    int piece = (int) Math.min(bytes.remaining(), length - read);
    if (compares && status == Outcome.OK && piece > 0) {
      compare(memory, bytes.position(), piece);
    }
    bytes.position(bytes.position() + piece);
    read += piece;
    if (read == length && bytes.hasRemaining()) {
      throw new ProtocolException("more than the answer arrived");
    }
    return read == length;
  }

  private void compare(MemorySegment memory, long from, int piece) {
    differs |=
        read + piece > expected.byteSize()
            || MemorySegment.mismatch(memory, from, from + piece, expected, read, read + piece)
                != -1;
  }

  private boolean endsHead() {
    return headLength >= END
        && head[headLength - 2] == '\r'
        && head[headLength - 3] == '\n'
        && head[headLength - END] == '\r';
  }

  private void parse() throws ProtocolException {
    if (headLength < STATUS_END || head[0] != 'H' || head[STATUS_AT - 1] != ' ') {
      throw new ProtocolException("what arrived is not HTTP/1.1");
    }
    status = (int) number(STATUS_AT, STATUS_END);
    int line = 0;
    for (int i = 0; i < headLength; i++) {
      if (head[i] == '\n') {
        header(line, i - 1);
        line = i + 1;
      }
    }
    if (length < 0) {
      throw new ProtocolException("an answer of status " + status + " has no Content-Length");
    }
  }

  private void header(int from, int to) throws ProtocolException {
    if (HeaderNames.startsWith(head, from, to, CONTENT_LENGTH)) {
      int start = from + CONTENT_LENGTH.length;
      while (start < to && head[start] == ' ') {
        start++;
      }
      length = number(start, to);
    } else if (HeaderNames.startsWith(head, from, to, RETRY_AFTER)) {
      retryAfter = true;
    } else if (HeaderNames.startsWith(head, from, to, CONNECTION_CLOSE)) {
      closes = true;
    }
  }

  private long number(int from, int to) throws ProtocolException {
    long number = 0;
    for (int i = from; i < to; i++) {
      if (head[i] < '0' || head[i] > '9' || i - from == HeaderNames.MOST_DIGITS) {
        throw new ProtocolException("a number in the head of an answer is none");
      }
      number = 10 * number + (head[i] - '0');
    }
    if (from == to) {
      throw new ProtocolException("a number in the head of an answer is missing");
    }
    return number;
  }

  int status() {
    return status;
  }

  /** Of head and body. */
  long bytes() {
    return headLength + read;
  }

  /** Whether a whole answer has the length, and where it was compared the content, it should. */
  boolean isRight() {
    return length == expected.byteSize() && !differs;
  }

  /** Whether the server closes the connection after this answer. */
  boolean closes() {
    return closes;
  }

  boolean saysWhenToRetry() {
    return retryAfter;
  }
}
