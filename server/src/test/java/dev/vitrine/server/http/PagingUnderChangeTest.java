package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.array;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Going through a list page by page while models come, change and go: what nobody touches stands in
 * it once, and nothing that does not belong there stands in it at all (contract section 5).
 */
class PagingUnderChangeTest {
  /** Models that are never written to again. */
  private static final int STILL = 40;

  /** More of them, in one project: so many that the index does not look at all that match. */
  private static final int CROWD = 2500;

  /** Instants of the server: each is given to a few writes, so that there are equals to order. */
  private static final AtomicLong NOW = new AtomicLong();

  private static @Nullable TestServer server;
  private static final List<String> MOVING = new ArrayList<>();

  /**
   * A way through a list.
   *
   * @param size 0 for one that is drawn anew for each page
   */
  record Walk(String project, String query, String privacy, int size, long seed) {
    boolean foreign() {
      return privacy.equals("public");
    }

    Walk of(int otherSize) {
      return new Walk(project, query, privacy, otherSize, seed);
    }

    boolean inCrowd() {
      return project.equals(RIVAL) && privacy.equals("private");
    }
  }

  @BeforeContainer
  static void fill() {
    Settings loopback = Settings.onLoopback();
    server = TestServer.start(new MemoryStore(), loopback, PagingUnderChangeTest::now);
    for (int i = 0; i < STILL; i++) {
      for (String project : List.of(STUDIO, RIVAL)) {
        store(project, "still", i);
        MOVING.add(store(project, "moving", i));
      }
    }
    for (int i = 0; i < CROWD; i++) {
      server.model(
          RIVAL,
          """
          {"id":"crowd%d","type":"custom","tags":["still"],"score":%d,
           "createdAt":"2026-01-01T00:%02d:%02d.000Z","updatedAt":"2026-02-01T00:%02d:%02d.000Z"}
          """
              .formatted(i, i % 7, i % 60, i % 59, i % 58, i % 57));
    }
    server.awaitLists();
  }

  private static Instant now() {
    return Instant.parse("2026-03-05T10:00:00Z").plusMillis(NOW.incrementAndGet() / 5);
  }

  /** Models of every privacy and of a few scores and times, two of which are equal now and then. */
  private static String store(String project, String kind, int number) {
    String id = project.substring(5) + "-" + kind + number;
    server()
        .model(
            project,
            """
            {"id":"%s","type":"custom","privacy":"%s","score":%d,"tags":["%s"],
             "createdAt":"2026-01-01T00:00:%02d.000Z","updatedAt":"2026-02-01T00:00:%02d.000Z"}
            """
                .formatted(
                    id,
                    List.of("private", "unlisted", "public").get(number % 3),
                    number % 5,
                    kind,
                    number / 2,
                    (STILL - number) / 2));
    return id;
  }

  @AfterContainer
  static void stop() {
    server().close();
  }

  private static TestServer server() {
    return Objects.requireNonNull(server);
  }

  @Provide
  Arbitrary<Walk> walks() {
    Arbitrary<String> orders =
        Arbitraries.of(
            "sortBy=createdAt&sortDirection=asc",
            "sortBy=createdAt&sortDirection=desc",
            "sortBy=updatedAt&sortDirection=asc",
            "sortBy=updatedAt&sortDirection=desc",
            "sortBy=score");
    return Combinators.combine(
            Arbitraries.of(STUDIO, STUDIO, RIVAL),
            orders,
            Arbitraries.of("private", "unlisted", "public"),
            Arbitraries.of(1, 7, 500, 0),
            Arbitraries.longs())
        .as((project, order, privacy, size, seed) -> {
          Walk walk = new Walk(project, order + "&privacy=" + privacy, privacy, size, seed);
          return walk.inCrowd() ? walk.of(0) : walk; // Of one size it has properties of its own.
        });
  }

  @Provide
  Arbitrary<Walk> crowdWalks() {
    return Combinators.combine(
            Arbitraries.of("sortBy=createdAt", "sortBy=updatedAt&sortDirection=asc"),
            Arbitraries.longs())
        .as((order, seed) -> new Walk(RIVAL, order + "&privacy=private", "private", 0, seed));
  }

  /** The largest pages: where one ends, more follow than the index looks at beforehand. */
  @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
  void soItIsInACrowdInTheLargestPages(@ForAll("crowdWalks") Walk walk) throws Exception {
    whatStaysAsItIsIsShownOnceAndNothingElseThatDoesNotBelong(walk.of(500));
  }

