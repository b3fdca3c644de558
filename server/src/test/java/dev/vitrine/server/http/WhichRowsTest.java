package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Key;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows come, and in which order (contract section 2, "Which rows" and "Cap"). */
class WhichRowsTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    for (String id : List.of("a", "b", "c", "deleted")) {
      SERVER.model(STUDIO, model(id, "private"));
    }
    SERVER.model(RIVAL, model("theirs", "private"));
    SERVER.model(RIVAL, model("theirs-unlisted", "unlisted"));
    SERVER.model(RIVAL, model("theirs-public", "public"));
    SERVER.delete(Key.model("deleted"));
  }

  private static String model(String id, String privacy) {
    return "{\"id\":\"%s\",\"type\":\"custom\",\"privacy\":\"%s\"}".formatted(id, privacy);
  }

  @Test
  void rowsComeInTheOrderOfTheIds() {
    assertThat(SERVER.as(STUDIO).bulk(ids("c", "a", "b")).ids()).containsExactly("c", "a", "b");
    assertThat(SERVER.as(STUDIO).bulk(ids("b", "c", "a")).ids()).containsExactly("b", "c", "a");
  }

  @Test
  void aRepeatedIdCountsOnceAndWhereItFirstStood() {
    assertThat(SERVER.as(STUDIO).bulk(ids("b", "a", "b", "b", "c", "a")).ids())
        .containsExactly("b", "a", "c");
  }

  @Test
  void whatIsMissingForbiddenOrDeletedIsLeftOut() {
    Answer answer =
        SERVER
            .as(STUDIO)
            .bulk(ids("nowhere", "theirs", "a", "deleted", "theirs-unlisted", "theirs-public"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.ids()).containsExactly("a", "theirs-unlisted", "theirs-public");
  }

  @Test
  void idsAreComparedExactly() {
    assertThat(SERVER.as(STUDIO).bulk(ids("A", " a", "a ", "a\t", "á")).rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \r\n\t ",
        "{}",
        "{\"modelIds\":null}",
        "{\"modelIds\":[]}",
        "{\"unknown\":{\"modelIds\":[\"a\"]}}",
        "\uFEFF{}"
      })
  void withoutIdsThereAreNoRows(String body) {
    for (ApiClient client : List.of(SERVER.as(STUDIO), SERVER.as(STUDIO).unversioned())) {
      Answer answer = client.bulk(body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo("{\"models\":[]}");
    }
  }

  @Test
  void withoutABodyThereAreNoRows() {
    Answer answer =
        SERVER
            .as(STUDIO)
            .send(SERVER.as(STUDIO).request("/models/get-bulk").POST(BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"models\":[]}");
  }

  @Test
  void unknownFieldsOfTheBodyAreIgnored() {
    assertThat(
            SERVER
                .as(STUDIO)
                .bulk("{\"limit\":1,\"modelIds\":[\"a\",\"b\"],\"x\":[{\"y\":null}]}")
                .ids())
        .containsExactly("a", "b");
  }

  @Test
  void aThousandDistinctIdsAreTheMost() {
    assertThat(SERVER.as(STUDIO).bulk(ids(distinct(1000))).status()).isEqualTo(200);

    Answer refused = SERVER.as(STUDIO).bulk(ids(distinct(1001)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("TOO_MANY_IDS");
    assertThat(refused.reason()).isEqualTo("Too many modelIds provided in a single request");
    assertThat(refused.detail("limit")).isEqualTo(1000);
    assertThat(refused.detail("received")).isEqualTo(1001);
  }

  @Test
  void repeatedIdsDoNotCountTowardsTheCap() {
    List<String> ids = new ArrayList<>(distinct(999));
    ids.addAll(distinct(999));
    ids.add("a");
    assertThat(SERVER.as(STUDIO).bulk(ids(ids)).ids()).containsExactly("a");
  }

  @Test
  void tenThousandIdsAreTheMostAsLines() {
    assertThat(SERVER.as(STUDIO).ndjson().bulk(ids(distinct(10_000))).status()).isEqualTo(200);

    Answer refused = SERVER.as(STUDIO).ndjson().bulk(ids(distinct(10_001)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("TOO_MANY_IDS");
    assertThat(refused.detail("limit")).isEqualTo(10_000);
    assertThat(refused.detail("received")).isEqualTo(10_001);
  }

  private static List<String> distinct(int count) {
    return IntStream.range(0, count).mapToObj(i -> "none-" + i).toList();
  }
}
