package dev.vitrine.bench.anchor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The same bulk read from finished rows, but each answer is compressed when it is asked for, at
 * level 6, as compression in a server or a proxy does. It neither authenticates nor limits
 * anything.
 */
public final class CompressingServer extends Handler.Abstract {
  private final Map<String, byte[]> rows = new HashMap<>();

  private CompressingServer(Path answer) throws IOException {
    for (Json row : models(Files.readAllBytes(answer), "models").elements()) {
      if (row instanceof JsonObject object) {
        rows.put(String.valueOf(object.text("id")), JsonWriter.write(object));
      }
    }
  }

  /** Serves the models of an answer in a file, on a port: {@code FILE PORT}. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[1]));
    server.addConnector(connector);
    server.setHandler(new CompressingServer(Path.of(arguments[0])));
    server.start();
    server.join();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    ByteBuffer body = Content.Source.asByteBuffer(request);
    byte[] asked = new byte[body.remaining()];
    body.get(asked);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      String between = "{\"models\":[";
      for (Json id : models(asked, "modelIds").elements()) {
        byte[] row = id instanceof JsonString(String text) ? rows.get(text) : null;
        if (row != null) {
          gzip.write(between.getBytes(UTF_8));
          gzip.write(row);
          between = ",";
        }
      }
      gzip.write("]}".getBytes(UTF_8));
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, out.size());
    response.write(true, ByteBuffer.wrap(out.toByteArray()), callback);
    return true;
  }

  private static JsonArray models(byte[] json, String member) {
    // A whole catalogue may be larger than one document may be.
    JsonLimits limits = new JsonLimits(1 << 30, JsonLimits.DOCUMENT.depth() + 2);
    JsonArray found =
        JsonReader.parse(json, limits) instanceof JsonObject object ? object.array(member) : null;
    if (found != null) {
      return found;
    }
    throw new IllegalArgumentException("no " + member);
  }
}
