package dev.vitrine.server;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.testkit.OpenApiContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Someone who calls a server over HTTP. Every answer is held against {@code openapi.yaml}.
 * Immutable.
 */
public final class ApiClient {
  static final String NDJSON = "application/x-ndjson";
  private static final String BULK = "/models/get-bulk";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final OpenApiContract CONTRACT = OpenApiContract.load();

  private final HttpClient http;
  private final URI address;
  private final String prefix;
  private final String query;
  private final List<String> headers;

  private ApiClient(
      HttpClient http, URI address, String prefix, String query, List<String> headers) {
    this.http = http;
    this.address = address;
    this.prefix = prefix;
    this.query = query;
    this.headers = List.copyOf(headers);
  }

  /** Someone without credentials, at a server that runs wherever it may. */
  public ApiClient(HttpClient http, URI address) {
    this(http, address, "/v1", "", List.of());
  }

  /** Sends a header more. */
  public ApiClient header(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new ApiClient(http, address, prefix, query, more);
  }

  /** Sends this query: {@code report=true&fields=name}. */
  public ApiClient query(String raw) {
    return new ApiClient(http, address, prefix, "?" + raw, headers);
  }

  /** Calls the routes without the version prefix. */
  public ApiClient unversioned() {
    return new ApiClient(http, address, "", query, headers);
  }

  /** Asks for lines. */
  public ApiClient ndjson() {
    return header("Accept", NDJSON);
  }

  /** Takes compressed answers. */
  public ApiClient gzip() {
    return header("Accept-Encoding", "gzip");
  }

  /** The body that asks for these ids. */
  public static JsonObject ids(String... ids) {
    return ids(List.of(ids));
  }

  /** The body that asks for these ids. */
  public static JsonObject ids(List<String> ids) {
    return JsonObject.of("modelIds", JsonArray.ofStrings(ids));
  }

  public Answer bulk(Json body) {
    return bulk(TestServer.text(body));
  }

  /** A bulk read with any text as its body. */
  public Answer bulk(String body) {
    Answer answer =
        send(
            request(BULK)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    if (Surface.current() == Surface.SDK) {
      Answer byHand = answer;
      answer =
          SdkCall.of(address + prefix, query, headers, body)
              .map(call -> call.answer(byHand))
              .orElse(byHand);
    }
    if (answer.status() == 200) {
      String form =
          body.matches("(?s).*\"minimal\":\"?true.*")
              ? "MinimalModel"
              : query.contains("fields") ? "SelectedModel" : "Model";
      answer
          .rows()
          .forEach(
              row -> CONTRACT.checkValue("#/components/schemas/" + form, JsonWriter.write(row)));
    }
    return answer;
  }

  /** A single read. */
  public Answer model(String id) {
    return get("/models/" + encoded(id));
  }

  /**
   * A segment of a path, with everything percent-encoded that could be taken for something else.
   */
  public static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace(".", "%2E")
        .replace("*", "%2A");
  }

  /** A path without the version prefix. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** A request of any method, without a body. */
  public Answer call(String method, String path) {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  /** A request of any method, with JSON as its body. */
  public Answer call(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** A request without its body yet. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + prefix + path + query)).timeout(PATIENCE);
    return headers.isEmpty() ? request : request.headers(headers.toArray(String[]::new));
  }

  /** Sends and judges. */
  public Answer send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Answer answer = Answer.of(response.statusCode(), response.headers(), response.body());
    CONTRACT.check(
        new OpenApiContract.Answer(
            request.method(),
            request.uri().getRawPath(),
            answer.status(),
            answer.headers().map(),
            answer.body()));
    return answer;
  }
}
