package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobInfo;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A store of assets, and what its tests do with it over and over. */
public interface AssetStoreUnderTest {
  /** Longer than any stream of the tests. */
  long MUCH = 1L << 30;

  /** How long ago what is old was touched. */
  Duration LONG = Duration.ofHours(2);

  AssetStore store();

  /** Has a blob last been touched {@link #LONG} ago. */
  void makeOld(String key);

  /** An instant between now and when what is old was touched. */
  static Instant meanwhile() {
    return Instant.now().minus(LONG.dividedBy(2));
  }

  default StoredBlob stored(Noise noise) {
    try {
      return store().put(noise.stream(), MUCH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blob holds exactly these bytes. */
  default void assertHolds(String key, Noise noise) {
    try (BlobReader reader = Objects.requireNonNull(store().open(key), "not there")) {
      assertThat(reader.size()).isEqualTo(noise.size());
      assertThat(Noise.sha256(reader.stream(0, reader.size()))).isEqualTo(noise.sha256());
    }
  }

  default void assertGone(String key) {
    assertThat(store().open(key)).isNull();
    assertThat(store().exists(key)).isFalse();
    assertThat(store().touch(key)).isFalse();
    assertThat(listed()).doesNotContainKey(key);
  }

  /** All blobs by key; fails if one is listed twice. */
  default Map<String, BlobInfo> listed() {
    Map<String, BlobInfo> blobs = new HashMap<>();
    store().each(blob -> assertThat(blobs.put(blob.key(), blob)).isNull());
    return blobs;
  }
}
