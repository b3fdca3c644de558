package dev.vitrine.asset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import dev.vitrine.testkit.AssetStoreUnderTest;
import dev.vitrine.testkit.Noise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails at any step costs the call that met it, and nothing that was acknowledged. */
@SuppressWarnings("NullAway.Init") // Set before each test.
final class FailingDiskTest implements AssetStoreUnderTest {
  private static final Noise KEPT = new Noise(1, 200_000);
  private static final Noise OTHER = new Noise(2, 300_000);

  @TempDir private Path temporary;

  private Path folder;
  private StagedDisk disk;
  private AssetStore store;

  @BeforeEach
  void openStore() {
    folder = temporary.resolve("assets");
    disk = new StagedDisk(folder);
    store = FileAssetStore.open(folder, InstantSource.system(), disk);
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

  private interface Call {
    void run() throws IOException;
  }

  private interface Check {
    void run(boolean failed);
  }

  /** Fails one call at its first step, the next at its second and so on, before and after it. */
  private void atEachStep(Runnable prepare, Call call, Check check) throws IOException {
    for (boolean done : new boolean[] {false, true}) {
      boolean failed = true;
      for (int fatal = 1; failed; fatal++) {
        disk.calm();
        prepare.run();
        AtomicInteger steps = new AtomicInteger(fatal);
        StagedDisk.Stage stage =
            (step, path) -> {
              if (steps.decrementAndGet() == 0) {
                throw new IOException("broken at " + step);
              }
            };
        if (done) {
          disk.after(stage);
        } else {
          disk.before(stage);
        }
        failed = false;
        try {
          call.run();
        } catch (AssetStoreException e) {
          assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
          assertThat(e).hasMessageContaining("broken at").hasMessageContaining("check the disk");
          failed = true;
        }
        failed = failed || steps.get() <= 0; // Some steps may fail without harm.
        disk.calm();
        check.run(failed);
        assertHolds(KEPT.sha256(), KEPT);
      }
    }
  }

  @Test
  void storingFails() throws IOException {
    stored(KEPT);
    atEachStep(
        () -> store.delete(OTHER.sha256()),
        () -> store.put(OTHER.stream(), MUCH),
        failed -> {
          if (!failed || store.exists(OTHER.sha256())) {
            assertHolds(OTHER.sha256(), OTHER);
          }
          stored(OTHER);
          assertHolds(OTHER.sha256(), OTHER);
        });
    store.close();
    store = FileAssetStore.open(folder);
    assertThat(Blobs.leftovers(folder)).isEmpty();
  }

  @Test
  void storingAgainFails() throws IOException {
    atEachStep(
        () -> {
          stored(KEPT);
          makeOld(KEPT.sha256());
        },
        () -> store.put(KEPT.stream(), MUCH),
        failed -> {
          if (!failed) {
            assertThat(store.deleteUntouchedSince(KEPT.sha256(), AssetStoreUnderTest.meanwhile()))
                .isFalse();
          }
        });
  }

  @Test
  void touchingFails() throws IOException {
    atEachStep(
        () -> {
          stored(KEPT);
          makeOld(KEPT.sha256());
        },
        () -> assertThat(store.touch(KEPT.sha256())).isTrue(),
        failed -> {});
  }

  @Test
  void collectingFails() throws IOException {
    stored(KEPT);
    atEachStep(
        () -> {
          stored(OTHER);
          makeOld(OTHER.sha256());
        },
        () -> store.deleteUntouchedSince(OTHER.sha256(), AssetStoreUnderTest.meanwhile()),
        failed -> {
          if (store.exists(OTHER.sha256())) {
            assertHolds(OTHER.sha256(), OTHER);
          }
          stored(OTHER);
          assertHolds(OTHER.sha256(), OTHER);
          assertThat(listed().keySet()).containsExactlyInAnyOrder(KEPT.sha256(), OTHER.sha256());
        });
  }

  @Test
  void collectingWhatIsTouchedFails() throws IOException {
    atEachStep(
        () -> {
          stored(KEPT);
          makeOld(KEPT.sha256());
        },
        () -> {
          AtomicInteger asked = new AtomicInteger();
          disk.after((step, path) -> {
            if ("move".equals(step) && asked.getAndIncrement() == 0) {
              assertThat(store.touch(KEPT.sha256())).isTrue();
            }
          });
          store.deleteUntouchedSince(KEPT.sha256(), AssetStoreUnderTest.meanwhile());
        },
        failed -> {});
  }

  @Test
  void deletingAndListingFail() throws IOException {
    stored(KEPT);
    atEachStep(
        () -> stored(OTHER),
        () -> {
          store.each(blob -> {});
          store.delete(OTHER.sha256());
        },
        failed -> {
          if (store.exists(OTHER.sha256())) {
            assertHolds(OTHER.sha256(), OTHER);
          }
        });
  }

  @Test
  void openingFails() throws IOException {
    stored(KEPT);
    atEachStep(
        () -> {},
        () -> FileAssetStore.open(folder, InstantSource.system(), disk).close(),
        failed -> {});
  }

  @Test
  void aFullDiskIsSaidToBeFull() {
    stored(KEPT);
    for (String reason : new String[] {"No space left on device", "Disk quota exceeded"}) {
      for (String full : new String[] {"create", "write", "force", "createFolder", "move"}) {
        disk.before((step, path) -> {
          if (step.equals(full)) {
            throw new IOException(reason);
          }
        });
        // Other bytes each time, so that a folder has to be made.
        Noise noise = new Noise(reason.length() * 100 + full.length(), 1000);
        assertThatExceptionOfType(AssetStoreException.class)
            .isThrownBy(() -> store.put(noise.stream(), MUCH))
            .withMessageContaining("is full: make room")
            .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
        assertThat(store.exists(noise.sha256())).isFalse();
        assertThat(Blobs.leftovers(folder)).isEmpty();
      }
    }
    disk.calm();
    assertThat(listed()).hasSize(1);
    assertHolds(KEPT.sha256(), KEPT);
  }
}
