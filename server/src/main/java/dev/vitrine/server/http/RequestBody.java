package dev.vitrine.server.http;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads the JSON body of a request: bounded in size and in time. */
final class RequestBody {
  private static final int PIECE = 16 * 1024;

  /** Larger bodies are left to threads that may take their time. */
  private static final int AT_ONCE = 32 * 1024;

  private static final byte[] NONE = new byte[0];

  private final Request request;
  private final int limit;
  private final Duration patience;
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private @Nullable VitrineException refusal;
  private long seen;

  /** The body of a request. */
  RequestBody(Request request, ServerLimits limits) {
    this(request, limits.requestBytes(), limits.patience());
  }

  private RequestBody(Request request, int limit, Duration patience) {
    this.request = request;
    this.limit = limit;
    this.patience = patience;
  }

  /** A body that may carry pictures: larger ones may take longer to arrive. */
  static RequestBody withPictures(Request request, ServerLimits limits) {
    long bytes = Math.clamp(request.getLength(), 0, ServerLimits.PICTURE_REQUEST_BYTES);
    Duration more = Duration.ofSeconds(bytes / limits.connection().answerBytesPerSecond());
    return new RequestBody(
        request, ServerLimits.PICTURE_REQUEST_BYTES, limits.patience().plus(more));
  }

  /**
   * The bytes of the body if all of them have arrived already; null if it must be awaited, or
   * refused.
   *
   * @throws IOException if the client went away
   */
  byte @Nullable [] ready() throws IOException {
    if (request.getLength() == 0) {
      return NONE;
    }
    refusal = refusal(request);
    if (refusal == null && request.getLength() > limit) {
      refusal = tooLarge(limit);
    }
    if (request.getLength() > AT_ONCE) {
      return null; // Parsing it would hold up all that share this thread.
    }
    while (refusal == null && seen <= AT_ONCE) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        return null;
      }
      if (Content.Chunk.isFailure(chunk)) {
        throw incomplete(chunk.getFailure());
      }
      ByteBuffer bytes = chunk.getByteBuffer();
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      chunk.release();
      if (piece.length == request.getLength()) {
        return piece; // Most bodies come whole.
      }
      take(piece, piece.length);
      if (chunk.isLast()) {
        return refusal == null ? body.toByteArray() : null;
      }
    }
    return null;
  }

  /**
   * The bytes of the body, waiting for what {@link #ready} did not find.
   *
   * @throws VitrineException UNSUPPORTED_MEDIA, REQUEST_TOO_LARGE or REQUEST_TIMEOUT; a refused
   *     body has been drained
   * @throws IOException if the client went away
   */
  byte[] await() throws IOException {
    if (refusal != null && Drain.expectsContinue(request)) {
      throw refusal; // The client waits for leave to send, and now will not.
    }
    long deadline = System.nanoTime() + patience.toNanos();
    if (refusal == null && seen == 0 && request.getLength() > AT_ONCE) {
      return whole(deadline);
    }
    byte[] piece = new byte[PIECE];
    InputStream in =
        Content.Source.asInputStream(
            request); // Not closed: that would fail the exchange before it is answered.
    for (int read = next(in, piece, 0, deadline); read >= 0; read = next(in, piece, 0, deadline)) {
      take(piece, read);
      if (refusal != null && seen > Drain.BOUND) {
        throw refusal;
      }
    }
    if (refusal != null && seen > 0) {
      throw refusal;
    }
    byte[] whole = body.toByteArray();
    body = new ByteArrayOutputStream(0); // A long read holds on to its request.
    return whole;
  }

  /** The bytes of a large body whose length is known, which are not copied. */
  private byte[] whole(long deadline) throws IOException {
    byte[] whole = new byte[Math.toIntExact(request.getLength())];
    InputStream in = Content.Source.asInputStream(request); // Not closed, as above.
    int length = 0;
    while (length < whole.length) {
      int read = next(in, whole, length, deadline);
      if (read < 0) {
        throw incomplete(new EOFException());
      }
      length += read;
    }
    in.read(); // To its end.
    return whole;
  }

  /** The bytes of memory that {@link #await} may take. */
  long most() {
    long length = request.getLength();
    if (length > AT_ONCE) {
      return Math.min(length, limit);
    }
    return 2 * (length < 0 ? limit : length); // It is copied once.
  }

  /** The length of the next piece, -1 at the end. */
  private int next(InputStream in, byte[] piece, int from, long deadline) throws IOException {
    try {
      int read = in.read(piece, from, piece.length - from);
      if (read < 0 || System.nanoTime() <= deadline) {
        return read;
      }
    } catch (IOException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw incomplete(e);
      }
    }
    throw refusal != null ? refusal : late();
  }

  /** Says that the fault lies with whoever sent the body. */
  private static EOFException incomplete(Throwable cause) {
    EOFException incomplete = new EOFException("the body did not arrive whole");
    incomplete.initCause(cause);
    return incomplete;
  }

  private void take(byte[] piece, int length) {
    seen += length;
    if (refusal == null && seen > limit) {
      refusal = tooLarge(limit);
    }
    if (refusal == null) {
      body.write(piece, 0, length);
    }
  }

  private static VitrineException tooLarge(int limit) {
    return new VitrineException(
        ErrorCode.REQUEST_TOO_LARGE,
        "The request body is larger than " + limit + " bytes",
        Map.of("limit", limit));
  }

  private VitrineException late() {
    return new VitrineException(
        ErrorCode.REQUEST_TIMEOUT,
        "The body did not arrive within " + patience.toSeconds() + " seconds");
  }

  private static @Nullable VitrineException refusal(Request request) {
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      return new VitrineException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "The request body must not be compressed: send it without Content-Encoding");
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type != null && !type.isBlank() && !isJson(type)) {
      return new VitrineException(
          ErrorCode.UNSUPPORTED_MEDIA,
          "The request body must be JSON in UTF-8: send it as Content-Type: application/json");
    }
    return null;
  }

  /** JSON by its media type, and not in another character set than UTF-8. */
  static boolean isJson(String contentType) {
    if (contentType.equals("application/json")) {
      return true;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    String media = parts[0].strip();
    boolean json =
        media.equals("application/json")
            || media.equals("text/json")
            || (media.startsWith("application/") && media.endsWith("+json"));
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace(" ", "").replace("\"", "");
      if (parameter.startsWith("charset=")
          && !parameter.equals("charset=utf-8")
          && !parameter.equals("charset=utf8")) {
        return false;
      }
    }
    return json;
  }
}
