package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.ApiClient;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.OpenApiContract;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Request lines and headers no library would send: answered with the contract's error or a closed
 * connection.
 */
class RawSocketTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final OpenApiContract OPENAPI = OpenApiContract.load();
  private static final String AUTHORIZATION =
      "Authorization: " + TestServer.credentials(STUDIO) + "\r\n";

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\"}");
  }

  @AfterEach
  void theServerStillAnswers() {
    assertThat(SERVER.as(STUDIO).bulk(ids("m")).ids()).containsExactly("m");
  }

  private static RawAnswer send(String request) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      return socket.send(request).answer();
    }
  }

  private static String get(String target, String version, String... headers) {
    return "GET "
        + target
        + " "
        + version
        + "\r\n"
        + AUTHORIZATION
        + String.join("", headers)
        + "\r\n";
  }

  /** The contract's error with one of these statuses, or a closed connection. */
  static void assertRefused(RawAnswer answer, Integer... statuses) {
    if (answer.status() == 0) {
      return;
    }
    assertThat(answer.status()).isIn(List.of(statuses));
    assertThat(answer.complete()).isTrue();
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Server")).isEmpty();
    OPENAPI.checkValue("#/components/schemas/Error", answer.body());
    String text = answer.text().toLowerCase(Locale.ROOT);
    assertThat(text).doesNotContain("<html", "exception", "\tat ", "jetty", "java.");
  }

  @ParameterizedTest
  @CsvSource({"'', false", "'Connection: close\r\n', false", "'Connection: keep-alive\r\n', true"})
  void http10IsAnsweredAndTheConnectionKeptOnlyIfAsked(String header, boolean kept) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer answer = socket.send(get("/v1/models/m", "HTTP/1.0", header)).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Transfer-Encoding")).isEmpty();
      if (kept) {
        assertThat(socket.send(get("/v1/limits", "HTTP/1.0", header)).answer().status())
            .isEqualTo(200);
      } else {
        assertThat(socket.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void http10GetsNoLinesSinceTheirEndCouldNotBeTold() {
    String body = TestServer.text(ids("m"));
    String request =
        "POST /v1/models/get-bulk HTTP/1.0\r\n"
            + AUTHORIZATION
            + "Accept: %s\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (RawSocket lines = new RawSocket(SERVER.address());
        RawSocket object = new RawSocket(SERVER.address())) {
      RawAnswer refused = lines.send(request.formatted("application/x-ndjson")).answer();
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains("NDJSON needs HTTP/1.1");
      RawAnswer answer = object.send(request.formatted("application/json")).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).startsWith("{\"models\":[{\"id\":\"m\"");
    }
  }

  @Test
  void withoutAHostThereIsNoAnswerButAnError() {
    assertRefused(send(get("/v1/limits", "HTTP/1.1")), 400);
    assertRefused(send(get("/v1/limits", "HTTP/1.1", "Host: a\r\n", "Host: b\r\n")), 400);
    assertRefused(send(get("/v1/limits", "HTTP/1.1", "Host: a b\r\n")), 400);
    assertRefused(send(get("/v1/limits", "HTTP/1.1", "Host: a:b:c\r\n")), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET /v1/limits\r\n\r\n",
        "GET  HTTP/1.1\r\nHost: x\r\n\r\n",
        "G\u0000T /v1/limits HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/limits HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /v1/limits HTTP/2.0\r\nHost: x\r\n\r\n",
        "GET /v1/limits HTTP/1.1x\r\nHost: x\r\n\r\n",
        "GET /v1/limits FTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "GET v1/limits HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        "<html>\r\n\r\n",
        "{\"modelIds\":[]}\r\n\r\n",
        "get /v1/limits HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT example.test:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "TRACE /v1/limits HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/li mits HTTP/1.1\r\nHost: x\r\n\r\n"
      })
  void aBadRequestLineIsRefused(String request) {
    assertRefused(
        send(request.replace("Host: x\r\n", "Host: x\r\n" + AUTHORIZATION)),
        400,
        404,
        405,
        414,
        426);
  }

  @Test
  void anAbsoluteUriIsReadByItsPath() {
    assertThat(
            send(get("http://elsewhere.test/v1/models/m", "HTTP/1.1", "Host: elsewhere.test\r\n"))
                .status())
        .isEqualTo(200);
    RawAnswer bulk =
        send(
            "POST http://elsewhere.test/v1/models/get-bulk HTTP/1.1\r\nHost: elsewhere.test\r\n"
                + AUTHORIZATION
                + "Content-Length: 2\r\n\r\n{}");
    assertThat(bulk.text()).isEqualTo("{\"models\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/%",
        "/v1/models/%4",
        "/v1/models/%zz",
        "/v1/models/a%",
        "/v1/models/%00",
        "/v1/models/%u0041",
        "/v1/models/m?originalAssets=%zz",
        "/v1/limits?%",
        "/%",
        "/v1/models/%ff",
        "/v1/%zz/m"
      })
  void aBrokenEscapeIsRefused(String target) {
    RawAnswer answer = send(get(target, "HTTP/1.1", "Host: x\r\n"));
    assertThat(answer.status()).isNotZero();
    assertRefused(answer, 400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/\u00e9",
        "/v1/models/\u00c3\u00a9",
        "/v1/models/\u0001",
        "/v1/models/a\"b<c>",
        "/v1/models/{m}|^`",
        "/v1/models/a\\b"
      })
  void rawBytesInAPathAreNamedOrRefused(String target) {
    assertRefused(send(get(target, "HTTP/1.1", "Host: x\r\n")), 400, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../v1/limits",
        "/v1/../../etc/passwd",
        "/v1/models/..",
        "/v1/models/../limits",
        "/./v1/limits",
        "/v1/models/%2e%2e/x",
        "//v1//limits",
        "/v1/limits/.",
        "/v1/limits;a=b",
        "/v1;a/limits",
        "\\v1\\limits"
      })
  void aPathThatClimbsIsNeverMoreThanARoute(String target) {
    RawAnswer answer = send(get(target, "HTTP/1.1", "Host: x\r\n"));
    if (answer.status() != 200) {
      assertRefused(answer, 400, 404);
    } else {
      assertThat(answer.text()).contains("modelIdsPerRequest");
    }
  }

  @Test
  void anOverlongUriIsRefused() {
    for (int length : List.of(8193, 12_000, 20_000, 200_000)) {
      RawAnswer answer = send(get("/v1/models/" + "x".repeat(length), "HTTP/1.1", "Host: x\r\n"));
      assertRefused(answer, 414);
    }
  }

  @Test
  void headersTooLargeOrTooManyAreRefused() {
    assertRefused(
        send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n", "X: " + "y".repeat(20_000) + "\r\n")),
        431);
    assertRefused(
        send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n", "X: y\r\n".repeat(20_000))), 431);
    assertRefused(
        send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n", "y".repeat(20_000) + ": z\r\n")), 431);
    assertThat(send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n", "X: y\r\n".repeat(1000))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: a\u0000b\r\n",
        "X\u0000: y\r\n",
        "X: a\u0001b\r\n",
        "X: a\u007fb\r\n",
        "X : y\r\n",
        ": y\r\n",
        "X\r\n",
        "X y\r\n",
        " X: y\r\n",
        "X: a\rb\r\n",
        "(X): y\r\n",
        "X: a\r\n folded\r\n",
        "X: \u00e9\r\n",
        "X: a\u000bb\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "Content-Length: 1,2\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 0x10\r\n",
        "Content-Length: +1\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: bogus\r\n",
        "Expect: tea\r\n"
      })
  void aBadHeaderIsIgnoredOrRefused(String header) {
    RawAnswer answer = send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n", header));
    if (answer.status() != 200) {
      assertRefused(answer, 400, 417);
    }
  }

  @Test
  void lonelyLineFeedsAreLinesOrRefused() {
    RawAnswer answer = send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n").replace("\r\n", "\n"));
    if (answer.status() != 200) {
      assertRefused(answer, 400);
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() {
    for (int i = 0; i < 20; i++) {
      SERVER.model(STUDIO, "{\"id\":\"p%d\",\"type\":\"custom\"}".formatted(i));
    }
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      if (i % 2 == 0) {
        requests.append(get("/v1/models/p" + i, "HTTP/1.1", "Host: x\r\n"));
      } else {
        String body = TestServer.text(ids("p" + i));
        requests.append(
            "POST /models/get-bulk HTTP/1.1\r\nHost: x\r\n"
                + AUTHORIZATION
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
      }
    }
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(requests.toString());
      for (int i = 0; i < 20; i++) {
        RawAnswer answer = socket.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("{\"id\":\"p" + i + "\",");
      }
    }
  }

  @Test
  void aRefusalAmongPipelinedRequestsDoesNotShiftTheOthers() {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      String bad =
          "POST /models/get-bulk HTTP/1.1\r\nHost: x\r\n"
              + AUTHORIZATION
              + "Content-Length: 5\r\n\r\nGET /";
      String unknown =
          "POST /nothing HTTP/1.1\r\nHost: x\r\n"
              + AUTHORIZATION
              + "Content-Length: 5\r\n\r\nGET /";
      socket.send(
          bad
              + get("/v1/models/m", "HTTP/1.1", "Host: x\r\n")
              + unknown
              + get("/v1/models/m", "HTTP/1.1", "Host: x\r\n"));
      assertRefused(socket.answer(), 400);
      assertThat(socket.answer().text()).contains("\"id\":\"m\"");
      assertRefused(socket.answer(), 404, 405);
      RawAnswer last = socket.answer();
      assertThat(last.status()).isIn(200, 0);
    }
  }

  @Test
  void headAnswersHaveNoBodyOnTheWire() {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(get("/v1/models/nowhere", "HTTP/1.1", "Host: x\r\n").replaceFirst("GET", "HEAD"));
      String head = socket.headOnly();
      assertThat(head).startsWith("HTTP/1.1 404 ");
      socket.send(get("/v1/limits", "HTTP/1.1", "Host: x\r\n"));
      assertThat(socket.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void theHostHeaderChangesNothing() {
    ApiClient client = SERVER.as(STUDIO);
    RawAnswer answer = send(get("/v1/models/m", "HTTP/1.1", "Host: evil.test:1\r\n"));
    assertThat(answer.text()).isEqualTo(client.model("m").text());
  }
}
