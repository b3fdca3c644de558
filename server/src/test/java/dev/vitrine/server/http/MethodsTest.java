package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefixes, methods, and what there is not (contract section 1, "Routes" and "Errors"). */
class MethodsTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\"}");
  }

  @Test
  void bothPrefixesAnswerAlike() {
    ApiClient versioned = SERVER.as(STUDIO);
    ApiClient plain = versioned.unversioned();
    assertThat(plain.bulk(ids("m")).text()).isEqualTo(versioned.bulk(ids("m")).text());
    for (String path : List.of("/models/m", "/limits", "/healthz", "/readyz")) {
      assertThat(plain.get(path).status()).isEqualTo(200);
      assertThat(plain.get(path).text()).isEqualTo(versioned.get(path).text());
    }
    assertThat(plain.get("/metrics").status()).isEqualTo(200);
    assertThat(plain.get("/v1/v1/limits").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/models/m", "/models/nowhere", "/limits", "/healthz", "/readyz", "/metrics"})
  void headIsGetWithoutItsBody(String path) {
    Answer get = SERVER.as(STUDIO).get(path);
    Answer head = SERVER.as(STUDIO).call("HEAD", path);
    assertThat(head.status()).isEqualTo(get.status());
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
  }

  @ParameterizedTest(name = "{0} {1}: allowed are {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/limits|GET, HEAD",
        "PUT|/healthz|GET, HEAD",
        "DELETE|/readyz|GET, HEAD",
        "PATCH|/metrics|GET, HEAD",
        "PATCH|/models/get-bulk|POST",
        "PATCH|/models/m|GET, HEAD, PUT, DELETE"
      })
  void anotherMethodIsNotAllowedAndTheAnswerSaysWhichAre(
      String method, String path, String allowed) {
    for (ApiClient client : List.of(SERVER.as(STUDIO), SERVER.as(STUDIO).unversioned())) {
      Answer answer = client.call(method, path);
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.code()).isEqualTo("METHOD_NOT_ALLOWED");
      assertThat(List.of(answer.header("Allow").split(", ")))
          .containsAll(List.of(allowed.split(", ")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/nothing",
        "/models/m/nothing",
        "/models/m/",
        "/limits/",
        "//limits",
        "/v2/limits",
        "/LIMITS",
        "/models//",
        "/models/get-bulk/",
        "/v1",
        "/v1/",
        "/favicon.ico",
        "/index.html",
        "/models/m/description/x"
      })
  void whatThereIsNotIsNotFound(String path) {
    Answer answer = SERVER.as(STUDIO).unversioned().get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models/get%2Dbulk",
        "/models/get-bulk;x=y",
        "/models//get-bulk",
        "/models/get-bulk/",
        "/%6dodels/get-bulk"
      })
  void onlyThePathItselfIsABulkRead(String path) {
    Answer answer =
        SERVER
            .as(STUDIO)
            .send(
                SERVER
                    .as(STUDIO)
                    .request(path)
                    .POST(BodyPublishers.ofString(TestServer.text(ids("m")))));
    assertThat(answer.status()).isBetween(404, 405);
  }

  @Test
  void aBodyOnAGetIsIgnored() {
    for (String body : List.of("{}", "not json", "{\"originalAssets\":1}")) {
      ApiClient client = SERVER.as(STUDIO);
      Answer answer =
          client.send(client.request("/models/m").method("GET", BodyPublishers.ofString(body)));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo(client.model("m").text());
    }
  }

  @Test
  void successesAreNotKeptByOthers() {
    assertThat(SERVER.as(STUDIO).bulk(ids("m")).header("Cache-Control")).isEqualTo("no-store");
    assertThat(SERVER.as(STUDIO).model("m").header("Cache-Control")).contains("private");
    assertThat(SERVER.as(STUDIO).model("nowhere").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void theServerDoesNotSayWhatItIsMadeOf() {
    for (Answer answer :
        List.of(
            SERVER.as(STUDIO).bulk("{}"),
            SERVER.as(STUDIO).get("/nothing"),
            SERVER.stranger().get("/limits"))) {
      assertThat(answer.header("Server")).isEmpty();
      assertThat(answer.header("X-Powered-By")).isEmpty();
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aTraceIdOfTheClientIsAnswered() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Answer own =
        SERVER
            .as(STUDIO)
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .get("/nothing");
    assertThat(own.json().text("traceId")).isEqualTo(trace);
    for (String bad :
        List.of(
            "x",
            "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
            "00-" + trace.toUpperCase(Locale.ROOT) + "-00f067aa0ba902b7-01")) {
      assertThat(
              SERVER.as(STUDIO).header("traceparent", bad).get("/nothing").json().text("traceId"))
          .matches("[0-9a-f]{32}")
          .isNotEqualTo(trace);
    }
  }
}
