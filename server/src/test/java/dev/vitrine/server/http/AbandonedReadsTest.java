package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Key;
import dev.vitrine.testkit.HookedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client asked for is not worked on once it has gone. */
class AbandonedReadsTest {
  private static final int MANY = 3000;
  private static final HookedStore STORE = new HookedStore();

  /** One read at a time: who is let in again has seen the end of the one before. */
  @AutoClose private static final TestServer SERVER = TestServer.start(STORE, settings());

  private final AtomicInteger fetches = new AtomicInteger();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private static Settings settings() {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits = ServerLimits.DEFAULT.withAdmission(new AdmissionLimits(1, 10, 24 << 20));
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @BeforeAll
  static void fill() {
    for (int i = 0; i < MANY; i++) {
      SERVER.model(STUDIO, "{\"id\":\"m%d\",\"type\":\"custom\",\"name\":\"n\"}".formatted(i));
    }
    for (int i = 0; i < 30; i++) {
      SERVER.model(
          STUDIO,
          "{\"id\":\"l%d\",\"type\":\"custom\",\"name\":\"%s\"}".formatted(i, "x".repeat(500_000)));
    }
  }

  @BeforeEach
  void startCold() {
    STORE.beforeModels(keys -> {});
    SERVER.awaitLists(); // The index reads what was stored, too: that is not to be counted.
    SERVER.server().cache().invalidateAll();
    awaitItsEnd();
  }

  private static String request(String accept, String prefix, int count) {
    String body =
        TestServer.text(ids(IntStream.range(0, count).mapToObj(i -> prefix + i).toList()));
    return "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.credentials(STUDIO)
        + "\r\nAccept: "
        + accept
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** Stops at the given fetch until told to go on. */
  private Consumer<List<Key>> stoppingAt(int fetch) {
    return keys -> {
      if (fetches.incrementAndGet() == fetch) {
        reached.countDown();
        await(goOn);
      }
    };
  }

  /** A connection whose read has come to where it stops: the last one may just be leaving. */
  private RawSocket sent(String request) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(deadline)) {
      RawSocket socket = new RawSocket(SERVER.address());
      socket.send(request);
      try {
        if (reached.await(10, TimeUnit.SECONDS)) {
          return socket;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      assertThat(socket.answer().status())
          .as("it was refused, or it would have come")
          .isEqualTo(429);
      socket.close();
    }
    throw new AssertionError("it was never let in");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void awaitItsEnd() {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (SERVER.as(STUDIO).bulk("{}").status() == 429) {
      assertThat(Instant.now()).as("still under way").isBefore(deadline);
    }
  }

  @ParameterizedTest(name = "{0}, {2} × {1}, gone during fetch {3}, reset: {4}")
  @CsvSource({
    "application/x-ndjson, m, 3000, 1, false",
    "application/x-ndjson, m, 3000, 2, false",
    "application/x-ndjson, m, 3000, 1, true",
    "application/json, m, 1000, 1, false",
    "application/json, m, 1000, 1, true",
    "application/json, l, 30, 1, false",
    "application/json, l, 30, 2, true"
  })
  void afterTheClientHasGoneNothingMoreIsFetchedOrMade(
      String accept, String prefix, int count, int fetch, boolean reset) {
    STORE.beforeModels(stoppingAt(fetch));
    try (RawSocket socket = sent(request(accept, prefix, count))) {
      if (reset) {
        socket.reset();
      }
    }
    goOn.countDown();
    awaitItsEnd();
    assertThat(fetches).hasValue(fetch);
    assertThat(SERVER.server().cache().get(prefix + (count - 1))).as("the last row").isNull();
  }

  @Test
  void withoutGoingItWouldHaveTakenMore() {
    for (String request :
        List.of(request("application/x-ndjson", "m", MANY), request("application/json", "l", 30))) {
      STORE.beforeModels(keys -> fetches.incrementAndGet());
      RawAnswer answer;
      do { // One read at a time is let in, and the last may just be leaving.
        fetches.set(0);
        try (RawSocket socket = new RawSocket(SERVER.address())) {
          answer = socket.send(request).answer();
        }
      } while (answer.status() == 429);
      assertThat(answer.complete()).isTrue();
      assertThat(fetches).hasValueGreaterThan(2);
    }
  }

  @Test
  void whoSendsTheNextRequestMeanwhileHasNotGone() {
    STORE.beforeModels(stoppingAt(1));
    String other = "GET /v1/models/m7 HTTP/1.1\r\nHost: x\r\nAuthorization: ";
    other += TestServer.credentials(STUDIO) + "\r\n\r\n";
    try (RawSocket socket = sent(request("application/x-ndjson", "m", MANY))) {
      socket.send(other).send(request("application/json", "m", 2)).send("GET /v1/lim");
      goOn.countDown();
      RawAnswer lines = socket.answer();
      assertThat(lines.complete()).isTrue();
      assertThat(lines.text().lines()).hasSize(MANY);
      assertThat(socket.answer().text()).startsWith("{\"model\":{\"id\":\"m7\"");
      assertThat(socket.answer().text()).startsWith("{\"models\":[{\"id\":\"m0\"");
      socket.send(
          "its HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + TestServer.credentials(STUDIO)
              + "\r\n\r\n");
      assertThat(socket.answer().text()).contains("modelIdsPerRequest");
    }
  }

  @Test
  void oneByteOfTheNextRequestIsNotLost() {
    STORE.beforeModels(stoppingAt(1));
    try (RawSocket socket = sent(request("application/json", "m", 10))) {
      socket.send("G");
      goOn.countDown();
      assertThat(socket.answer().complete()).isTrue();
      socket.send(
          "ET /v1/limits HTTP/1.1\r\nHost: x\r\nAuthorization: "
              + TestServer.credentials(STUDIO)
              + "\r\n\r\n");
      assertThat(socket.answer().text()).contains("modelIdsPerRequest");
    }
  }
}
