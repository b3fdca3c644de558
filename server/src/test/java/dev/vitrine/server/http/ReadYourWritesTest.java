package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import dev.vitrine.testkit.HookedStore;
import dev.vitrine.testkit.Threads;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The list right after a write shows it, whatever else the index still has to learn. */
@Timeout(120)
class ReadYourWritesTest {
  private final HookedStore store = new HookedStore();
  @AutoClose private final TestServer server = TestServer.start(store, Settings.onLoopback());
  private Project from = new Project("", "", "", "");
  private Project to = from;

  @BeforeEach
  void twoProjectsOfATeam() {
    Ids ids = new Ids();
    InstantSource clock = InstantSource.fixed(TestServer.NOW);
    String team = new Teams(server.store(), ids, clock).getOrCreate("Mill", Plan.PRO).id();
    Projects projects = new Projects(server.store(), ids, clock);
    from = projects.getOrCreate("from", team);
    to = projects.getOrCreate("to", team);
    server.key("apiu_from", from.id(), Role.ADMIN, SECRET);
    server.key("apiu_to", to.id(), Role.ADMIN, SECRET);
    server.awaitLists();
  }

  private ApiClient owner() {
    return server.authorized(credentials("apiu_from", SECRET));
  }

  private ApiClient receiver() {
    return server.authorized(credentials("apiu_to", SECRET));
  }

  private Answer written(String method, String path, String body) {
    Answer answer = owner().call(method, path, body);
    assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(200);
    return answer;
  }

  private String created(String path, String body) {
    return String.valueOf(written("POST", path, body).model().text("id"));
  }

  private static List<String> list(ApiClient client, String query) {
    return client.query(query + "&pageSize=500").get("/models").ids();
  }

  /** Every kind of write to a model of its own, and after each the lists that it changes. */
  private void live(String tag) {
    String mine = "tags=" + tag;
    String id = created("/models", "{\"name\":\"Mine\",\"tags\":[\"" + tag + "\"]}");
    assertThat(list(owner(), mine)).as("created").containsExactly(id);
    assertThat(list(owner(), mine + "&status=new")).containsExactly(id);

    String path = "/models/" + id;
    written("PUT", path, "{\"privacy\":\"public\",\"type\":\"custom\"}");
    for (String filter : List.of("type=custom", "status=trained", "privacy=public")) {
      assertThat(list(owner(), mine + "&" + filter)).as("updated: %s", filter).containsExactly(id);
    }
    for (String filter : List.of("type=flux.1-lora", "status=new", "privacy=unlisted")) {
      assertThat(list(owner(), mine + "&" + filter)).as("updated: %s", filter).isEmpty();
    }
    assertThat(list(receiver(), mine + "&privacy=public")).as("seen by all").containsExactly(id);

    written("PUT", path + "/tags", "{\"add\":[\"" + tag + "2\"]}");
    assertThat(list(owner(), mine + "2")).as("tagged").containsExactly(id);
    written("PUT", path + "/tags", "{\"delete\":[\"" + tag + "2\"]}");
    assertThat(list(owner(), mine + "2")).as("untagged").isEmpty();

    String copy = created(path + "/copy", "");
    assertThat(list(owner(), mine)).as("copied").containsExactlyInAnyOrder(id, copy);

    written("DELETE", path, "");
    assertThat(list(owner(), mine)).as("deleted").containsExactly(copy);
    assertThat(list(receiver(), mine + "&privacy=public")).as("deleted for all").isEmpty();
    assertThat(list(owner(), mine + "&status=deleted")).as("in the trash").containsExactly(id);
    written("POST", path + "/restore", "");
    assertThat(list(owner(), mine)).as("restored").containsExactlyInAnyOrder(id, copy);
    assertThat(list(owner(), mine + "&status=deleted")).as("out of the trash").isEmpty();

    written("POST", path + "/transfer", "{\"destinationProjectId\":\"" + to.id() + "\"}");
    assertThat(list(owner(), mine)).as("handed over").containsExactly(copy);
    assertThat(list(receiver(), mine)).as("received").containsExactly(id);
  }

  @Test
  void theNextListShowsEachWrite() {
    live("alone");
  }

  @Test
  void alsoWithSixteenWritersAtOnce() throws Exception {
    Threads.runAll(
        16,
        thread -> {
          for (int life = 0; life < 3; life++) {
            live("w" + thread + "." + life);
          }
        });
  }

  @Test
  void alsoWhileThousandsOfForeignChangesWait() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    store.beforeChanges(() -> {
      if (Thread.currentThread().getName().equals("index-feed")) {
        held.countDown();
      }
      awaited(gate);
    });
    try {
      assertThat(held.await(20, TimeUnit.SECONDS)).as("the feed is held").isTrue();
      for (int i = 0; i < 5000; i++) {
        server.write(Key.model("foreign" + i), foreign(i, i));
      }
      Threads.runAll(4, thread -> live("m" + thread));
      assertThat(list(owner(), "tags=foreign")).as("they wait indeed").isEmpty();
    } finally {
      gate.countDown();
    }
    server.awaitLists();
    assertThat(list(owner(), "tags=foreign")).hasSize(500);
    assertThat(list(owner(), "tags=m0")).hasSize(1);
  }

  @Test
  void alsoWhileForeignChangesComeInWithoutEnd() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Threads.runAll(
        5,
        thread -> {
          if (thread > 0) {
            try {
              live("m" + thread);
            } finally {
              done.countDown();
            }
          }
          for (int i = 0; thread == 0 && done.getCount() > 0; i++) {
            server.write(Key.model("foreign" + i % 3000), foreign(i % 3000, i));
          }
        });
  }

  private static void awaited(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A model as another node writes it. */
  private Draft foreign(int id, int number) {
    String json =
        "{\"id\":\"foreign%d\",\"type\":\"custom\",\"tags\":[\"foreign\"],\"name\":\"%d\"}"
            .formatted(id, number);
    ModelDocument model =
        ModelDocument.of(TestServer.imported(from.id(), (JsonObject) TestServer.json(json)));
    return Draft.of(from.id(), Visibility.PRIVATE, Bytes.wrap(model.encode()));
  }
}
