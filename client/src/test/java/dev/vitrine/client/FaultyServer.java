package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A server on loopback that answers as it is told: correctly, badly or not at all. Each request
 * takes the next behaviour; the last one stays.
 */
final class FaultyServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Deque<Behaviour> behaviours = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int step = Integer.MAX_VALUE;
  private volatile long pauseMillis;

  /** A request as it came. */
  record Request(String method, String target, Map<String, String> headers, ByteBuffer content) {
    byte[] bytes() {
      byte[] bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }

    String body() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The target without its query. */
    String path() {
      return target.split("\\?", 2)[0];
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What is done about a request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(Request request, Socket socket) throws IOException, InterruptedException;
  }

  FaultyServer(Behaviour... inTurn) {
    try {
      listener = new ServerSocket();
      listener.setReceiveBufferSize(128 * 1024); // Who sends is not to be far ahead of who reads.
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    then(inTurn);
    Thread.ofVirtual().start(this::accept);
  }

  /** Behaves so from now on. */
  FaultyServer then(Behaviour... inTurn) {
    synchronized (behaviours) {
      behaviours.clear();
      behaviours.addAll(List.of(inTurn));
    }
    return this;
  }

  /** Takes bodies so slowly from now on: this pause after each of so many bytes. */
  void slow(int bytes, Duration pause) {
    step = bytes;
    pauseMillis = pause.toMillis();
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/v1";
  }

  /** All requests so far. */
  List<Request> requests() {
    return requests;
  }

  Request lastRequest() {
    return requests.get(requests.size() - 1);
  }

  private synchronized void changed() {
    notifyAll();
  }

  /** Whether so many requests have come, within a time. */
  boolean comes(int count, Duration within) throws InterruptedException {
    return becomes(() -> requests.size() >= count, within);
  }

  /** Waits until so many requests have come. */
  void awaitRequests(int count) throws InterruptedException {
    assertThat(comes(count, PATIENCE)).as("%s requests", count).isTrue();
  }

  /** Waits until no more connections than this are open. */
  void awaitConnections(int most) throws InterruptedException {
    assertThat(becomes(() -> connections.size() <= most, PATIENCE))
        .as("%s connections are open, and not %s at most", connections.size(), most)
        .isTrue();
  }

  private synchronized boolean becomes(BooleanSupplier state, Duration within)
      throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    for (long left = within.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (state.getAsBoolean()) {
        return true;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return state.getAsBoolean();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (true) {
        Request request = read(in);
        requests.add(request);
        changed();
        next().answer(request, socket);
      }
    } catch (IOException | InterruptedException e) {
      // The other side has had enough, or this one.
    } finally {
      connections.remove(socket);
      changed();
    }
  }

  private Behaviour next() {
    synchronized (behaviours) {
      return behaviours.size() > 1 ? behaviours.remove() : behaviours.element();
    }
  }

  private Request read(InputStream in) throws IOException, InterruptedException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] pair = line.split(": ?", 2);
      headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = new byte[length];
    for (int at = 0; at < length; at += step) {
      if (at > 0) {
        Thread.sleep(pauseMillis);
      }
      int count = Math.min(step, length - at);
      if (in.readNBytes(body, at, count) < count) {
        throw new EOFException();
      }
    }
    return new Request(first[0], first[1], headers, ByteBuffer.wrap(body));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
