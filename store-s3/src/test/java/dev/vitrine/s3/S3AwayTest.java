package dev.vitrine.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** S3 goes away, and comes back. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // Set before each test.
final class S3AwayTest implements AssetStoreUnderTest {
  private static final Noise NOISE = new Noise(1, 5_000_000);

  private LocalS3 s3;
  private AssetStore store;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    s3 = LocalS3.start(folder);
    store = S3AssetStore.open(s3.settings("some/", S3Settings.ANSWER_TIMEOUT), s3.spool());
  }

  @AfterEach
  void stop() {
    store.close();
    s3.close();
  }

  @Override
  public AssetStore store() {
    return store;
  }

  @Override
  public void makeOld(String key) {
    s3.setTime("some/" + key, Instant.now().minus(LONG));
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatExceptionOfType(AssetStoreException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .withMessageContaining("S3 at http://127.0.0.1:")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(LocalS3.SECRET));
  }

  private void assertEverythingFails(AssetStore some, String key) {
    assertUnavailable(() -> some.put(NOISE.stream(), MUCH));
    assertUnavailable(() -> some.open(key));
    assertUnavailable(() -> some.exists(key));
    assertUnavailable(() -> some.touch(key));
    assertUnavailable(() -> some.delete(key));
    assertUnavailable(() -> some.deleteUntouchedSince(key, Instant.now()));
    assertUnavailable(() -> some.each(each -> {}));
  }

  @Test
  void everythingFailsSoonAndWorksAgainWhenItIsBack() throws Exception {
    String key = stored(NOISE).key();
    s3.stop();
    assertEverythingFails(store, key);
    s3.start();
    assertHolds(key, NOISE);
    assertHolds(stored(NOISE).key(), NOISE);
    assertThat(store.touch(key)).isTrue();
    assertThat(listed()).hasSize(2);
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForLong() throws IOException {
    Duration soon = Duration.ofMillis(300);
    try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        AssetStore impatient =
            S3AssetStore.open(
                new S3Settings(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    "us-east-1",
                    LocalS3.BUCKET,
                    "",
                    true,
                    s3.credentials(),
                    soon,
                    soon),
                s3.spool())) {
      String key = "0".repeat(32);
      assertUnavailable(() -> impatient.open(key));
      assertUnavailable(() -> impatient.touch(key));
      assertUnavailable(() -> impatient.each(each -> {}));
    }
  }

  @Test
  void whatIsBeingReadEndsWithAnErrorNotTooEarly() throws Exception {
    Noise large = new Noise(2, 100_000_000);
    try (BlobReader reader = Objects.requireNonNull(store.open(stored(large).key()));
        InputStream bytes = reader.stream(0, large.size())) {
      assertThat(bytes.readNBytes(100_000)).hasSize(100_000);
      s3.stop();
      assertUnavailable(() -> bytes.transferTo(OutputStream.nullOutputStream()));
    }
  }

  @Test
  void whatIsBeingStoredLeavesNothing() throws Exception {
    InputStream stopping =
        new InputStream() {
          private final InputStream bytes = new Noise(3, 30_000_000).stream();
          private long count;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            int read = bytes.read(into, offset, length);
            count += read;
            if (count > 20_000_000) {
              s3.stop();
            }
            return read;
          }
        };
    assertUnavailable(() -> store.put(stopping, MUCH));
    s3.start();
    assertThat(listed()).isEmpty();
    assertHolds(stored(NOISE).key(), NOISE);
  }
}
