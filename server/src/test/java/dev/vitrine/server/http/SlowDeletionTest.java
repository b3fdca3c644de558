package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.testkit.HookedStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody changes and deletes a model while another is about to delete it. */
class SlowDeletionTest {
  private final HookedStore store = new HookedStore();
  @AutoClose private final TestServer server = TestServer.start(store, Settings.onLoopback());

  @BeforeEach
  void fill() {
    server.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\",\"name\":\"old\"}");
    server.awaitLists();
  }

  private Answer call(String method, String path, String body) {
    return server.as(STUDIO).call(method, path, body);
  }

  @Test
  void whatWasAcknowledgedBeforeTheFasterDeletionIsRestored() {
    store.beforeTrashOnce(() -> {
      assertThat(call("PUT", "/models/m", "{\"name\":\"new\"}").status()).isEqualTo(200);
      assertThat(call("DELETE", "/models/m", "").status()).isEqualTo(200);
    });
    assertThat(call("DELETE", "/models/m", "").status()).isEqualTo(404);
    ApiClient trash = server.as(STUDIO).query("status=deleted");
    assertThat(trash.get("/models").rows().getFirst().text("name")).isEqualTo("new");
    assertThat(call("POST", "/models/m/restore", "").model().text("name")).isEqualTo("new");
  }

  @Test
  void whatWasRestoredMeanwhileIsDeletedAsItIsThen() {
    store.beforeTrashOnce(() -> {
      assertThat(call("DELETE", "/models/m", "").status()).isEqualTo(200);
      assertThat(call("POST", "/models/m/restore", "").status()).isEqualTo(200);
      assertThat(call("PUT", "/models/m", "{\"name\":\"new\"}").status()).isEqualTo(200);
    });
    assertThat(call("DELETE", "/models/m", "").status()).isEqualTo(200);
    assertThat(call("POST", "/models/m/restore", "").model().text("name")).isEqualTo("new");
  }

  @Test
  void aSlowRestoreBringsBackWhatWasAcknowledgedLast() {
    assertThat(call("DELETE", "/models/m", "").status()).isEqualTo(200);
    store.beforeModelPutOnce(() -> {
      assertThat(call("POST", "/models/m/restore", "").status()).isEqualTo(200);
      assertThat(call("PUT", "/models/m", "{\"name\":\"new\"}").status()).isEqualTo(200);
      assertThat(call("DELETE", "/models/m", "").status()).isEqualTo(200);
    });
    assertThat(call("POST", "/models/m/restore", "").model().text("name")).isEqualTo("new");
    assertThat(server.as(STUDIO).model("m").model().text("name")).isEqualTo("new");
    assertThat(server.as(STUDIO).query("status=deleted").get("/models").ids()).isEmpty();
  }
}
