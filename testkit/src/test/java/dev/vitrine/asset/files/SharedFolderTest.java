package dev.vitrine.asset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import dev.vitrine.testkit.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the folder of a store, and who else works on it. */
@SuppressWarnings("NullAway.Init") // Set before each test.
final class SharedFolderTest implements AssetStoreUnderTest {
  private static final Noise NOISE = new Noise(1, 5000);
  private static final String KEY = NOISE.sha256();

  @TempDir private Path temporary;

  private Path folder;
  private AssetStore store;

  @BeforeEach
  void openStore() {
    folder = temporary.resolve("some").resolve("assets");
    store = FileAssetStore.open(folder);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  public AssetStore store() {
    return store;
  }

  @Override
  public void makeOld(String key) {
    Blobs.makeOld(store, key);
  }

  private Path blob() {
    return folder.resolve("blobs").resolve(KEY.substring(0, 2)).resolve(KEY);
  }

  @Test
  void blobsLieInShardsForTheirOwnerAlone() throws IOException {
    stored(NOISE);
    assertThat(blob()).isRegularFile();
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aStoreThatIsClosedLeavesNothingButBlobs() {
    stored(NOISE);
    store.close();
    assertThat(folder.resolve("sessions")).isEmptyDirectory();
    store = FileAssetStore.open(folder);
    assertHolds(KEY, NOISE);
  }

  @Test
  void whatTheKilledLeftIsClearedAwayAndWhatTheyPutAsideComesBack() throws IOException {
    stored(NOISE);
    Path killed = Files.createDirectories(folder.resolve("sessions").resolve("killed"));
    Files.createFile(killed.resolve("lock"));
    Files.writeString(killed.resolve("draft-1"), "half");
    Files.move(blob(), killed.resolve("aside-" + KEY));
    Path earlier = Files.createDirectories(folder.resolve("sessions").resolve("killed at once"));
    // Found at once, also before it is put back.
    assertThat(store.exists(KEY)).isTrue();
    Files.delete(blob());
    assertThat(listed()).containsOnlyKeys(KEY);
    assertHolds(KEY, NOISE);
    assertThat(killed).doesNotExist();
    assertThat(earlier).doesNotExist();
    assertThat(Blobs.leftovers(folder)).isEmpty();
  }

  @Test
  void aDeletedBlobDoesNotComeBackFromAside() throws IOException {
    stored(NOISE);
    Path killed = Files.createDirectories(folder.resolve("sessions").resolve("killed"));
    Files.createFile(killed.resolve("lock"));
    Files.createLink(killed.resolve("aside-" + KEY), blob());
    store.delete(KEY);
    assertGone(KEY);
    assertThat(listed()).isEmpty();
    assertGone(KEY);
  }

  @Test
  void whatOthersStillWriteIsLeftAlone() throws IOException {
    Noise large = new Noise(2, 1_000_000);
    try (InputStream slow =
        new InputStream() {
          private final InputStream bytes = large.stream();
          private boolean disturbed;

          @Override
          public int read() throws IOException {
            return bytes.read();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (!disturbed) {
              disturbed = true;
              try (AssetStore other = FileAssetStore.open(folder)) {
                other.each(blob -> {});
              }
            }
            return bytes.read(into, offset, length);
          }
        }) {
      store.put(slow, MUCH);
    }
    assertHolds(large.sha256(), large);
  }

  @Test
  void strangeFilesAreNotBlobs() throws IOException {
    stored(NOISE);
    Files.writeString(blob().resolveSibling("notes.txt"), "x");
    Files.writeString(blob().resolveSibling(KEY + ".bak"), "x");
    Files.writeString(folder.resolve("blobs").resolve("zz"), "x");
    Files.createDirectories(folder.resolve("blobs").resolve("lost+found"));
    Path other = folder.resolve("blobs").resolve(KEY.startsWith("0") ? "10" : "00");
    Files.writeString(other, "x");
    Files.writeString(folder.resolve("sessions").resolve("notes.txt"), "x");
    assertThat(listed()).containsOnlyKeys(KEY);
  }

  @Test
  void damagedBytesAreReplacedByWhole() throws IOException {
    stored(NOISE);
    Files.write(blob(), new byte[10]);
    stored(NOISE);
    assertHolds(KEY, NOISE);
  }

  @Test
  void aFolderThatIsNoneIsSaidToBe() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    for (Path bad : List.of(file, file.resolve("below"))) {
      assertThatExceptionOfType(AssetStoreException.class)
          .isThrownBy(() -> FileAssetStore.open(bad))
          .withMessageContaining(bad.toString());
    }
  }

  @Test
  void sessionsEndWhileOthersBegin() throws InterruptedException {
    stored(NOISE);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Threads.runAll(
        6,
        thread -> {
          for (int i = 0; i < 20; i++) {
            try (AssetStore other = FileAssetStore.open(folder)) {
              Noise noise = new Noise(thread * 100L + i, 1000);
              seen.add(other.put(noise.stream(), MUCH).key());
              other.each(blob -> {});
            }
          }
        });
    assertThat(listed().keySet()).containsAll(seen).contains(KEY).hasSize(seen.size() + 1);
    assertThat(Blobs.leftovers(folder)).isEmpty();
  }
}
