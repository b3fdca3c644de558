package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of every form, in bodies and in paths (contract section 1, "Ids"). */
class IdsTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  static Stream<String> strange() {
    return Stream.of(
        "model_KvjAuAhHfRYsp72EjqEvTTQ3",
        "model_uthana-text-to-motion-3.0",
        "flux.1-dev",
        "a/b",
        "/",
        "//",
        "../../etc/passwd",
        "a\\b",
        "..\\..\\x",
        ".",
        "..",
        "...",
        "?",
        "a?b=c&d",
        "#",
        "%",
        "%41",
        "%2F",
        "100%",
        "+",
        "a+b",
        " ",
        " a b ",
        "\"",
        "'",
        "a\"b'c",
        ";jsessionid=1",
        "a;b=c",
        ":",
        "a:b@c",
        "*",
        "{modelId}",
        "<b>",
        "&amp;",
        "|",
        "^`~",
        "[x]",
        "\t",
        "\n",
        "\r\nX-Injected: yes",
        "\u007f",
        "é",
        "e\u0301",
        "模型",
        "\u202e",
        "\ufeff",
        "\uffff",
        "😀",
        "👩‍👩‍👧",
        "null",
        "true",
        "0",
        "get-bulk",
        "__proto__",
        "constructor",
        "x".repeat(256),
        "é".repeat(256),
        "😀".repeat(256));
  }

  @BeforeAll
  static void fill() {
    strange().forEach(IdsTest::store);
  }

  /** Stores a model that is named as its id. */
  private static void store(String id) {
    String text = TestServer.text(new JsonString(id));
    SERVER.model(STUDIO, "{\"id\":" + text + ",\"type\":\"custom\",\"name\":" + text + "}");
  }

  @ParameterizedTest
  @MethodSource("strange")
  void anyIdIsReadInBulk(String id) {
    Answer answer = SERVER.as(STUDIO).query("report").bulk(ids(id, id + "x"));
    if (id.codePointCount(0, id.length()) == 256) {
      assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
      answer = SERVER.as(STUDIO).query("report").bulk(ids(id));
    }
    assertThat(answer.ids()).containsExactly(id);
    assertThat(answer.row().text("name")).isEqualTo(id);
    assertThat(answer.etag(id)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("strange")
  void anyIdIsReadSingly(String id) {
    for (ApiClient client : List.of(SERVER.as(STUDIO), SERVER.as(STUDIO).unversioned())) {
      Answer answer = client.model(id);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.model().text("name")).isEqualTo(id);
      assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
    }
  }

  @Test
  void allAtOnceInTheirOrder() {
    List<String> all = strange().toList();
    assertThat(SERVER.as(STUDIO).bulk(ids(all)).ids()).isEqualTo(all);
    assertThat(SERVER.as(STUDIO).ndjson().bulk(ids(all.reversed())).ids())
        .isEqualTo(all.reversed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%2Fc",
        "%255C",
        "%252E%252E",
        "%2B%2B",
        "%00x",
        "no%20where",
        "%F0%9F%98%81",
        "GET-BULK"
      })
  void whatIsNotThereIsNamedInTheAnswer(String path) {
    Answer answer = SERVER.as(STUDIO).get("/models/" + path);
    if (path.contains("%00")) {
      assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
      return;
    }
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("NOT_FOUND");
    String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    assertThat(answer.reason()).isEqualTo("Model " + decoded + " not found");
  }

  @Test
  void aPathIsDecodedOnce() {
    assertThat(SERVER.as(STUDIO).get("/models/%2541").model().text("id")).isEqualTo("%41");
    assertThat(SERVER.as(STUDIO).get("/models/%41").status()).as("the id A").isEqualTo(404);
  }

  @Test
  void aPlusInAPathIsAPlus() {
    assertThat(SERVER.as(STUDIO).get("/models/a+b").model().text("id")).isEqualTo("a+b");
    assertThat(SERVER.as(STUDIO).get("/models/a%2Bb").model().text("id")).isEqualTo("a+b");
  }

  @Test
  void anIdOfMoreThan256CharactersIsRefused() {
    Answer answer = SERVER.as(STUDIO).model("x".repeat(257));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(answer.details().text("field")).isEqualTo("modelId");
    assertThat(SERVER.as(STUDIO).model("😀".repeat(257)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "%C0%AF", "%ED%A0%80", "a%E2%82"})
  void aPathThatIsNotUtf8IsRefused(String path) {
    Answer answer = SERVER.as(STUDIO).get("/models/" + path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
  }
}
