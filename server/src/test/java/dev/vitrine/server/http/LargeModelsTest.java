package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.testkit.HookedStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of large models that are decoded at a time, one is over what fits, and no more. */
class LargeModelsTest {
  private static final Settings LOOPBACK = Settings.onLoopback();

  private final HookedStore store = new HookedStore();

  @AutoClose
  private final TestServer server =
      TestServer.start(
          store,
          new Settings(
              LOOPBACK.host(),
              0,
              null,
              ServerLimits.DEFAULT.withAdmission(new AdmissionLimits(10, 20, 100 << 20)),
              LOOPBACK.cacheBytes(),
              false,
              true));

  @BeforeEach
  void fill() {
    for (String id : List.of("a", "b", "c")) {
      server.model(
          STUDIO,
          "{\"id\":\"%s\",\"type\":\"custom\",\"extra\":\"%s\"}"
              .formatted(id, "x".repeat(1_000_000)));
    }
  }

  private Answer tag(String id) {
    return server.as(STUDIO).call("PUT", "/models/" + id + "/tags", "{\"add\":[\"t\"]}");
  }

  private Answer get(String part) {
    return server.as(STUDIO).get("/models/c/" + part);
  }

  @Test
  void whatNeedsATreeMoreIsRefusedUntilThereIsRoom() {
    List<Answer> done = new ArrayList<>();
    List<Answer> meanwhile = new ArrayList<>();
    store.beforeModelPutOnce(() -> {
      store.beforeModelPutOnce(() -> {
        meanwhile.add(tag("c"));
        meanwhile.add(server.as(STUDIO).call("POST", "/models/c/copy", "{}"));
        List.of("description", "examples", "presets").forEach(part -> meanwhile.add(get(part)));
      });
      done.add(tag("b"));
    });
    done.add(tag("a"));
    assertThat(done).hasSize(2).allMatch(answer -> answer.status() == 200);
    assertThat(meanwhile).hasSize(5).allMatch(answer -> answer.status() == 429);
    assertThat(tag("c").status()).isEqualTo(200);
    assertThat(get("description").status()).isEqualTo(200);
  }
}
