package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.UploadCalls.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.server.Answer;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.HookedAssetStore;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that come slowly, and a store that takes them slowly or not at all. */
@Timeout(120)
class SlowUploadsTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final int PIECE_MILLIS = 40;

  private static Settings settings(int bytesPerSecond) {
    return settings(SHORT, bytesPerSecond);
  }

  private static Settings settings(Duration patience, int bytesPerSecond) {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits =
        ServerLimits.DEFAULT.withConnection(new ConnectionLimits(100, patience, bytesPerSecond));
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  private static String head(Answer begun, String... headers) {
    URI uri = URI.create(UploadCalls.url(begun, 1));
    return "PUT "
        + uri.getRawPath()
        + "?"
        + uri.getRawQuery()
        + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + PNG.length
        + "\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  /** Sends the picture byte by byte until all of it has gone or the server has had enough. */
  private static RawAnswer drip(RawSocket socket) {
    AtomicInteger next = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    try (ScheduledExecutorService dripper = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          dripper.scheduleAtFixedRate(
              () -> {
                try {
                  socket.send(new byte[] {PNG[next.getAndIncrement()]});
                  if (next.get() == PNG.length) {
                    done.countDown();
                    dripper.shutdown();
                  }
                } catch (UncheckedIOException closed) {
                  done.countDown();
                  dripper.shutdown();
                }
              },
              0,
              PIECE_MILLIS,
              TimeUnit.MILLISECONDS);
      try {
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return socket.answer();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
  void aPartMayTakeLongerThanThePatienceAsLongAsItComes(String header) {
    Duration patience = Duration.ofSeconds(1);
    // At a byte in a second each byte that comes is worth another second.
    try (TestServer server = TestServer.start(settings(patience, 1));
        RawSocket socket = new RawSocket(server.address())) {
      Answer begun = UploadCalls.begin(server.as(STUDIO), 1);
      socket.send(head(begun, header));
      if (!header.isEmpty()) {
        assertThat(socket.anyAnswer().status()).isEqualTo(100);
      }
      assertThat((long) PNG.length * PIECE_MILLIS).isGreaterThan(2 * patience.toMillis());
      assertThat(drip(socket).status()).isEqualTo(200);
      assertThat(UploadCalls.status(UploadCalls.complete(server.as(STUDIO), UploadCalls.id(begun))))
          .isEqualTo("imported");
    }
  }

  @Test
  void aPartThatComesTooSlowlyIsCutOff() {
    try (TestServer server = TestServer.start(settings(1 << 30));
        RawSocket socket = new RawSocket(server.address())) {
      Answer begun = UploadCalls.begin(server.as(STUDIO), 1);
      socket.send(head(begun));
      assertThat(drip(socket).status()).isIn(0, 408);
      assertThat(UploadCalls.there(server.as(STUDIO).get("/uploads/" + UploadCalls.id(begun))))
          .isEmpty();
    }
  }

  @Test
  void aPartOfWhichNothingComesIsCutOff() {
    try (TestServer server = TestServer.start(settings(1));
        RawSocket socket = new RawSocket(server.address())) {
      Answer begun = UploadCalls.begin(server.as(STUDIO), 1);
      socket.send(head(begun)).send(new byte[] {PNG[0]});
      assertThat(socket.answer().status()).isIn(0, 408);
      assertThat(socket.isClosedByServer()).isTrue();
    }
  }

  private static TestServer over(Runnable before) {
    HookedAssetStore blobs = new HookedAssetStore(new MemoryAssetStore());
    blobs.beforePut(before);
    return TestServer.start(
        new MemoryStore(),
        blobs,
        TestServer.signingKeys(),
        settings(1 << 30),
        InstantSource.fixed(TestServer.NOW));
  }

  @Test
  void aStoreThatIsSlowCostsTheClientNothing() {
    try (TestServer server =
        over(() ->
            new CompletableFuture<Void>()
                .completeOnTimeout(null, 4 * SHORT.toMillis(), TimeUnit.MILLISECONDS)
                .join())) {
      Answer begun = UploadCalls.begin(server.as(STUDIO), 1);
      assertThat(UploadCalls.put(server.stranger(), UploadCalls.url(begun, 1), PNG).status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "UNAVAILABLE"})
  void aStoreThatTakesNothingSaysSo(String reason) {
    try (TestServer server =
        over(() -> {
          throw new AssetStoreException(
              AssetStoreException.Reason.valueOf(reason), "No room: /secret/path", null);
        })) {
      Answer begun = UploadCalls.begin(server.as(STUDIO), 1);
      Answer refused = UploadCalls.put(server.stranger(), UploadCalls.url(begun, 1), PNG);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("UNAVAILABLE");
      assertThat(refused.text()).doesNotContain("secret");
      assertThat(refused.header("Retry-After")).isNotEmpty();
    }
  }
}
