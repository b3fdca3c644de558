package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.testkit.OpenApiContract.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge itself: what it lets pass and what it does not. */
class OpenApiContractTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final String ERROR =
      "{\"reason\":\"r\",\"message\":\"r\",\"status\":\"error\",\"code\":\"NOT_FOUND\",\"traceId\":\"t\"}";
  private static final String OUTCOMES =
      "{\"outcomes\":{\"notFound\":[],\"notModified\":[],\"unprocessed\":[],\"etags\":{}}}";

  static Stream<Answer> described() {
    return Stream.of(
        json(
            "POST",
            "/v1/models/get-bulk",
            200,
            "{\"models\":[{\"id\":\"a\",\"type\":\"custom\"}]}"),
        lines("{\"id\":\"a\",\"type\":\"custom\"}\n" + OUTCOMES + "\n"),
        lines(""),
        json("POST", "/models/get-bulk", 400, ERROR),
        json("GET", "/v1/models/a", 404, ERROR),
        json("GET", "/v1/healthz", 200, "{\"status\":\"ok\"}"),
        json("GET", "/models/public/a", 404, ERROR),
        json("DELETE", "/v1/models/a/presets/b%2Fc", 200, "{}"),
        json("PUT", "/models/a/tags", 200, "{\"added\":[],\"deleted\":[\"b\"]}"),
        new Answer("GET", "/openapi.yaml", 304, Map.of("ETag", List.of("\"0f\"")), bytes("")),
        json("PATCH", "/v1/healthz", 405, ERROR),
        json("GET", "/no/such/path", 404, ERROR));
  }

  static Stream<Answer> notDescribed() {
    return Stream.of(
        json("POST", "/v1/models/get-bulk", 200, "{\"models\":[{\"type\":\"custom\"}]}"),
        json("POST", "/v1/models/get-bulk", 200, "{\"models\":[{\"id\":7,\"type\":\"custom\"}]}"),
        json("POST", "/v1/models/get-bulk", 200, "{\"models\":null}"),
        json("POST", "/v1/models/get-bulk", 200, "{\"models\":["),
        json("POST", "/v1/models/get-bulk", 200, "{\"models\":[],\"outcomes\":{}}"),
        json("POST", "/v1/models/get-bulk", 418, ERROR),
        json("GET", "/models/public", 200, "{\"model\":{}}"),
        json("DELETE", "/v1/models/a/presets/b", 200, "{\"preset\":{}}"),
        json("PUT", "/models/a/tags", 200, "{\"added\":[]}"),
        new Answer("GET", "/openapi.yaml", 304, Map.of(), bytes("openapi: 3.1.0")),
        json("GET", "/v1/models/a", 200, "{\"model\":{\"id\":\"a\",\"type\":\"custom\"}}"),
        json("GET", "/v1/models/a", 404, ERROR.replace("NOT_FOUND", "LOST")),
        json("GET", "/no/such/path", 404, "{}"),
        json("GET", "/no/such/path", 200, "{}"),
        lines("{\"id\":\"a\",\"type\":\"custom\"}"),
        lines("{\"outcomes\":{}}\n"),
        new Answer(
            "GET",
            "/v1/healthz",
            200,
            Map.of("Content-Type", List.of("text/html")),
            bytes("<html>")),
        new Answer("GET", "/nowhere", 404, Map.of(), bytes(ERROR)));
  }

  @ParameterizedTest
  @MethodSource("described")
  void whatIsDescribedPasses(Answer answer) {
    assertThatCode(() -> CONTRACT.check(answer)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("notDescribed")
  void whatIsNotDescribedFails(Answer answer) {
    assertThatThrownBy(() -> CONTRACT.check(answer)).isInstanceOf(AssertionError.class);
  }

  @Test
  void numbersAreReadWithoutLosingDigits() {
    assertThat(OpenApiContract.parse(bytes("[1.00,1e400]")).toString()).isEqualTo("[1.00,1E+400]");
  }

  private static Answer json(String method, String path, int status, String body) {
    return new Answer(
        method, path, status, Map.of("content-type", List.of("application/json")), bytes(body));
  }

  private static Answer lines(String body) {
    return new Answer(
        "POST",
        "/v1/models/get-bulk",
        200,
        Map.of("Content-Type", List.of("application/x-ndjson")),
        bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
