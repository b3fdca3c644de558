package dev.vitrine.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body as a stream of bytes that asks the network for more only when what came has been read.
 * Reading ends at once when its thread is interrupted, or nothing comes for too long.
 */
final class BodyPipe extends InputStream implements BodySubscriber<Body> {
  /** Comes after the last bytes. */
  private enum Sign {
    END
  }

  private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private final Duration patience;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private boolean ended;

  /**
   * Nothing yet.
   *
   * @param patience how long to wait for the next bytes
   */
  BodyPipe(Duration patience) {
    super();
    this.patience = patience;
  }

  @Override
  public CompletionStage<Body> getBody() {
    return CompletableFuture.completedFuture(new Body.Coming(this));
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    came.add(buffers);
  }

  @Override
  public void onError(Throwable error) {
    came.add(error);
  }

  @Override
  public void onComplete() {
    came.add(Sign.END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended && buffers.isEmpty()) {
      take();
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
    ByteBuffer first = buffers.peek();
    if (first == null) {
      return -1;
    }
    int count = Math.min(length, first.remaining());
    first.get(target, offset, count);
    if (!first.hasRemaining()) {
      buffers.remove();
    }
    return count;
  }

  private void take() throws IOException {
    Object next;
    try {
      next = came.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
    if (next == null) {
      close();
      throw new HttpTimeoutException("nothing came for " + patience);
    }
    if (next instanceof Throwable error) {
      ended = true;
      throw new IOException(error.getMessage(), error);
    }
    if (next == Sign.END) {
      ended = true;
      return;
    }
    for (Object buffer : (List<?>) next) {
      if (((ByteBuffer) buffer).hasRemaining()) {
        buffers.add((ByteBuffer) buffer);
      }
    }
    Flow.Subscription source = subscription;
    if (source != null) {
      source.request(1);
    }
  }

  /** Ends the exchange, and the wait of whoever reads. */
  @Override
  public void close() {
    closed = true;
    Flow.Subscription source = subscription;
    if (source != null) {
      source.cancel();
    }
    came.add(Sign.END);
  }
}
