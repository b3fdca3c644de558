package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.cli.Ledger.Entry;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL while clients write to a server, and another server on the same folder: what was
 * acknowledged is there, what was not is there whole or not at all, and lists agree with reads.
 */
final class KilledWritesTest {
  private static final long SEED = 20_260_212;
  private static final int WRITERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A heap as small and a start as quick as they can be. */
  private static final List<String> JAVA =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private final Random random = new Random(SEED);
  private final List<WriteLoad> loads = new ArrayList<>();
  private String credentials = "";
  private String shared = "";

  @Test
  @Timeout(300)
  void threeTimes() throws Exception {
    killing(3);
  }

  @Test
  @Tag("heavy")
  @Timeout(1800)
  void aHundredTimes() throws Exception {
    killing(100);
  }

  private void killing(int times) throws Exception {
    Cli.Result key =
        new Cli(data()).run("keys", "create", "--project", "s", "--role", "admin", "--json").ok();
    credentials = TestServer.credentials(key.text("key"), key.text("secret"));
    for (int round = 0; round <= times; round++) {
      try {
        if (round % 10 == 5) {
          killAtStart();
        }
        round(round, round == times);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + SEED + ", round " + round + ": " + e.getMessage(), e);
      }
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private ChildProcess serve() throws Exception {
    return ChildProcess.start(JAVA, "serve", "--port", "0", "--data", data().toString());
  }

  private void killAtStart() throws Exception {
    try (ChildProcess server = serve()) {
      assertThat(server.endsWithin(Duration.ofMillis(random.nextInt(2000)))).isFalse();
      server.kill();
      server.await();
    }
  }

  /** Starts, compares with what is known, writes, and kills. */
  private void round(int round, boolean last) throws Exception {
    try (ChildProcess server = serve();
        HttpClient http = HttpClient.newHttpClient()) {
      String ready = server.outLine();
      var _ = server.log();
      ApiClient client =
          new ApiClient(http, URI.create(ready.substring(ready.indexOf("http"))))
              .header("Authorization", credentials);
      if (loads.isEmpty()) {
        begin(client);
      } else {
        check(client);
      }
      if (last) {
        restoreAll(client);
        return;
      }
      // Now and then so long that the index is committed in between.
      boolean committed = round % 10 == 9;
      CountDownLatch enough =
          new CountDownLatch(committed ? Integer.MAX_VALUE : random.nextInt(150));
      try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Void>> all = new ArrayList<>();
        try {
          loads.forEach(load -> all.add(writers.submit(() -> write(load, client, enough))));
          boolean reached = enough.await(committed ? 6 : PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertThat(reached || committed).as("writes go on").isTrue();
          assertThat(server.endsWithin(Duration.ofNanos(random.nextInt(10_000_000)))).isFalse();
        } finally {
          server.kill();
        }
        for (Future<Void> one : all) {
          finished(one);
        }
      }
      server.await();
    }
  }

  /** Writes until there is no answer any more. */
  private static Void write(WriteLoad load, ApiClient client, CountDownLatch enough) {
    try {
      while (true) {
        load.write(client);
        enough.countDown();
      }
    } catch (UncheckedIOException e) {
      return null; // Killed.
    }
  }

  private static void finished(Future<Void> writer) throws Exception {
    try {
      writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a writer failed: " + e.getCause(), e.getCause());
    }
  }

  private void begin(ApiClient client) {
    Answer created = client.call("POST", "/models", "{\"name\":\"shared\"}");
    shared = String.valueOf(created.model().text("id"));
    for (int i = 0; i < WRITERS; i++) {
      JsonObject made = client.call("POST", "/collections", "{\"name\":\"of w" + i + "\"}").json();
      String collection = String.valueOf(TestServer.object(made, "collection").text("id"));
      loads.add(new WriteLoad("w" + i, shared, collection, new Random(SEED + i)));
    }
  }

  private void check(ApiClient client) {
    Set<String> known = new HashSet<>(Set.of(shared));
    loads.forEach(load -> load.ledger().entries().forEach(entry -> known.add(entry.id())));
    Set<String> unknown = new HashSet<>(list(client, ""));
    unknown.removeAll(known);
    assertThat(unknown.size())
        .as("models nobody was told of")
        .isLessThanOrEqualTo((int) loads.stream().filter(WriteLoad::awaitsCreation).count());

    Set<String> asked = new HashSet<>(known);
    asked.addAll(unknown);
    Map<String, JsonObject> live = byId(client.bulk(ApiClient.ids(List.copyOf(asked))).rows());
    Map<String, JsonObject> deleted = byId(pages(client, "status=deleted"));
    compareLists(client, live);
    asked.removeAll(live.keySet());
    assertThat(deleted.keySet()).as("either live or restorable").isEqualTo(asked);

    Map<String, Entry> shown = new HashMap<>();
    live.forEach((id, row) -> {
      if (!id.equals(shared)) {
        shown.put(id, Entry.of(row, true));
      }
    });
    deleted.forEach((id, row) -> shown.put(id, Entry.of(row, false)));
    JsonObject sharedRow = Objects.requireNonNull(live.get(shared));
    loads.forEach(load -> load.settle(shown, sharedRow));
    loads.forEach(load -> load.repeat(client, unknown));
    assertThat(unknown).as("models that no repeated create accounts for").isEmpty();
    assertThat(list(client, "")).hasSize(live.size() + made(client, live));
  }

  /** How many models the repeated creates have made, which the first time had come to nothing. */
  private int made(ApiClient client, Map<String, JsonObject> live) {
    Set<String> now = new HashSet<>();
    loads.forEach(load ->
        load.ledger().entries().stream().filter(Entry::live).forEach(entry -> now.add(entry.id())));
    now.removeAll(live.keySet());
    assertThat(client.bulk(ApiClient.ids(List.copyOf(now))).ids()).hasSize(now.size());
    return now.size();
  }

  /** Every list is what the rows of single reads say it should be. */
  private void compareLists(ApiClient client, Map<String, JsonObject> live) {
    Map<String, Predicate<JsonObject>> filters = new LinkedHashMap<>();
    filters.put("", row -> true);
    filters.put("sortBy=updatedAt&sortDirection=asc", row -> true);
    filters.put("sortBy=score&pageSize=50", row -> true);
    filters.put("privacy=unlisted", row -> "unlisted".equals(row.text("privacy")));
    filters.put("privacy=public", row -> "public".equals(row.text("privacy")));
    filters.put("type=custom", row -> "custom".equals(row.text("type")));
    filters.put("status=new", row -> "new".equals(row.text("status")));
    filters.put("tags=w1", row -> TestServer.array(row, "tags").strings().contains("w1"));
    filters.put("tags=t2", row -> TestServer.array(row, "tags").strings().contains("t2"));
    for (WriteLoad load : loads) {
      String id = load.collection();
      filters.put(
          "collectionId=" + id,
          row -> TestServer.array(row, "collectionIds").strings().contains(id));
    }
    filters.forEach((query, filter) -> {
      List<String> expected =
          live.entrySet().stream()
              .filter(model -> filter.test(model.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      assertThat(list(client, query)).as(query).containsExactlyInAnyOrderElementsOf(expected);
    });
  }

  private static Map<String, JsonObject> byId(List<JsonObject> rows) {
    Map<String, JsonObject> byId = new HashMap<>();
    rows.forEach(row -> assertThat(byId.put(String.valueOf(row.text("id")), row)).isNull());
    return byId;
  }

  private static List<String> list(ApiClient client, String query) {
    return pages(client, query).stream().map(row -> String.valueOf(row.text("id"))).toList();
  }

  private static List<JsonObject> pages(ApiClient client, String query) {
    List<JsonObject> rows = new ArrayList<>();
    String token = "";
    long begun = System.nanoTime();
    while (token != null) {
      Answer page = client.query(query + "&paginationToken=" + token).get("/models");
      if (page.status() == 503) { // The index is being opened.
        assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
        continue;
      }
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      rows.addAll(page.rows());
      token = page.json().text("nextPaginationToken");
    }
    return rows;
  }

  /** In the end everything that was deleted can be had back. */
  private void restoreAll(ApiClient client) {
    for (WriteLoad load : loads) {
      load.restoreAll(client);
    }
    assertThat(list(client, "status=deleted")).isEmpty();
    assertThat(list(client, "")).hasSize(1 + loads.stream().mapToInt(WriteLoad::models).sum());
  }
}
