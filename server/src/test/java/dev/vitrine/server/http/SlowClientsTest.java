package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.testkit.HookedStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that read nothing, or send or read a little at a time, and clients that are too many. */
class SlowClientsTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int LARGE = 3_900_000;
  private static final String BODY = "{\"modelIds\":[\"l0\",\"l1\",\"l2\",\"l3\"]}";
  private static final String SMALL = "{\"modelIds\":[\"small\"]}";
  private static final HookedStore STORE = new HookedStore();

  /** Wants answers read at a rate nobody reaches. */
  @AutoClose
  private static final TestServer SERVER = TestServer.start(STORE, settings(4096, 1 << 30));

  /** Is content with any rate, as long as something is read at all. */
  @AutoClose private static final TestServer CONTENT = TestServer.start(settings(4096, 1));

  private static Settings settings(int connections, int bytesPerSecond) {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits =
        ServerLimits.DEFAULT
            .withAdmission(new AdmissionLimits(100, 200, 60 << 20))
            .withConnection(new ConnectionLimits(connections, SHORT, bytesPerSecond));
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @BeforeAll
  static void fill() {
    for (TestServer server : List.of(SERVER, CONTENT)) {
      server.model(STUDIO, "{\"id\":\"small\",\"type\":\"custom\",\"privacy\":\"public\"}");
      for (int i = 0; i < 4; i++) {
        server.model(
            STUDIO,
            "{\"id\":\"l%s\",\"type\":\"custom\",\"privacy\":\"public\",\"name\":\"%s\"}"
                .formatted(i, "x".repeat(LARGE)));
      }
    }
  }

  @AfterEach
  void othersAreAnswered() {
    STORE.beforeModels(keys -> {});
    assertThat(ask(SERVER, RIVAL, SMALL).text()).contains("\"id\":\"small\"");
  }

  /** Asks on a connection of its own, again if the test's machine was so slow that it was cut. */
  private static RawAnswer ask(TestServer server, String project, String body) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (true) {
      try (RawSocket socket = new RawSocket(server.address())) {
        RawAnswer answer = socket.send(request(project, body)).answer();
        if (answer.complete()) {
          return answer;
        }
      }
      assertThat(Instant.now()).as("not answered").isBefore(deadline);
    }
  }

  /** A connection with its first answer; another one if the machine was so slow that it was cut. */
  private static RawSocket answered(TestServer server, String request, int status) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (true) {
      RawSocket socket = new RawSocket(server.address());
      int came = status(socket, request);
      if (came != 0 && came != 408) {
        assertThat(came).isEqualTo(status);
        return socket;
      }
      socket.close();
      assertThat(Instant.now()).as("not answered").isBefore(deadline);
    }
  }

  private static int status(RawSocket socket, String request) {
    try {
      return socket.send(request).answer().status();
    } catch (UncheckedIOException cut) {
      return 0;
    }
  }

  /** What is answered on one connection until it is cut. */
  private static List<String> answers(TestServer server, String... requests) {
    List<String> answers = new ArrayList<>();
    try (RawSocket socket = new RawSocket(server.address())) {
      for (String request : requests) {
        answers.add(socket.send(request).answer().text());
      }
    } catch (UncheckedIOException cut) {
      // Then there are fewer.
    }
    return answers;
  }

  private static String head(String... headers) {
    return headOf(STUDIO, headers);
  }

  private static String headOf(String project, String... headers) {
    return "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.credentials(project)
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static String request(String body) {
    return request(STUDIO, body);
  }

  private static String request(String project, String body) {
    return headOf(project, "Content-Length: " + body.length()) + body;
  }

  /** Waits until the key has no large answer under way any more; others are answered meanwhile. */
  private static void awaitRoom(TestServer server) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    int status = ask(server, STUDIO, BODY).status();
    while (status == 429) {
      assertThat(Instant.now()).as("still held").isBefore(deadline);
      assertThat(ask(server, RIVAL, SMALL).status()).isEqualTo(200);
      status = ask(server, STUDIO, BODY).status();
    }
    assertThat(status).isEqualTo(200);
  }

  @Test
  void clientsThatReadNothingHoldLittleAndNotForLong() {
    List<RawSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 80; i++) {
        sockets.add(RawSocket.narrow(CONTENT.address()).send(request(BODY)));
      }
      Instant cutOff = Instant.now().plus(SHORT.multipliedBy(4));
      while (Instant.now().isBefore(cutOff)) {
        assertThat(ask(CONTENT, RIVAL, SMALL).status()).as("others meanwhile").isEqualTo(200);
      }
      awaitRoom(CONTENT);
      int begun = 0;
      int cut = 0;
      for (RawSocket socket : sockets) {
        RawAnswer answer = socket.answer();
        assertThat(answer.status()).as("of a connection that lay still").isIn(0, 200, 429);
        if (answer.status() == 200) {
          begun++;
          cut += answer.complete() ? 0 : 1;
        }
      }
      assertThat(begun).as("answers there was memory for").isLessThan(20);
      assertThat(cut).as("answers that were cut off").isPositive();
    } finally {
      sockets.forEach(RawSocket::close);
    }
  }

  @Test
  void whoReadsByteByByteIsCutOffThoughTheConnectionIsNeverIdle() {
    try (RawSocket socket = RawSocket.narrow(SERVER.address())) {
      long read = socket.send(request(BODY)).drip();
      assertThat(read).isGreaterThan(1000).isLessThan(4L * LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/limits HTTP/1.1\r\nX: ",
        "GET /v1/models/",
        "POST /v1/models/get-bulk HTTP/1.1\r\nTransfer-Encoding: chunked\r\nX: "
      })
  void aHeadThatDripsIsNotWaitedForForever(String begun) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(begun);
      assertClosedWhileDripping(socket);
    }
  }

  @Test
  void norIsASecondHeadOnTheSameConnection() {
    try (RawSocket socket = answered(SERVER, request("{}"), 200)) {
      socket.send("GET /v1/lim");
      assertClosedWhileDripping(socket);
    }
  }

  @Test
  void norIsWhatFollowsARefusal() {
    try (RawSocket socket = answered(SERVER, "GET /v1/limits HTTP/1.1\r\nbad\r\n\r\n", 400)) {
      assertClosedWhileDripping(socket);
    }
  }

  @Test
  void norIsABodyOfWhichSomethingAlwaysComes() {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(head("Content-Length: 100000"));
      assertClosedWhileDripping(socket);
    }
  }

  /** Sends a byte now and then until the server has had enough. */
  private static void assertClosedWhileDripping(RawSocket socket) {
    try (ScheduledExecutorService dripper = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> drips =
          dripper.scheduleAtFixedRate(() -> socket.send("x"), 0, 20, TimeUnit.MILLISECONDS);
      RawAnswer answer = socket.answer();
      assertThat(answer.status()).isIn(0, 408);
      assertThat(socket.isClosedByServer()).isTrue();
      drips.cancel(true);
    }
  }

  @Test
  void aServerThatIsSlowItselfIsPatientWithItsClient() {
    // Not a multiple of the idle timeout: a connection may be closed at the very moment it expires.
    STORE.beforeModels(keys ->
        new CompletableFuture<Void>()
            .completeOnTimeout(null, SHORT.toMillis() * 5 / 2, TimeUnit.MILLISECONDS)
            .join());
    String slow = request("{\"modelIds\":[\"unknown\"]}");
    List<String> both = List.of("{\"models\":[]}", "{\"models\":[]}");
    // A machine that is slow itself may be cut now and then, but not again and again.
    assertThat(StoredAssets.eventually(() -> answers(SERVER, slow, request("{}")), both::equals))
        .as("the connection is not held to the time its first request took")
        .isEqualTo(both);
  }

  @Test
  void connectionsBeyondTheMostAreClosedUntilOthersHaveGone() {
    try (TestServer server = TestServer.start(settings(3, 1))) {
      List<RawSocket> open = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        open.add(answered(server, request("{}"), 200));
      }
      for (int i = 0; i < 10; i++) {
        try (RawSocket beyond = new RawSocket(server.address())) {
          assertThat(beyond.isClosedByServer()).isTrue();
        }
      }
      open.getFirst().close();
      Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
      int status = 0;
      while (status != 200) {
        assertThat(Instant.now()).as("still refused").isBefore(deadline);
        try (RawSocket next = new RawSocket(server.address())) {
          status = next.send(request("{}")).answer().status();
        } catch (UncheckedIOException closed) {
          status = 0;
        }
      }
      open.forEach(RawSocket::close);
    }
  }
}
