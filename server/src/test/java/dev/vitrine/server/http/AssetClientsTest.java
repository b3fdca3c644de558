package dev.vitrine.server.http;

import static dev.vitrine.server.http.StoredAssets.eventually;
import static dev.vitrine.server.http.StoredAssets.load;
import static dev.vitrine.server.http.StoredAssets.original;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.server.http.StoredAssets.Told;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Clients that load bytes slowly, not at all, or go away; and what the log says of them. */
@ParameterizedClass
@EnumSource
class AssetClientsTest {
  enum Where {
    MEMORY,
    FILES
  }

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int SIZE = 24 << 20;
  private static final byte[] TAIL = new byte[10];
  private static final Map<Where, TestServer> SERVERS = new EnumMap<>(Where.class);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path folder;

  private final TestServer server;
  private final Capture capture = new Capture();

  AssetClientsTest(Where where) {
    server = Objects.requireNonNull(SERVERS.get(where));
  }

  /** Keeps what is logged. */
  private static final class Capture extends UnsynchronizedAppenderBase<ILoggingEvent> {
    final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }
  }

  @BeforeAll
  static void start() {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits = ServerLimits.DEFAULT.withConnection(new ConnectionLimits(4096, SHORT, 1));
    Settings settings =
        new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
    SERVERS.put(Where.MEMORY, StoredAssets.inMemory(settings));
    SERVERS.put(Where.FILES, StoredAssets.onDisk(folder, settings));
    byte[] large = StoredAssets.bytes(SIZE);
    System.arraycopy(large, SIZE - TAIL.length, TAIL, 0, TAIL.length);
    SERVERS
        .values()
        .forEach(server ->
            StoredAssets.put(server, "large", large, Told.picture("video/mp4", "large.mp4")));
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(TestServer::close);
  }

  @BeforeEach
  void listen() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    ((Logger) LoggerFactory.getLogger("access")).setLevel(Level.INFO);
    capture.setContext(root.getLoggerContext());
    capture.start();
    root.addAppender(capture);
  }

  @AfterEach
  void stopListening() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(capture);
    ((Logger) LoggerFactory.getLogger("access")).setLevel(null);
  }

  private String request() {
    URI url = URI.create(original(server, "large"));
    return "GET " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  @Test
  void aClientThatReadsNothingIsCutOffAndOthersAreAnsweredMeanwhile() {
    List<RawSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        sockets.add(RawSocket.narrow(server.address()).send(request()));
      }
      long cutOff = System.nanoTime() + SHORT.multipliedBy(4).toNanos();
      while (System.nanoTime() < cutOff) {
        assertOthersAreAnswered();
      }
      for (RawSocket socket : sockets) {
        RawAnswer answer = socket.answer();
        assertThat(answer.status()).as("of a connection that lay still").isIn(0, 200);
        assertThat(answer.complete()).isFalse();
        assertThat(answer.body().length).isLessThan(SIZE);
      }
    } finally {
      sockets.forEach(RawSocket::close);
    }
    assertThat(troubles()).isEmpty();
  }

  private void assertOthersAreAnswered() {
    HttpResponse<byte[]> answer = load(original(server, "large"), "Range", "bytes=-10");
    assertThat(answer.body()).isEqualTo(TAIL);
  }

  @Test
  void aClientThatGoesAwayIsNoFault() {
    int answered = 0;
    for (int i = 0; answered < 20 && i < 100; i++) {
      try (RawSocket socket = RawSocket.narrow(server.address()).send(request())) {
        String head = socket.headOnly();
        if (!head.isEmpty()) { // Else the machine was so slow that it was cut.
          assertThat(head).startsWith("HTTP/1.1 200");
          answered++;
        }
        socket.reset();
      } catch (UncheckedIOException cut) {
        // So it was.
      }
    }
    assertThat(answered).isEqualTo(20);
    assertThat(eventually(this::ended, lines -> lines >= 20)).isGreaterThanOrEqualTo(20);
    assertThat(troubles()).isEmpty();
    assertOthersAreAnswered();
  }

  private long ended() {
    return capture.events.stream().filter(event -> event.getLoggerName().equals("access")).count();
  }

  private List<String> troubles() {
    return capture.events.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(event -> event.getLoggerName() + " " + event.getFormattedMessage())
        .toList();
  }

  @Test
  void noSignatureIsLogged() {
    assertOthersAreAnswered();
    load(original(server, "large").replace("large", "other"));
    load(original(server, "none"));
    eventually(this::ended, lines -> lines >= 3);
    List<String> lines = capture.events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("/assets/large"));
    assertThat(lines)
        .noneSatisfy(line ->
            assertThat(line).containsAnyOf("Signature", "Expires", TestServer.SIGNING_KEY_ID));
  }
}
