package dev.vitrine.server.http;

import dev.vitrine.asset.BlobReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Writes a part of a blob that is no file, on the thread that calls, which waits. While a client
 * takes nothing the stream from the store is not held open: the store has better use for it.
 */
final class StreamWriter implements AutoCloseable {
  private static final int PIECE = 32 * 1024;
  private static final long HOLD_MILLIS = 1000;

  private final BlobReader blob;
  private final Response response;
  private @Nullable InputStream stream;

  StreamWriter(BlobReader blob, Response response) {
    this.blob = blob;
    this.response = response;
  }

  /**
   * Writes the last bytes of an answer.
   *
   * @param length at least 1
   * @throws IOException if the client has gone, or the store fails
   */
  void write(long from, long length) throws IOException {
    byte[] piece = new byte[(int) Math.min(PIECE, length)];
    long position = from;
    long end = from + length;
    while (position < end) {
      InputStream in = stream == null ? blob.stream(position, end - position) : stream;
      stream = in;
      int read = in.readNBytes(piece, 0, (int) Math.min(piece.length, end - position));
      if (read == 0) {
        throw new IOException("the bytes of an asset are fewer than they were");
      }
      position += read;
      Callback.Completable written = new Callback.Completable();
      response.write(position == end, ByteBuffer.wrap(piece, 0, read), written);
      await(written);
    }
  }

  private void await(Callback.Completable written) throws IOException {
    try {
      try {
        written.get(HOLD_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        close();
        written.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is shutting down");
    }
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
