package dev.vitrine.server.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server on which connections break after so many bytes of answers. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final URI target;
  private final Deque<Integer> cuts;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /** Connections break, each after the next of these; those after them do not. */
  CuttingProxy(URI target, Integer... after) {
    this.target = target;
    this.cuts = new ConcurrentLinkedDeque<>(List.of(after));
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** The same URL by way of here. */
  String through(String url) {
    return url.replace(
        target.getHost() + ":" + target.getPort(), "127.0.0.1:" + listener.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(target.getHost(), target.getPort());
        open.add(client);
        open.add(server);
        connections.incrementAndGet();
        Integer cut = cuts.poll();
        int most = cut == null ? Integer.MAX_VALUE : cut;
        copy(client, server, Integer.MAX_VALUE);
        copy(server, client, most);
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private static void copy(Socket from, Socket to, int most) {
    Thread.ofVirtual()
        .start(() -> {
          try (from;
              to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] step = new byte[16 * 1024];
            int left = most;
            for (int count = in.read(step); count >= 0 && left > 0; count = in.read(step)) {
              out.write(step, 0, Math.min(count, left));
              left -= Math.min(count, left);
              if (left == 0) {
                return;
              }
            }
          } catch (IOException e) {
            // The other way has ended.
          }
        });
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
