package dev.vitrine.asset.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other processes may do between any two steps of one that collects a blob. */
@SuppressWarnings("NullAway.Init") // Set before each test.
final class CollectingTest implements AssetStoreUnderTest {
  private static final Noise NOISE = new Noise(1, 5000);
  private static final String KEY = NOISE.sha256();

  @TempDir private Path temporary;

  private StagedDisk disk;
  private AssetStore collector;
  private AssetStore store;

  @BeforeEach
  void openStores() {
    Path folder = temporary.resolve("assets");
    disk = new StagedDisk(folder);
    collector = FileAssetStore.open(folder, InstantSource.system(), disk);
    store = FileAssetStore.open(folder);
  }

  @AfterEach
  void closeStores() {
    collector.close();
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

  private interface Other {
    /** Acts, and says whether the blob has to stay. */
    boolean act();
  }

  /** Has another act before each step of a collection in turn. */
  private void beforeEachStep(Other other) {
    List<String> passed = new ArrayList<>();
    boolean acted = true;
    for (int when = 1; acted; when++) {
      stored(NOISE);
      makeOld(KEY);
      AtomicInteger left = new AtomicInteger(when);
      boolean[] stays = {false};
      disk.before((step, path) -> {
        if (left.decrementAndGet() == 0) {
          passed.add(step);
          stays[0] = other.act();
        }
      });
      boolean deleted = collector.deleteUntouchedSince(KEY, AssetStoreUnderTest.meanwhile());
      disk.calm();
      acted = left.get() <= 0;
      if (stays[0]) {
        assertThat(deleted).as("acted before %s", passed).isFalse();
        assertHolds(KEY, NOISE);
        assertThat(listed()).containsOnlyKeys(KEY);
        assertThat(collector.deleteUntouchedSince(KEY, AssetStoreUnderTest.meanwhile())).isFalse();
      } else if (deleted) {
        assertGone(KEY);
      }
    }
    assertThat(passed).contains("touchedAt", "move", "delete");
  }

  @Test
  void anotherTouchesTheBlob() {
    beforeEachStep(() -> store.touch(KEY));
  }

  @Test
  void anotherStoresTheBlob() {
    beforeEachStep(() -> {
      stored(NOISE);
      return true;
    });
  }

  @Test
  void anotherReadsTheBlob() {
    beforeEachStep(() -> {
      assertHolds(KEY, NOISE);
      assertThat(store.exists(KEY)).isTrue();
      return false;
    });
  }

  @Test
  void anotherDeletesTheBlob() {
    beforeEachStep(() -> {
      store.delete(KEY);
      return false;
    });
    store.delete(KEY);
    assertGone(KEY);
  }

  @Test
  void anotherListsAndOpens() {
    beforeEachStep(() -> {
      listed();
      FileAssetStore.open(temporary.resolve("assets")).close();
      return false;
    });
  }

  @Test
  void anotherCollectsTheBlobAndItIsStoredAgain() {
    beforeEachStep(() -> {
      store.deleteUntouchedSince(KEY, AssetStoreUnderTest.meanwhile());
      stored(NOISE);
      return true;
    });
  }

  /** Keeps times as old file systems do. */
  private static final class CoarseDisk extends Disk {
    private final long seconds;

    CoarseDisk(Path folder, long seconds) {
      super(folder);
      this.seconds = seconds;
    }

    @Override
    Instant touchedAt(Path file) throws IOException {
      return Instant.ofEpochSecond(
          Math.floorDiv(super.touchedAt(file).getEpochSecond(), seconds) * seconds);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void coarseTimesDoNotMakeABlobOlder(long seconds) {
    Path folder = temporary.resolve("coarse");
    try (AssetStore coarse =
        FileAssetStore.open(folder, InstantSource.system(), new CoarseDisk(folder, seconds))) {
      store.close();
      store = coarse;
      Instant before = Instant.now();
      stored(NOISE);
      assertThat(coarse.deleteUntouchedSince(KEY, before)).isFalse();
      makeOld(KEY);
      before = Instant.now();
      assertThat(coarse.touch(KEY)).isTrue();
      assertThat(coarse.deleteUntouchedSince(KEY, before)).isFalse();
      makeOld(KEY);
      assertThat(coarse.deleteUntouchedSince(KEY, AssetStoreUnderTest.meanwhile())).isTrue();
    }
  }
}
