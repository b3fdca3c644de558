package dev.vitrine.server.http;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads and throws away what a client still sends of a request that is refused, up to a bound, so
 * that it gets to read the refusal (contract section 1, "Errors"). Holds no thread meanwhile; whom
 * it is waiting for too long the connection itself cuts off.
 */
final class Drain implements Invocable.Task {
  /** What is read at most. */
  static final long BOUND = 128L << 20;

  private static final int PIECE = 16 * 1024;

  private final Request request;
  private final Runnable then;
  private long left = BOUND;

  private Drain(Request request, Runnable then) {
    this.request = request;
    this.then = then;
  }

  /** Answers once the body has been read, or there is too much of it. */
  static void before(Request request, Runnable answer) {
    if (isSent(request)) {
      new Drain(request, answer).run();
    } else {
      answer.run();
    }
  }

  /** Reads the body as a servlet sees it, waiting on this thread. */
  static void now(InputStream body) throws IOException {
    byte[] piece = new byte[PIECE];
    long read = 0;
    for (int more = body.read(piece); more >= 0 && read <= BOUND; more = body.read(piece)) {
      read += more;
    }
  }

  /** Whether a body comes without our leave. */
  static boolean isSent(Request request) {
    return request.getLength() != 0 && !expectsContinue(request);
  }

  static boolean expectsContinue(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
  }

  @Override
  public void run() {
    while (left > 0) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        break;
      }
      left -= chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        break;
      }
    }
    then.run();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
