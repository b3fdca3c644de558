package dev.vitrine.client;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Ways to answer a request, good and bad. */
final class Answers {
  /** One model that takes some bytes, and none of them can go wrong unnoticed. */
  private static final String ONE =
      "{\"model\":{\"id\":\"m0\",\"tags\":[\"a\"" + ",\"a\"".repeat(100) + "]}}";

  private Answers() {}

  /** Any answer with a length. */
  static Behaviour of(int status, String type, byte[] body, String... headers) {
    return (request, socket) -> FaultyServer.write(socket, whole(status, type, body, headers));
  }

  static Behaviour json(int status, String body, String... headers) {
    return of(status, "application/json", bytes(body), headers);
  }

  /** An error as the platform sends it. */
  static Behaviour error(int status, String code, String details, String... headers) {
    return json(
        status,
        "{\"reason\":\"so it is\",\"message\":\"so it is\",\"status\":\"error\",\"code\":\"%s\",\"details\":%s,\"traceId\":\"t1\"}"
            .formatted(code, details),
        headers);
  }

  static byte[] whole(int status, String type, byte[] body, String... headers) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(
        bytes(
            "HTTP/1.1 "
                + status
                + " X\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length
                + "\r\n"
                + Arrays.stream(headers).map(h -> h + "\r\n").collect(Collectors.joining())
                + "\r\n"));
    answer.writeBytes(body);
    return answer.toByteArray();
  }

  /** Every model asked for, in the form asked for. */
  static Behaviour models() {
    return models(Answers::row);
  }

  /** Every model asked for as this row; those for which it is empty are missing. */
  static Behaviour models(Function<String, String> row) {
    return (request, socket) -> FaultyServer.write(socket, modelsAnswer(request, row));
  }

  static byte[] modelsAnswer(Request request, Function<String, String> row) {
    boolean lines = request.header("Accept").startsWith("application/x-ndjson");
    List<String> rows = ids(request).stream().map(row).filter(text -> !text.isEmpty()).toList();
    return lines
        ? whole(
            200,
            "application/x-ndjson",
            bytes(rows.stream().map(text -> text + "\n").collect(Collectors.joining())))
        : whole(200, "application/json", bytes("{\"models\":[" + String.join(",", rows) + "]}"));
  }

  /** What a service answers: to a bulk read, to a list or to a request for one model. */
  static byte[] good(Request request) {
    String path = request.target().split("\\?", 2)[0];
    if (path.endsWith("/get-bulk")) {
      return modelsAnswer(request, Answers::row);
    }
    boolean list = request.method().equals("GET") && path.matches("/v1/models(/public)?");
    return list ? page(request) : whole(200, "application/json", bytes(ONE));
  }

  /** Forty models, in pages of the size asked for: the second is named p1. */
  static Behaviour pages() {
    return (request, socket) -> FaultyServer.write(socket, page(request));
  }

  private static byte[] page(Request request) {
    int size = Integer.parseInt(parameter(request, "pageSize", "40"));
    int page = Integer.parseInt(parameter(request, "paginationToken", "p0").substring(1));
    int end = Math.min(40, (page + 1) * size);
    String rows =
        IntStream.range(page * size, end)
            .mapToObj(i -> row("m" + i))
            .collect(Collectors.joining(","));
    String next = end < 40 ? ",\"nextPaginationToken\":\"p" + (page + 1) + "\"" : "";
    return whole(200, "application/json", bytes("{\"models\":[" + rows + "]" + next + "}"));
  }

  private static String parameter(Request request, String name, String absent) {
    Matcher matcher = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(request.target());
    return matcher.find() ? matcher.group(1) : absent;
  }

  /** A plain row. */
  static String row(String id) {
    return "{\"id\":\"" + id + "\",\"type\":\"custom\",\"name\":\"Model " + id + "\"}";
  }

  /** The ids a request names. */
  static List<String> ids(Request request) {
    JsonNode ids = Json.MAPPER.readTree(request.body()).path("modelIds");
    return StreamSupport.stream(ids.spliterator(), false).map(JsonNode::stringValue).toList();
  }

  /** The same answer, of which only so many bytes come before the connection is closed. */
  static Behaviour cut(Function<Request, byte[]> answer, double part) {
    return (request, socket) -> {
      byte[] whole = answer.apply(request);
      FaultyServer.write(socket, Arrays.copyOf(whole, (int) (whole.length * part)));
      throw new IOException("cut");
    };
  }

  /** The same with a reset instead of an end. */
  static Behaviour reset(Function<Request, byte[]> answer, double part) {
    return (request, socket) -> {
      byte[] whole = answer.apply(request);
      FaultyServer.write(socket, Arrays.copyOf(whole, (int) (whole.length * part)));
      socket.setSoLinger(true, 0);
      throw new IOException("reset");
    };
  }

  /** Nothing, until the other side has gone. */
  static Behaviour never() {
    return (request, socket) -> awaitEnd(socket);
  }

  /** Half an answer, then nothing. */
  static Behaviour stall(Function<Request, byte[]> answer, double part) {
    return (request, socket) -> {
      byte[] whole = answer.apply(request);
      FaultyServer.write(socket, Arrays.copyOf(whole, (int) (whole.length * part)));
      awaitEnd(socket);
    };
  }

  private static void awaitEnd(Socket socket) throws IOException {
    int ignored = socket.getInputStream().read(); // The client sends nothing more; it closes.
    throw new IOException("gone: " + ignored);
  }

  /** A few bytes at a time. */
  static Behaviour drip(Function<Request, byte[]> answer, int bytes, long millis) {
    return (request, socket) -> {
      byte[] whole = answer.apply(request);
      for (int i = 0; i < whole.length; i += bytes) {
        FaultyServer.write(socket, Arrays.copyOfRange(whole, i, Math.min(whole.length, i + bytes)));
        Thread.sleep(millis);
      }
    };
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return compressed.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What a map says of an id. */
  static Function<String, String> from(Map<String, String> rows) {
    return id -> rows.getOrDefault(id, "");
  }
}
