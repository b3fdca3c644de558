package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.testkit.HookedStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row a line (contract section 2, {@code Accept: application/x-ndjson}). */
class NdjsonTest extends OnEverySurface {
  private static final HookedStore STORE = new HookedStore();

  @AutoClose
  private static final TestServer SERVER = TestServer.start(STORE, Settings.onLoopback());

  @BeforeAll
  static void fill() {
    for (int i = 0; i < 1100; i++) {
      SERVER.model(
          STUDIO, "{\"id\":\"m%d\",\"type\":\"custom\",\"name\":\"line\\nfeed\"}".formatted(i));
    }
  }

  @BeforeEach
  void startCold() {
    STORE.beforeModels(keys -> {});
    SERVER.server().cache().invalidateAll();
  }

  private static List<String> many() {
    return IntStream.range(0, 1100).mapToObj(i -> "m" + i).toList();
  }

  @Test
  void everyRowIsALineOfItsOwnInTheOrderAsked() {
    Answer lines = SERVER.as(STUDIO).ndjson().bulk(ids("m7", "nowhere", "m3", "m7"));
    assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(lines.text()).endsWith("\n");
    assertThat(lines.text().lines()).hasSize(2);
    assertThat(lines.ids()).containsExactly("m7", "m3");
    assertThat(lines.rowTexts()).isEqualTo(SERVER.as(STUDIO).bulk(ids("m7", "m3")).rowTexts());
  }

  @Test
  void noRowsAreNoLines() {
    Answer lines = SERVER.as(STUDIO).ndjson().bulk("{}");
    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.body()).isEmpty();
  }

  @Test
  void theReportIsTheLastLine() {
    Answer lines = SERVER.as(STUDIO).ndjson().query("report=true").bulk(ids("m1", "nowhere"));
    assertThat(lines.lines().getLast().members()).containsOnlyKeys("outcomes");
    assertThat(lines.outcome("notFound")).containsExactly("nowhere");
    assertThat(lines.ids()).containsExactly("m1");

    JsonObject held = JsonObject.of("m1", new JsonString(lines.etag("m1")));
    Answer again = SERVER.as(STUDIO).ndjson().bulk(ids("m1").with("ifNoneMatch", held));
    assertThat(again.lines()).hasSize(1);
    assertThat(again.outcome("notModified")).containsExactly("m1");
  }

  @Test
  void flagsAndFieldsShapeLinesToo() {
    JsonObject minimal = ids("m1").with("minimal", JsonBoolean.TRUE);
    assertThat(SERVER.as(STUDIO).ndjson().bulk(minimal).rowTexts())
        .containsExactly("{\"id\":\"m1\",\"name\":\"line\\nfeed\",\"type\":\"custom\"}");
    assertThat(SERVER.as(STUDIO).ndjson().query("fields=tags").bulk(ids("m1")).rowTexts())
        .containsExactly("{\"id\":\"m1\",\"tags\":[]}");
  }

  @ParameterizedTest(name = "Accept: {0} is answered as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/x-ndjson|application/x-ndjson",
        "APPLICATION/X-NDJSON|application/x-ndjson",
        "application/x-ndjson;q=0.9, application/json;q=0.5|application/x-ndjson",
        "application/json, application/x-ndjson;q=0.5|application/json",
        "application/x-ndjson;q=0|application/json",
        "*/*|application/json",
        "text/html|application/json",
        "application/*|application/json"
      })
  void theFormIsTheOnePreferred(String accept, String type) {
    assertThat(SERVER.as(STUDIO).header("Accept", accept).bulk(ids("m1")).header("Content-Type"))
        .isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"modelIds\":[1]}"})
  void anErrorBeforeTheFirstByteIsAnError(String body) {
    Answer answer = SERVER.as(STUDIO).ndjson().bulk(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-ndjson"})
  void aStoreThatFailsAtOnceIsAnErrorThatMayPass(String accept) {
    STORE.beforeModels(failFor("m1"));
    for (String encoding : List.of("identity", "gzip")) {
      Answer answer =
          SERVER
              .as(STUDIO)
              .header("Accept", accept)
              .header("Accept-Encoding", encoding)
              .bulk(ids("m1"));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("UNAVAILABLE");
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(answer.header("Content-Encoding")).isEmpty();
    }
    assertThat(SERVER.as(STUDIO).model("m1").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void aFailureAfterTheFirstByteNeverEndsCleanly(String encoding) {
    STORE.beforeModels(failFor("m1099"));
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer answer = socket.send(request(encoding)).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(answer.body()).as("the first chunk was sent").isNotEmpty();
      assertThat(answer.complete()).as("the final chunk is missing").isFalse();
      assertThat(socket.isClosedByServer()).isTrue();
      assertThat(answer.text()).doesNotContain("UNAVAILABLE");
    }
    STORE.beforeModels(keys -> {});
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      assertThat(socket.send(request(encoding)).answer().complete())
          .as("without the failure it ends")
          .isTrue();
    }
  }

  /** Told by what is read, not by how often: the index reads models too. */
  private static Consumer<List<Key>> failFor(String id) {
    return keys -> {
      if (keys.stream().anyMatch(key -> key.id().equals(id))) {
        throw new StoreException("The store was told to fail.");
      }
    };
  }

  private static String request(String encoding) {
    String body = TestServer.text(ids(many()));
    return "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.credentials(STUDIO)
        + "\r\nAccept: application/x-ndjson\r\nAccept-Encoding: "
        + encoding
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
