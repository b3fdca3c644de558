package dev.vitrine.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test says exactly what it wants. A server that hangs fails the test. */
public final class RawSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;

  public RawSocket(URI address) {
    this(address, 0);
  }

  /** A connection that buffers little, so that the server soon sees whether it is read. */
  public static RawSocket narrow(URI address) {
    return new RawSocket(address, 4096);
  }

  private RawSocket(URI address, int receiveBuffer) {
    try {
      socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One answer as it came.
   *
   * @param headers by lower-case name
   * @param complete whether it ended as its head said it would
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record RawAnswer(int status, Map<String, String> headers, byte[] body, boolean complete) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Sends characters as single bytes. */
  public RawSocket send(String bytes) {
    return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawSocket send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that nothing more will be sent. */
  public RawSocket halfClose() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Breaks the connection, so that the other side sees a reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads byte by byte, without a buffer, until the server ends the connection: how many came. */
  public long drip() {
    long bytes = 0;
    try {
      InputStream unbuffered = socket.getInputStream();
      while (unbuffered.read() >= 0) {
        bytes++;
      }
      return bytes;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server hangs", e);
    } catch (SocketException e) {
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next answer that is not an interim one; status 0 if the connection was closed instead. */
  public RawAnswer answer() {
    RawAnswer answer = anyAnswer();
    while (answer.status() >= 100 && answer.status() < 200) {
      answer = anyAnswer();
    }
    return answer;
  }

  /** The next answer, also an interim one; status 0 if the connection was closed instead. */
  public RawAnswer anyAnswer() {
    Map<String, String> headers = new TreeMap<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int status = 0;
    try {
      String statusLine = line();
      if (statusLine.isEmpty()) {
        return new RawAnswer(0, headers, new byte[0], false);
      }
      if (!statusLine.matches("HTTP/1\\.[01] \\d{3}.*")) {
        throw new AssertionError("no status line: " + statusLine);
      }
      status = Integer.parseInt(statusLine.substring(9, 12));
      for (String header = line(); !header.isEmpty(); header = line()) {
        int colon = header.indexOf(':');
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
      boolean complete = status < 200 || status == 204 || status == 304 || readBody(headers, body);
      return new RawAnswer(status, headers, body.toByteArray(), complete);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server hangs", e);
    } catch (SocketException e) {
      return new RawAnswer(status, headers, body.toByteArray(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The lines of the next answer's head, for answers that have no body whatever their head says.
   */
  public String headOnly() {
    StringBuilder head = new StringBuilder();
    try {
      for (String line = line(); !line.isEmpty(); line = line()) {
        head.append(line).append('\n');
      }
      return head.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean readBody(Map<String, String> headers, ByteArrayOutputStream body)
      throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return readChunks(body);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return !read(Long.MAX_VALUE, body); // Ends with the connection.
    }
    return read(Long.parseLong(length), body);
  }

  private boolean readChunks(ByteArrayOutputStream body) throws IOException {
    while (true) {
      String size = line();
      if (size.isEmpty()) {
        return false;
      }
      long bytes = Long.parseLong(size.split(";", 2)[0].strip(), 16);
      if (!read(bytes, body) || !line().isEmpty()) {
        return false;
      }
      if (bytes == 0) {
        return true;
      }
    }
  }

  private boolean read(long bytes, ByteArrayOutputStream into) throws IOException {
    byte[] piece = new byte[8192];
    long left = bytes;
    while (left > 0) {
      int read = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        return false;
      }
      into.write(piece, 0, read);
      left -= read;
    }
    return true;
  }

  /** One line without its end; empty also at the end of the stream. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the server closed the connection, or reset it. */
  public boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server keeps the connection open", e);
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
