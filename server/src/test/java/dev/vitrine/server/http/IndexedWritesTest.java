package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.TestServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a write costs the cache of rows and the index: its own model, and nothing beside it. */
class IndexedWritesTest {
  private static final List<String> MODELS = IntStream.range(0, 50).mapToObj(i -> "m" + i).toList();

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void fill() {
    MODELS.forEach(
        id -> server.model(STUDIO, "{\"id\":\"" + id + "\",\"type\":\"custom\",\"name\":\"n\"}"));
    server.awaitFollowed();
    server.awaitLists();
    assertThat(server.as(STUDIO).bulk(ids(MODELS)).ids()).isEqualTo(MODELS);
  }

  @Test
  void anUpdateCostsOneRowAndReplacesOneDocument() {
    long documents = indexed();
    written("PUT", "/models/m7", "{\"name\":\"changed\"}");
    assertOneRowIsReadAgain();
    assertThat(indexed()).isEqualTo(documents);
    written("PUT", "/models/m7/tags", "{\"add\":[\"one more\"]}");
    assertOneRowIsReadAgain();
    assertThat(indexed()).isEqualTo(documents);
    assertThat(server.as(STUDIO).query("tags=one%20more").get("/models").ids())
        .containsExactly("m7");
  }

  @Test
  void deletingTakesOneDocumentToTheTrashAndRestoringBringsItBack() {
    long documents = indexed();
    written("DELETE", "/models/m7", "");
    assertThat(server.server().cache().size()).as("rows that stay").isEqualTo(49);
    assertThat(indexed()).isEqualTo(documents);
    written("POST", "/models/m7/restore", "");
    assertOneRowIsReadAgain();
    assertThat(indexed()).isEqualTo(documents);
  }

  @Test
  void creatingAddsOneDocumentAndCostsNoRow() {
    long documents = indexed();
    written("POST", "/models", "{\"name\":\"another\"}");
    assertThat(indexed()).isEqualTo(documents + 1);
    server.awaitLists();
    server.store().reset();
    assertThat(server.as(STUDIO).bulk(ids(MODELS)).ids()).hasSize(50);
    assertThat(server.store().keys()).as("models that had left the cache").isLessThanOrEqualTo(1);
  }

  private void written(String method, String path, String body) {
    Answer answer = server.as(STUDIO).call(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** The number of documents once lists show what was written. */
  private long indexed() {
    assertThat(server.as(STUDIO).get("/models").status()).isEqualTo(200);
    return server.server().index().state().documents();
  }

  private void assertOneRowIsReadAgain() {
    assertThat(server.server().cache().size()).as("rows that stay").isEqualTo(49);
    server.awaitLists(); // The index reads what was written too: that is not to be counted.
    server.store().reset();
    assertThat(server.as(STUDIO).bulk(ids(MODELS)).ids()).isEqualTo(MODELS);
    assertThat(server.store().fetches()).isEqualTo(1);
    assertThat(server.store().keys()).as("models that had left the cache").isEqualTo(1);
  }
}
