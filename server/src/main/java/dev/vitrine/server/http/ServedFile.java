package dev.vitrine.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * A file of the program that anyone may read: held plain and compressed, since compressing it for
 * every request would be work that costs strangers nothing.
 */
final class ServedFile {
  /** Pages load from this server alone, run no script written into them, and fit in no frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final int ETAG_BYTES = 16;

  private final String type;
  private final byte[] plain;
  private final byte[] compressed;
  private final String etag;

  private ServedFile(String type, byte[] plain) {
    this.type = type;
    this.plain = plain;
    this.compressed = Compression.gzip(plain);
    this.etag = "W/\"" + hash(plain) + "\""; // Weak: it stands for both forms.
  }

  /**
   * Reads a file.
   *
   * @param resource its place on the class path, from the root
   * @throws IllegalStateException if it is not there: the program was not built whole
   */
  static ServedFile read(String resource) {
    return new ServedFile(typeOf(resource), bytes(resource));
  }

  /** A file as text, for those who look into it. */
  static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = ServedFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "txt" -> "text/plain; charset=utf-8";
      case "png" -> "image/png";
      case "yaml" -> "application/yaml";
      case "json" -> "application/json";
      case "ndjson" -> "application/x-ndjson";
      default -> throw new IllegalArgumentException(name + " is of no kind that is served");
    };
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, ETAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers with it, or with 304 where the client has it. */
  void answer(Context ctx) {
    HttpFields asked = ServletContextRequest.getServletContextRequest(ctx.req()).getHeaders();
    ctx.header("ETag", etag);
    ctx.header("Cache-Control", "public, no-cache");
    ctx.header("Vary", "Accept-Encoding");
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("X-Content-Type-Options", "nosniff");
    if (isHeld(asked)) {
      ctx.status(304);
      return;
    }
    ctx.contentType(type);
    if (Negotiation.acceptsGzip(asked)) {
      ctx.header("Content-Encoding", "gzip");
      ctx.result(compressed);
    } else {
      ctx.result(plain);
    }
  }

  /**
   * Compared weakly, as RFC 9110 (section 13.1.2) wants it for {@code If-None-Match}. Split by
   * hand: to Jetty a list of weak etags is not valid HTTP.
   */
  private boolean isHeld(HttpFields asked) {
    return asked.getValuesList(HttpHeader.IF_NONE_MATCH).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .anyMatch(held -> held.equals("*") || etag.equals("W/" + held.replaceFirst("^W/", "")));
  }
}
