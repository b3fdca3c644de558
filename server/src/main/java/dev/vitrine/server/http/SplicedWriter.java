package dev.vitrine.server.http;

import dev.vitrine.row.Spliced;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes a spliced answer through one pooled buffer, at the pace of the client, without holding a
 * thread.
 */
final class SplicedWriter extends IteratingCallback {
  /**
   * Largest piece written at once: what a slow client costs beside the rows, which are the cache's.
   */
  private static final int PIECE = 512 * 1024;

  private final Spliced answer;
  private final Response response;
  private final Runnable ending;
  private final Callback callback;
  private final RetainableByteBuffer buffer;
  private boolean last;

  private SplicedWriter(
      Spliced answer, Request request, Response response, Runnable ending, Callback callback) {
    this.answer = answer;
    this.response = response;
    this.ending = ending;
    this.callback = callback;
    this.buffer =
        request
            .getComponents()
            .getByteBufferPool()
            .acquire((int) Math.min(answer.length(), PIECE), true);
  }

  /**
   * Writes all of it and completes the callback.
   *
   * @param ending runs before the last piece leaves: whoever has the whole answer may ask for the
   *     next one before the callback is completed
   */
  static void write(
      Spliced answer, Request request, Response response, Runnable ending, Callback callback) {
    new SplicedWriter(answer, request, response, ending, callback).iterate();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected Action process() {
    if (last) {
      return Action.SUCCEEDED;
    }
    ByteBuffer piece = buffer.getByteBuffer();
    BufferUtil.clearToFill(piece);
    last = answer.read(piece);
    BufferUtil.flipToFlush(piece, 0);
    if (last) {
      ending.run();
    }
    response.write(last, piece, this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onCompleteSuccess() {
    buffer.release();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    buffer.release();
    callback.failed(cause);
  }
}
