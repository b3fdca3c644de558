package dev.vitrine.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What comes slowly waits on the disk, and nobody waits for it. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // Set before the tests.
final class SlowSourcesTest implements AssetStoreUnderTest {
  /** More than may be sent at a time. */
  private static final int SLOW = S3AssetStore.TURNS + 8;

  private static LocalS3 s3;

  private final String prefix = UUID.randomUUID() + "/";
  @TempDir private Path folder;
  private Path spool;
  private AssetStore store;

  @BeforeAll
  static void startS3(@TempDir Path data) throws Exception {
    s3 = LocalS3.start(data);
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  @BeforeEach
  void open() {
    spool = folder.resolve("in/spool");
    store = S3AssetStore.open(s3.settings(prefix, S3Settings.ANSWER_TIMEOUT), spool);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public AssetStore store() {
    return store;
  }

  @Override
  public void makeOld(String key) {
    s3.setTime(prefix + key, Instant.now().minus(LONG));
  }

  private List<String> waiting() {
    String[] names = spool.toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  /** Bytes of which the last ones come when they are let. */
  private static final class Halting extends InputStream {
    private final InputStream bytes;
    private final CountDownLatch halted;
    private final CountDownLatch goOn;
    private long left;

    private Halting(Noise noise, long first, CountDownLatch halted, CountDownLatch goOn) {
      this.bytes = noise.stream();
      this.left = first;
      this.halted = halted;
      this.goOn = goOn;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        halted.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
        return bytes.read(into, offset, length);
      }
      int read = bytes.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }

  @Test
  void manyThatComeSlowlyKeepNobodyOut() throws Exception {
    CountDownLatch halted = new CountDownLatch(SLOW);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Noise> noises = new ArrayList<>();
    List<Future<String>> keys = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < SLOW; i++) {
          Noise noise = new Noise(i, i % 10 == 0 ? 9_000_000 : 2_000_000);
          noises.add(noise);
          keys.add(
              threads.submit(() ->
                  store.put(new Halting(noise, noise.size() - 100_000, halted, goOn), MUCH).key()));
        }
        assertThat(halted.await(200, TimeUnit.SECONDS)).isTrue();
        Noise other = new Noise(SLOW, 20_000_000);
        assertHolds(stored(other).key(), other);
      } finally {
        goOn.countDown();
      }
      for (int i = 0; i < SLOW; i++) {
        assertHolds(keys.get(i).get(), noises.get(i));
      }
    }
    assertThat(waiting()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Files that are open keep their names there.
  void whateverBecomesOfTheProcessNothingIsLeft() throws Exception {
    CountDownLatch halted = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Noise noise = new Noise(1, 9_000_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> key =
          threads.submit(() -> store.put(new Halting(noise, 2_000_000, halted, goOn), MUCH).key());
      try {
        assertThat(halted.await(200, TimeUnit.SECONDS)).isTrue();
        assertThat(spool).isDirectory();
        assertThat(waiting()).isEmpty();
      } finally {
        goOn.countDown();
      }
      assertHolds(key.get(), noise);
    }
  }

  @Test
  void whatWasLeftIsRemovedAtTheStart() throws IOException {
    Files.createDirectories(spool);
    Files.writeString(spool.resolve("left.spool"), "x");
    Files.writeString(spool.resolve("another's"), "x");
    S3AssetStore.open(s3.settings(prefix, S3Settings.ANSWER_TIMEOUT), spool).close();
    assertThat(waiting()).containsExactly("another's");
  }

  @Test
  void aSourceThatFailsLeavesNothing() {
    InputStream failing =
        new InputStream() {
          private final InputStream bytes = new Noise(2, 9_000_000).stream();

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            int read = bytes.read(into, offset, length);
            if (read < 0) {
              throw new IOException("gone");
            }
            return read;
          }
        };
    assertThatIOException().isThrownBy(() -> store.put(failing, MUCH)).withMessage("gone");
    assertThat(waiting()).isEmpty();
    assertThat(listed()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeUsedIsSaidNotToBe() throws IOException {
    Files.writeString(folder.resolve("in"), "a file");
    assertThatExceptionOfType(AssetStoreException.class)
        .isThrownBy(() -> stored(new Noise(3, 100_000)))
        .withMessageContaining(spool.toString())
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    Noise little = new Noise(4, 60_000);
    assertHolds(stored(little).key(), little);
  }

  @Test
  void aFullDiskIsSaidToBeFull() {
    AssetStoreException full = Spool.explain(folder, new IOException("No space left on device"));
    assertThat(full.reason()).isEqualTo(Reason.FULL);
    assertThat(full).hasMessageContaining(folder + " is full: make room");
    assertThat(Spool.explain(new File("/nowhere").toPath(), new IOException("broken")).reason())
        .isEqualTo(Reason.UNAVAILABLE);
  }
}
