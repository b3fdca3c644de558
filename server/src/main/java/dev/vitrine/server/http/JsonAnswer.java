package dev.vitrine.server.http;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.row.Row;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON answers of the routes. */
final class JsonAnswer {
  private static final byte[] MODEL = "{\"model\":".getBytes(StandardCharsets.US_ASCII);

  private JsonAnswer() {}

  /** {@code {name: value}}, of which nothing is to be kept. */
  static void send(Context ctx, String name, Json value) {
    send(ctx, JsonObject.of(name, value));
  }

  /** An object of which nothing is to be kept. */
  static void send(Context ctx, JsonObject body) {
    send(ctx, JsonWriter.write(body));
  }

  /** An object that was written already, of which nothing is to be kept. */
  static void send(Context ctx, byte[] body) {
    ctx.contentType("application/json");
    ctx.header("Cache-Control", "no-store");
    Compression.result(ctx, body);
  }

  /** {@code {"model": row}} with the row's etag. */
  static void model(Context ctx, Row row) {
    model(ctx, row.json(), row.etag());
  }

  /** {@code {"model": row}} with the row's etag, if it is known. */
  static void model(Context ctx, byte[] row, @Nullable String etag) {
    byte[] answer = new byte[MODEL.length + row.length + 1];
    System.arraycopy(MODEL, 0, answer, 0, MODEL.length);
    System.arraycopy(row, 0, answer, MODEL.length, row.length);
    answer[answer.length - 1] = '}';
    if (etag != null) {
      ctx.header("ETag", "\"" + etag + "\"");
    }
    ctx.header("Cache-Control", "private, no-cache");
    ctx.contentType("application/json");
    Compression.result(ctx, answer);
  }
}
