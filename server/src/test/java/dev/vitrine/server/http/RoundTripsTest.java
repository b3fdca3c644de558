package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonBoolean;
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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a read goes to the store, authentication apart (contract section 2). */
class RoundTripsTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    for (int i = 0; i < 10_000; i++) {
      SERVER.model(STUDIO, "{\"id\":\"m%d\",\"type\":\"custom\",\"name\":\"n\"}".formatted(i));
    }
    assertThat(SERVER.as(STUDIO).bulk("{}").status())
        .as("the key is known from now on")
        .isEqualTo(200);
  }

  @BeforeEach
  void startCold() {
    SERVER.awaitFollowed();
    SERVER.awaitLists();
    SERVER.server().cache().invalidateAll();
    SERVER.store().reset();
  }

  private static List<String> some(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  private static JsonObject minimal(List<String> ids) {
    return ids(ids).with("minimal", JsonBoolean.TRUE);
  }

  private static void assertFetches(long expected, ApiClient client, JsonObject body, int rows) {
    SERVER.awaitLists(); // The index reads what was stored, too.
    SERVER.store().reset();
    Answer answer = client.bulk(body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.ids()).hasSize(rows);
    assertThat(SERVER.store().fetches()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 1000})
  void oneFetchColdAndNoneWarm(int count) {
    assertFetches(1, SERVER.as(STUDIO), minimal(some(count)), count);
    assertFetches(0, SERVER.as(STUDIO), minimal(some(count)), count);
    assertFetches(0, SERVER.as(STUDIO).ndjson().gzip(), minimal(some(count)), count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void largeDocumentsComeInOneFetchToo(int count) {
    String text = "x".repeat(60_000);
    List<String> large = IntStream.range(0, count).mapToObj(i -> "large" + i).toList();
    for (String id : large) {
      SERVER.model(
          STUDIO, "{\"id\":\"%s\",\"type\":\"custom\",\"name\":\"%s\"}".formatted(id, text));
    }
    assertFetches(1, SERVER.as(STUDIO), ids(large), count);
  }

  @Test
  void anotherViewIsMadeFromOneFetchMore() {
    assertFetches(1, SERVER.as(STUDIO), minimal(some(50)), 50);
    assertFetches(1, SERVER.as(STUDIO), ids(some(50)), 50);
    assertFetches(0, SERVER.as(STUDIO), ids(some(50)), 50);
  }

  @Test
  void viewsThatShowTheSameShareTheirRows() {
    assertFetches(1, SERVER.as(STUDIO), ids(some(50)), 50);
    assertFetches(
        0,
        SERVER.as(STUDIO),
        ids(some(50)).with("settings", JsonBoolean.TRUE).with("thumbnail", JsonBoolean.TRUE),
        50);
    assertFetches(
        0,
        SERVER.as(TestServer.STUDIO).query("originalAssets"),
        ids(some(50)).with("allTrainingImages", JsonBoolean.TRUE),
        50);
  }

  @Test
  void onlyWhatIsNotKnownIsFetchedInOneGo() {
    assertFetches(1, SERVER.as(STUDIO), minimal(some(10)), 10);
    assertFetches(1, SERVER.as(STUDIO), minimal(some(1000)), 1000);
  }

  @Test
  void noIdsNoFetch() {
    assertFetches(0, SERVER.as(STUDIO), minimal(List.of()), 0);
  }

  @Test
  void tenThousandLinesAreTenFetches() {
    assertFetches(10, SERVER.as(STUDIO).ndjson(), minimal(some(10_000)), 10_000);
    assertFetches(0, SERVER.as(STUDIO).ndjson(), minimal(some(10_000)), 10_000);
  }

  @Test
  void noCacheReadsThroughInOneFetch() {
    assertFetches(1, SERVER.as(STUDIO), minimal(some(50)), 50);
    assertFetches(1, SERVER.as(STUDIO).header("Cache-Control", "no-cache"), minimal(some(50)), 50);
    assertFetches(
        1, SERVER.as(STUDIO).header("Cache-Control", "max-age=0, No-Cache"), minimal(some(50)), 50);
    assertFetches(0, SERVER.as(STUDIO).header("Cache-Control", "max-age=0"), minimal(some(50)), 50);
  }

  @Test
  void noCacheSeesWhatTheServerHasNotHeardOfYet() {
    HookedStore store = new HookedStore();
    try (TestServer server = TestServer.start(store, Settings.onLoopback())) {
      server.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\",\"name\":\"old\"}");
      ApiClient fresh = server.as(STUDIO).header("Cache-Control", "no-cache");
      assertThat(server.as(STUDIO).bulk(ids("m")).row().text("name")).isEqualTo("old");

      server.write(Key.model("m"), Draft.of(STUDIO, Visibility.PRIVATE, document("new")));
      assertThat(fresh.bulk(ids("m")).row().text("name")).isEqualTo("new");
      assertThat(fresh.model("m").model().text("name")).isEqualTo("new");
      assertThat(server.as(STUDIO).bulk(ids("m")).row().text("name"))
          .as("and what it saw is kept")
          .isEqualTo("new");
    }
  }

  private static Bytes document(String name) {
    JsonObject json =
        (JsonObject)
            TestServer.json("{\"id\":\"m\",\"type\":\"custom\",\"name\":\"%s\"}".formatted(name));
    return Bytes.wrap(ModelDocument.of(TestServer.imported(STUDIO, json)).encode());
  }

  @Test
  void aSingleReadIsOneFetchColdAndNoneWarm() {
    assertThat(SERVER.as(STUDIO).model("m1").status()).isEqualTo(200);
    assertThat(SERVER.store().fetches()).isOne();
    assertThat(SERVER.as(STUDIO).model("m1").status()).isEqualTo(200);
    assertThat(SERVER.store().fetches()).isOne();
  }
}
