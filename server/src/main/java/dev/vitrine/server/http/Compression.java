package dev.vitrine.server.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Whole answers from within the servlet, compressed for whoever asks, by the rule of bulk answers.
 */
final class Compression {
  private Compression() {}

  /** Answers with this body. */
  static void result(Context ctx, byte[] body) {
    ctx.header("Vary", "Accept-Encoding");
    if (Negotiation.acceptsGzip(
        ServletContextRequest.getServletContextRequest(ctx.req()).getHeaders())) {
      ctx.header("Content-Encoding", "gzip");
      ctx.result(gzip(body));
    } else {
      ctx.result(body);
    }
  }

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
