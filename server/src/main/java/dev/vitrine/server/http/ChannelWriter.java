package dev.vitrine.server.http;

import dev.vitrine.asset.AssetStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Writes a part of a file through one pooled buffer outside the heap, at the pace of the client,
 * without holding a thread while the client takes its time.
 */
final class ChannelWriter extends IteratingCallback {
  private final FileChannel channel;
  private final Response response;
  private final Callback callback;
  private final FileBuffers.Taken taken;
  private long position;
  private final long end;

  private ChannelWriter(
      FileChannel channel,
      long from,
      long length,
      FileBuffers buffers,
      Request request,
      Response response,
      Callback callback) {
    this.channel = channel;
    this.position = from;
    this.end = from + length;
    this.response = response;
    this.callback = callback;
    this.taken = buffers.take(request.getComponents().getByteBufferPool(), length);
  }

  /**
   * Writes the last bytes of an answer and completes the callback: with an {@link
   * AssetStoreException} if it was the file that failed.
   *
   * @param channel stays open until then; the caller's to close
   * @param length at least 1
   */
  static void write(
      FileChannel channel,
      long from,
      long length,
      FileBuffers buffers,
      Request request,
      Response response,
      Callback callback) {
    new ChannelWriter(channel, from, length, buffers, request, response, callback).iterate();
  }

  @Override
  protected Action process() {
    if (position == end) {
      return Action.SUCCEEDED;
    }
    ByteBuffer piece = taken.buffer().getByteBuffer();
    BufferUtil.clearToFill(piece);
    piece.limit((int) Math.min(piece.capacity(), end - position));
    fill(piece);
    BufferUtil.flipToFlush(piece, 0);
    response.write(position == end, piece, this);
    return Action.SCHEDULED;
  }

  private void fill(ByteBuffer piece) {
    try {
      while (piece.hasRemaining()) {
        int read = channel.read(piece, position);
        if (read < 0) {
          throw new IOException("it is shorter than it was");
        }
        position += read;
      }
    } catch (IOException e) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The file of an asset cannot be read", e);
    }
  }

  @Override
  protected void onCompleteSuccess() {
    taken.release();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    taken.release();
    callback.failed(cause);
  }
}
