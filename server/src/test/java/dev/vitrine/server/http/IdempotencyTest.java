package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creates repeated under an {@code Idempotency-Key}. */
class IdempotencyTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  private static ApiClient keyed(String project, String key) {
    return SERVER.as(project).header("Idempotency-Key", key);
  }

  @Test
  void aRepeatedCreateAnswersAsTheFirstDidWhateverHappenedSince() {
    ApiClient client = keyed(STUDIO, "first-key");
    String body = "{\"name\":\"Once\"}";
    Answer first = client.call("POST", "/models", body);
    String id = String.valueOf(first.model().text("id"));
    assertThat(client.call("POST", "/models", body).text()).isEqualTo(first.text());
    SERVER.as(STUDIO).call("PUT", "/models/" + id, "{\"name\":\"Changed\"}");
    Answer again = client.call("POST", "/models", body);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    SERVER.as(STUDIO).call("DELETE", "/models/" + id);
    assertThat(client.call("POST", "/models", body).text()).isEqualTo(first.text());
    assertThat(SERVER.as(STUDIO).model(id).status()).isEqualTo(404);
  }

  @Test
  void aKeyIsForOneRequestOfOneProject() {
    Answer first = keyed(STUDIO, "shared").call("POST", "/models", "{\"name\":\"A\"}");
    Answer other = keyed(STUDIO, "shared").call("POST", "/models", "{\"name\":\"B\"}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.details().text("field")).isEqualTo("Idempotency-Key");
    Answer elsewhere = keyed(RIVAL, "shared").call("POST", "/models", "{\"name\":\"A\"}");
    assertThat(elsewhere.model().text("id")).isNotEqualTo(first.model().text("id"));
  }

  @Test
  void aRefusedCreateCanBeRepeated() {
    ApiClient client = keyed(STUDIO, "refused");
    assertThat(client.call("POST", "/models", "{\"type\":\"none\"}").status()).isEqualTo(400);
    assertThat(client.call("POST", "/models", "{\"type\":\"none\"}").status()).isEqualTo(400);
  }

  @Test
  void copiesAreRepeatedToo() {
    SERVER.model(STUDIO, "{\"id\":\"original\",\"type\":\"custom\"}");
    ApiClient client = keyed(STUDIO, "copied");
    Answer first = client.call("POST", "/models/original/copy");
    assertThat(client.call("POST", "/models/original/copy").text()).isEqualTo(first.text());
  }

  @Test
  void manyAtOnceCreateOne() throws Exception {
    Callable<Answer> create =
        () -> keyed(STUDIO, "stampede").call("POST", "/models", "{\"name\":\"Stampede\"}");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all =
          threads.invokeAll(Stream.generate(() -> create).limit(16).toList());
      String id = String.valueOf(all.getFirst().get().model().text("id"));
      for (Future<Answer> one : all) {
        assertThat(one.get().status()).isEqualTo(200);
        assertThat(one.get().model().text("id")).isEqualTo(id);
      }
    }
    SERVER.awaitLists();
    assertThat(
            SERVER.as(STUDIO).query("pageSize=500").get("/models").rows().stream()
                .filter(row -> "Stampede".equals(row.text("name"))))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "tab\tbed"})
  void aKeyIsPrintable(String key) {
    Answer refused = keyed(STUDIO, key).call("POST", "/models", "{}");
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void aKeyHasABound() {
    assertThat(keyed(STUDIO, "k".repeat(256)).call("POST", "/models", "{}").status())
        .isEqualTo(400);
    assertThat(keyed(STUDIO, "k".repeat(255)).call("POST", "/models", "{}").status())
        .isEqualTo(200);
  }
}
