package dev.vitrine.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection whose client is not waited for longer than the limits say, however it drips: an idle
 * timeout alone never ends as long as single bytes move.
 */
final class GuardedEndPoint extends SocketChannelEndPoint {
  private final Executor executor;

  /** What was read to learn whether the client is there, and is still to be taken. */
  private final ByteBuffer ahead = BufferUtil.allocate(1);

  /** When the first bytes came of what is being received; 0 if nothing is. */
  private volatile long receivingSince;

  /** Requests whose head had come by then. */
  private volatile long requestsBefore;

  /** The request whose body may take as long as it keeps coming; 0 for none. */
  private volatile long longRequest;

  /** Since when nothing came of its body although it was waited for; 0 if it is not waited for. */
  private volatile long missingSince;

  /** For how long nothing came of it before. */
  private volatile long missed;

  /** Bytes of it that came. */
  private volatile long received;

  /** Since when the client takes nothing of its answer; 0 if it does. */
  private volatile long blockedSince;

  /** For how long it took nothing of this answer before. */
  private volatile long blocked;

  /** Bytes of this answer that it took. */
  private volatile long taken;

  GuardedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
  }

  /**
   * Whether the client has closed the connection, or its side of it, as far as is known without
   * waiting. To be asked only while a request is worked on that has come whole. A client that sends
   * on is there.
   */
  boolean isAbandoned() {
    try {
      return !isOpen() || (!ahead.hasRemaining() && super.fill(ahead) < 0);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Lets the body of the request that is being worked on come for as long as it keeps coming at a
   * decent rate: it is large. To be said before anything is read of it.
   */
  void expectLongBody() {
    missed = 0;
    received = 0;
    missingSince = 0;
    longRequest = getConnection().getMessagesIn();
  }

  private boolean isLong() {
    return longRequest != 0 && longRequest == getConnection().getMessagesIn();
  }

  /** Closes the connection if nothing is asked or answered on it. */
  void closeIfIdle() {
    Connection connection = getConnection();
    if (receivingSince == 0
        && isFillInterested()
        && connection.getMessagesIn() == connection.getMessagesOut()) {
      close();
    }
  }

  /** Closes the connection if its client is slower than the limits allow. */
  void check(ConnectionLimits limits, long now) {
    long patience = limits.patience().toNanos();
    long second = TimeUnit.SECONDS.toNanos(1);
    long since = receivingSince;
    long missing = missingSince;
    if (isLong()) {
      long most = patience + received / limits.answerBytesPerSecond() * second;
      if (missing != 0 && missed + now - missing > most) {
        close(new TimeoutException("the body did not arrive in time"));
      }
    } else if (since != 0
        && now - since > patience
        && isFillInterested()
        && getConnection().getMessagesIn() == requestsBefore) {
      close(new TimeoutException("the request did not arrive in time"));
    }
    long allowed = patience + taken * second / limits.answerBytesPerSecond();
    long nothingSince = blockedSince;
    if (nothingSince != 0 && blocked + now - nothingSince > allowed) {
      close(new TimeoutException("the answer was not read in time"));
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled =
        ahead.hasRemaining()
            ? BufferUtil.append(buffer, ahead) + Math.max(0, super.fill(buffer))
            : super.fill(buffer);
    if (isLong()) {
      noteArrival(filled);
    }
    if (filled > 0) {
      long requests = getConnection().getMessagesIn();
      if (receivingSince == 0 || requestsBefore != requests) {
        requestsBefore = requests;
        receivingSince = now();
      }
    }
    return filled;
  }

  private void noteArrival(int filled) {
    long since = missingSince;
    if (filled > 0) {
      if (since != 0) {
        long sum = missed + now() - since;
        missed = sum;
        missingSince = 0;
      }
      long sum = received + filled;
      received = sum;
    }
  }

  /** The selector does not tell of what was read ahead. */
  @Override
  protected void needsFillInterest() {
    if (missingSince == 0 && isLong()) {
      missingSince = now();
    }
    if (ahead.hasRemaining()) {
      executor.execute(() -> getFillInterest().fillable());
    } else {
      super.needsFillInterest();
    }
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    if (receivingSince != 0) {
      receivingSince = 0; // An answer begins.
      taken = 0;
      blocked = 0;
    }
    long nothingSince = blockedSince;
    if (nothingSince != 0) {
      long sum = blocked + now() - nothingSince;
      blocked = sum;
      blockedSince = 0;
    }
    long sum = taken + BufferUtil.remaining(buffers);
    boolean all = super.flush(buffers);
    taken = sum - BufferUtil.remaining(buffers);
    return all;
  }

  @Override
  protected void onIncompleteFlush() {
    blockedSince = now();
    super.onIncompleteFlush();
  }

  /** Never 0. */
  private static long now() {
    return System.nanoTime() | 1;
  }
}