  /** Each row is the last of its page once. */
  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE)
  void soItIsInACrowdRowByRow(@ForAll("crowdWalks") Walk walk) throws Exception {
    whatStaysAsItIsIsShownOnceAndNothingElseThatDoesNotBelong(walk.of(1));
  }

  @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
  void whatStaysAsItIsIsShownOnceAndNothingElseThatDoesNotBelong(@ForAll("walks") Walk walk)
      throws Exception {
    CountDownLatch walked = new CountDownLatch(1);
    CountDownLatch writing = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> writers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Random random = new Random(walk.seed() + i);
        writers.add(threads.submit(() -> writes(random, writing, walked)));
      }
      List<JsonObject> rows;
      String begun;
      try {
        assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
        begun = now().toString();
        rows = walked(walk);
      } finally {
        walked.countDown();
      }
      for (Future<Integer> writer : writers) {
        assertThat(writer.get(30, TimeUnit.SECONDS)).as("writes meanwhile").isPositive();
      }
      check(walk, rows, begun);
    }
  }

  /** Writes to models that are not meant to stay as they are, until the list was gone through. */
  private static int writes(Random random, CountDownLatch writing, CountDownLatch walked) {
    int writes = 0;
    List<String> created = new ArrayList<>();
    while (walked.getCount() > 0 || writes == 0) {
      String project = random.nextBoolean() ? STUDIO : RIVAL;
      ApiClient admin = server().as(project, Role.ADMIN);
      String moving = MOVING.get(random.nextInt(MOVING.size()));
      String privacy = List.of("private", "unlisted", "public").get(random.nextInt(3));
      switch (random.nextInt(5)) {
        case 0 ->
            created.add(
                project
                    + " "
                    + ok(admin.call("POST", "/models", "{\"privacy\":\"%s\"}".formatted(privacy)))
                        .model()
                        .text("id"));
        case 1 -> {
          if (!created.isEmpty()) {
            String[] gone = created.removeFirst().split(" ", 2);
            ok(server().as(gone[0]).call("DELETE", "/models/" + gone[1], ""));
          }
        }
        case 2 -> {
          // Of another writer or project, or deleted already: then it is refused.
          ApiClient editor = server().as(project);
          if (editor.call("DELETE", "/models/" + moving, "").status() == 200) {
            ok(editor.call("POST", "/models/" + moving + "/restore", ""));
          }
        }
        default ->
            admin.call(
                "PUT",
                "/models/" + moving,
                "{\"privacy\":\"%s\",\"name\":\"n%d\"}".formatted(privacy, random.nextInt()));
      }
      if (writes++ == 0) {
        writing.countDown();
      }
    }
    return writes;
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static List<JsonObject> walked(Walk walk) {
    Random random = new Random(walk.seed());
    List<JsonObject> rows = new ArrayList<>();
    String token = "";
    while (token != null) {
      int most = walk.inCrowd() ? 500 : 20;
      int size = walk.size() == 0 ? 1 + random.nextInt(most) : walk.size();
      Answer page =
          ok(
              server()
                  .as(walk.project())
                  .query(walk.query() + "&pageSize=" + size + "&paginationToken=" + token)
                  .get("/models"));
      assertThat(page.rows().size()).isLessThanOrEqualTo(size);
      rows.addAll(page.rows());
      token = page.json().text("nextPaginationToken");
    }
    return rows;
  }

  private static void check(Walk walk, List<JsonObject> rows, String begun) {
    List<String> still = new ArrayList<>();
    for (JsonObject row : rows) {
      if (array(row, "tags").strings().contains("still")) {
        still.add(String.valueOf(row.text("id")));
      }
      assertThat(walk.foreign() || walk.project().equals(row.text("ownerId")))
          .as("%s", row)
          .isTrue();
      // One that is changed while its page is made may be shown as it is since.
      boolean changed = begun.compareTo(String.valueOf(row.text("updatedAt"))) <= 0;
      if (!walk.privacy().equals("private") && !changed) { // Which lists all of the own project.
        assertThat(row.text("privacy")).as("%s", row).isEqualTo(walk.privacy());
      }
    }
    Set<String> expected = new HashSet<>();
    for (String project : List.of(STUDIO, RIVAL)) {
      for (int i = 0; i < STILL; i++) {
        boolean all = walk.privacy().equals("private"); // Of the own project.
        boolean listed = all || i % 3 == (walk.foreign() ? 2 : 1);
        if (listed && (walk.foreign() || project.equals(walk.project()))) {
          expected.add(project.substring(5) + "-still" + i);
        }
      }
    }
    for (int i = 0; walk.inCrowd() && i < CROWD; i++) {
      expected.add("crowd" + i);
    }
    assertThat(still).as("none twice, %s", walk).doesNotHaveDuplicates();
    assertThat(still).as("none missing, %s", walk).containsExactlyInAnyOrderElementsOf(expected);
  }
}
