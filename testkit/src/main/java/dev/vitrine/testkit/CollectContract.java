package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.StoredBlob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** Listing blobs, touching them, and deleting those that nobody touched. */
public interface CollectContract extends AssetStoreUnderTest {
  /** How coarse the times of a store may be, and how wrong its clock. */
  Duration COARSE = Duration.ofSeconds(5);

  /** How often a race is run. */
  default int rounds() {
    return 200;
  }

  @Test
  default void allBlobsAreListed() {
    assertThat(listed()).isEmpty();
    Instant before = Instant.now().minus(COARSE);
    Map<String, Long> sizes = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      StoredBlob blob = stored(new Noise(i, 7L * i));
      sizes.put(blob.key(), blob.size());
    }
    Instant after = Instant.now().plus(COARSE);
    Map<String, BlobInfo> listed = listed();
    assertThat(listed.keySet()).isEqualTo(sizes.keySet());
    listed.forEach((key, blob) -> {
      assertThat(blob.size()).isEqualTo(sizes.get(key));
      assertThat(blob.touchedAt()).isBetween(before, after);
    });
    String deleted = sizes.keySet().iterator().next();
    store().delete(deleted);
    sizes.remove(deleted);
    assertThat(listed().keySet()).isEqualTo(sizes.keySet());
  }

  @Test
  default void blobsMayBeDeletedWhileTheyAreListed() {
    for (int i = 0; i < 30; i++) {
      stored(new Noise(i, 10));
    }
    Set<String> seen = ConcurrentHashMap.newKeySet();
    store()
        .each(blob -> {
          seen.add(blob.key());
          store().delete(blob.key());
        });
    assertThat(seen).hasSize(30);
    assertThat(listed()).isEmpty();
  }

  @Test
  default void whatIsTouchedIsListedAsTouched() {
    StoredBlob blob = stored(new Noise(1, 10));
    makeOld(blob.key());
    assertThat(touchedAt(blob.key())).isBefore(AssetStoreUnderTest.meanwhile());
    assertThat(store().touch(blob.key())).isTrue();
    assertThat(touchedAt(blob.key())).isAfter(Instant.now().minus(COARSE));
    assertThat(listed()).hasSize(1);
    assertHolds(blob.key(), new Noise(1, 10));
  }

  private Instant touchedAt(String key) {
    return Objects.requireNonNull(listed().get(key)).touchedAt();
  }

  @Test
  default void onlyWhatNobodyTouchedIsCollected() {
    String old = stored(new Noise(1, 10)).key();
    String touched = stored(new Noise(2, 10)).key();
    String fresh = stored(new Noise(3, 10)).key();
    makeOld(old);
    makeOld(touched);
    assertThat(store().touch(touched)).isTrue();
    Instant instant = AssetStoreUnderTest.meanwhile();
    assertThat(store().deleteUntouchedSince(old, instant)).isTrue();
    assertThat(store().deleteUntouchedSince(old, instant)).isFalse();
    assertThat(store().deleteUntouchedSince(touched, instant)).isFalse();
    assertThat(store().deleteUntouchedSince(fresh, instant)).isFalse();
    assertGone(old);
    assertHolds(touched, new Noise(2, 10));
    assertHolds(fresh, new Noise(3, 10));
    assertThat(listed().keySet()).containsExactlyInAnyOrder(touched, fresh);
  }

  @Test
  default void whatIsStoredAgainIsNotOld() {
    String first = stored(new Noise(1, 10)).key();
    makeOld(first);
    String second = stored(new Noise(1, 10)).key();
    store().deleteUntouchedSince(first, AssetStoreUnderTest.meanwhile());
    assertThat(store().deleteUntouchedSince(second, AssetStoreUnderTest.meanwhile())).isFalse();
    assertHolds(second, new Noise(1, 10));
  }

  @Test
  default void noBlobIsCollectedThatWasTouchedOrStoredMeanwhile() throws InterruptedException {
    Noise noise = new Noise(1, 100);
    CyclicBarrier together = new CyclicBarrier(4);
    for (int round = 0; round < rounds(); round++) {
      String key = stored(noise).key();
      makeOld(key);
      Instant instant = AssetStoreUnderTest.meanwhile();
      Set<String> promised = ConcurrentHashMap.newKeySet();
      Threads.runAll(
          4,
          thread -> {
            together.await();
            switch (thread) {
              case 0 -> promised.add(stored(noise).key());
              case 1 -> {
                if (store().touch(key)) {
                  promised.add(key);
                }
              }
              default -> store().deleteUntouchedSince(key, instant);
            }
          });
      for (String one : promised) {
        assertHolds(one, noise);
        assertThat(store().deleteUntouchedSince(one, instant)).isFalse();
      }
      assertThat(listed().keySet()).containsAll(promised);
      promised.forEach(store()::delete);
      store().delete(key);
      assertThat(listed()).isEmpty();
    }
  }
}
