package dev.vitrine.server.http;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts so many connections at a time, and closes those whose client is too slow. */
final class GuardedConnector extends ServerConnector {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedConnector.class);

  /** A client that is too slow may go on for this part of the patience. */
  private static final int LOOKS = 4;

  /** Between two looks at what is still open while it shuts down. */
  private static final long IDLE_LOOK_MILLIS = 50;

  private final AtomicInteger beyond = new AtomicInteger();
  private ConnectionLimits limits = ConnectionLimits.STANDARD;

  GuardedConnector(Server server, int selectors, HttpConnectionFactory http) {
    super(server, 1, selectors, http);
    addBean(new Bound());
  }

  /** What connections are held to; to be told before it starts. */
  void limit(ConnectionLimits to) {
    limits = to;
    setIdleTimeout(to.patience().toMillis());
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    SocketChannelEndPoint endPoint =
        new GuardedEndPoint(channel, selector, key, getScheduler(), getExecutor());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookLater();
  }

  private void lookLater() {
    long pause = Math.max(1, limits.patience().toMillis() / LOOKS);
    getScheduler().schedule(this::look, pause, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    for (EndPoint endPoint : getConnectedEndPoints()) {
      if (endPoint instanceof GuardedEndPoint guarded) {
        guarded.check(limits, now);
      }
    }
    int closed = beyond.getAndSet(0);
    if (closed > 0) {
      LOG.warn("{} connections beyond {} at a time were closed", closed, limits.connections());
    }
    if (isRunning()) {
      lookLater();
    }
  }

  /** Lets requests under way finish; a client that only keeps its connection is not waited for. */
  @Override
  public CompletableFuture<Void> shutdown() {
    CompletableFuture<Void> ended = super.shutdown();
    closeIdle(ended);
    return ended;
  }

  private void closeIdle(CompletableFuture<Void> ended) {
    for (EndPoint endPoint : getConnectedEndPoints()) {
      if (endPoint instanceof GuardedEndPoint guarded) {
        guarded.closeIfIdle();
      }
    }
    if (!ended.isDone() && getScheduler().isRunning()) {
      getScheduler().schedule(() -> closeIdle(ended), IDLE_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Closes connections that come beyond the limit: they could only wait. */
  private final class Bound implements SelectorManager.AcceptListener {
    private final AtomicInteger open = new AtomicInteger();

    @Override
    public void onAccepting(SelectableChannel channel) {
      if (open.incrementAndGet() > limits.connections()) {
        IO.close(channel);
        beyond.incrementAndGet();
      }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
      open.decrementAndGet();
    }

    @Override
    public void onClosed(SelectableChannel channel) {
      open.decrementAndGet();
    }
  }
}
