package dev.vitrine.bench.drive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of this machine that answers as a test wants, one thread a connection. */
final class TinyServer implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final Behaviour behaviour;

  /** What becomes of a request. */
  @FunctionalInterface
  interface Behaviour {
    /**
     * Answers one request.
     *
     * @param count of the requests so far, from 1
     */
    void answer(int count, Socket socket, OutputStream out) throws IOException;
  }

  TinyServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
  }

  int asked() {
    return asked.get();
  }

  /** Takes no further connections. */
  void stopListening() throws IOException {
    listening.close();
  }

  /** An answer with a body. */
  static byte[] answer(int status, String headers, String body) {
    String answer =
        "HTTP/1.1 %d Whatever\r\ncontent-length: %d\r\n%s\r\n%s"
            .formatted(status, body.length(), headers, body);
    return answer.getBytes(US_ASCII);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (skipRequest(in)) {
        behaviour.answer(asked.incrementAndGet(), socket, socket.getOutputStream());
      }
    } catch (IOException e) {
      // The driver, or the test, has closed it.
    }
  }

  /** Requests here have no body. */
  private static boolean skipRequest(InputStream in) throws IOException {
    int ends = 0;
    while (ends < 2) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
