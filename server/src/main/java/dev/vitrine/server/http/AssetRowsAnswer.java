package dev.vitrine.server.http;

import dev.vitrine.catalog.AssetReads;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * Assets of one answer: held as the bytes that are sent, and counted with the documents that they
 * are made of until the client has them.
 */
final class AssetRowsAnswer implements AssetReads.Rows {
  /** More rows were found than fit into one answer. */
  static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Full() {
      super("the answer is full", null, false, false);
    }
  }

  private static final byte[] OPEN = bytes("{\"assets\":[");
  private static final byte[] CLOSE = bytes("]}");
  private static final int BUFFER = 32 * 1024;

  private final List<byte[]> rows = new ArrayList<>();
  private final Admission.Pass pass;
  private final Runnable presence;
  private final long besides;
  private final long most;
  private long documents;
  private long length = (long) OPEN.length + CLOSE.length;

  /**
   * An answer without rows.
   *
   * @param presence throws once the client has gone
   * @param besides bytes that are held in any case
   * @param most bytes of the plain answer, but for a token
   */
  AssetRowsAnswer(Admission.Pass pass, Runnable presence, long besides, long most) {
    this.pass = pass;
    this.presence = presence;
    this.besides = besides;
    this.most = most;
  }

  /**
   * Documents are let go of when others come: of them only these are held. Whoever has not begun
   * yet is refused where there is no room; whoever has, is let go on to the end if it can be.
   */
  @Override
  public void hold(long bytes) {
    presence.run();
    long all = besides + length + bytes;
    if (bytes < documents) {
      pass.holdExactly(all);
    } else if (documents == 0) {
      pass.holdAtLeast(all);
    } else {
      pass.holdTrees(all);
    }
    documents = bytes;
  }

  @Override
  public void row(byte[] json) {
    long longer = length + json.length + (rows.isEmpty() ? 0 : 1);
    if (longer > most) {
      throw new Full();
    }
    length = longer;
    pass.holdAtLeast(besides + length + documents);
    rows.add(json);
  }

  int count() {
    return rows.size();
  }

  /**
   * Sends all of it, at the pace of the client.
   *
   * @param token of the next page; null if there is none
   */
  void send(Context ctx, @Nullable String token) {
    byte[] close = token == null ? CLOSE : bytes("],\"nextPaginationToken\":\"" + token + "\"}");
    pass.holdExactly(length);
    ctx.contentType("application/json");
    ctx.header("Cache-Control", "no-store");
    ctx.header("Vary", "Accept-Encoding");
    try {
      if (Negotiation.acceptsGzip(
          ServletContextRequest.getServletContextRequest(ctx.req()).getHeaders())) {
        ctx.header("Content-Encoding", "gzip");
        try (OutputStream out = new GZIPOutputStream(ctx.outputStream(), BUFFER)) {
          write(out, close);
        }
      } else {
        ctx.res().setContentLengthLong(length - CLOSE.length + close.length);
        write(ctx.outputStream(), close);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(OutputStream out, byte[] close) throws IOException {
    out.write(OPEN);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(rows.get(i));
    }
    out.write(close);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
