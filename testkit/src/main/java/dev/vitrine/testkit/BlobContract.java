package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.BlobTooLargeException;
import dev.vitrine.asset.StoredBlob;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storing blobs and reading them. */
public interface BlobContract extends AssetStoreUnderTest {
  /** Whether a part can be asked for after the blob was deleted, or only read to its end. */
  default boolean readsPartsOfTheDeleted() {
    return true;
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        8191,
        8192,
        8193,
        65_536,
        131_071,
        131_072,
        131_073,
        1_048_576,
        1_048_577,
        8_388_607,
        8_388_608,
        8_388_609,
        20_000_000
      })
  default void whatIsStoredIsReadBack(long size) {
    Noise noise = new Noise(size, size);
    StoredBlob blob = stored(noise);
    assertThat(blob.size()).isEqualTo(size);
    assertThat(blob.sha256()).isEqualTo(noise.sha256());
    assertThat(blob.key()).hasSizeBetween(1, AssetStore.MAX_KEY_LENGTH).matches("[A-Za-z0-9._-]+");
    assertHolds(blob.key(), noise);
    assertThat(store().exists(blob.key())).isTrue();
  }

  @Test
  default void anyPartIsRead() throws IOException {
    Noise noise = new Noise(7, 300_000);
    try (BlobReader reader = reader(stored(noise).key())) {
      long[][] parts = {
        {0, 0},
        {0, 1},
        {0, 300_000},
        {1, 1},
        {65_535, 2},
        {100_000, 131_072},
        {299_999, 1},
        {300_000, 0}
      };
      for (long[] part : parts) {
        assertThat(Noise.sha256(reader.stream(part[0], part[1])))
            .isEqualTo(Noise.sha256(noise.stream(part[0], part[1])));
      }
      try (InputStream one = reader.stream(10, 5);
          InputStream other = reader.stream(20, 100_000)) {
        assertThat(other.read()).isEqualTo(noise.stream(20, 1).read());
        assertThat(one.skip(3)).isEqualTo(3);
        assertThat(one.read()).isEqualTo(noise.stream(13, 1).read());
        assertThat(one.readAllBytes()).hasSize(1);
        assertThat(one.read()).isEqualTo(-1);
        assertThat(Noise.sha256(other)).isEqualTo(Noise.sha256(noise.stream(21, 99_999)));
      }
    }
  }

  @Test
  default void aPartThatIsNotThereIsRefused() {
    try (BlobReader reader = reader(stored(new Noise(1, 10)).key())) {
      long[][] parts = {{-1, 1}, {0, 11}, {11, 0}, {5, -1}, {1, Long.MAX_VALUE}};
      for (long[] part : parts) {
        assertThatThrownBy(() -> reader.stream(part[0], part[1]))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  private BlobReader reader(String key) {
    return Objects.requireNonNull(store().open(key));
  }

  @Test
  default void aFileThatIsNamedHoldsTheBytes() throws IOException {
    Noise noise = new Noise(3, 1000);
    try (BlobReader reader = reader(stored(noise).key())) {
      if (reader.file() != null) {
        assertThat(reader.file()).hasBinaryContent(noise.stream().readAllBytes());
      }
    }
  }

  @Test
  default void equalBytesMayBeStoredAgain() {
    Noise noise = new Noise(1, 5000);
    StoredBlob one = stored(noise);
    StoredBlob two = stored(noise);
    assertThat(two.sha256()).isEqualTo(one.sha256());
    assertHolds(one.key(), noise);
    assertHolds(two.key(), noise);
    assertThat(listed()).hasSize(one.key().equals(two.key()) ? 1 : 2);
  }

  @Test
  default void aStreamMayBeAsLongAsAllowedAndNoLonger() throws IOException {
    for (long most : new long[] {0, 10, 131_072, 9_000_000}) {
      Noise longest = new Noise(most, most);
      assertHolds(store().put(longest.stream(), most).key(), longest);
      for (long more : new long[] {1, 200_000}) {
        assertThatExceptionOfType(BlobTooLargeException.class)
            .isThrownBy(() -> store().put(new Noise(5, most + more).stream(), most))
            .satisfies(e -> assertThat(e.mostBytes()).isEqualTo(most));
      }
    }
    assertThat(listed()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 131_072, 500_000, 17_000_000})
  default void aStreamThatFailsLeavesNothing(long failure) {
    assertThatIOException()
        .isThrownBy(() -> store().put(new Noise(1, 30_000_000).failingAt(failure), MUCH))
        .withMessage("the source failed");
    assertThat(listed()).isEmpty();
    assertGone(new Noise(1, failure).sha256());
  }

  @Test
  default void manyStoreTheSameAndDifferentBytesAtOnce() throws InterruptedException {
    Noise same = new Noise(1, 200_000);
    Map<String, Noise> stored = new ConcurrentHashMap<>();
    Threads.runAll(
        8,
        thread -> {
          for (int i = 0; i < 5; i++) {
            stored.put(stored(same).key(), same);
            Noise other = new Noise(100L * thread + i + 2, 1000L * i);
            stored.put(stored(other).key(), other);
          }
        });
    stored.forEach(this::assertHolds);
    assertThat(listed().keySet()).isEqualTo(stored.keySet());
  }

  @Test
  default void whoReadsADeletedBlobReadsOn() throws IOException {
    Noise noise = new Noise(1, 3_000_000);
    String key = stored(noise).key();
    try (BlobReader reader = reader(key)) {
      try (InputStream bytes = reader.stream(0, reader.size())) {
        byte[] first = bytes.readNBytes(1000);
        store().delete(key);
        assertThat(first).isEqualTo(noise.stream().readNBytes(1000));
        assertThat(Noise.sha256(bytes)).isEqualTo(Noise.sha256(noise.stream(1000, 2_999_000)));
      }
      if (readsPartsOfTheDeleted()) {
        assertThat(Noise.sha256(reader.stream(5, 10))).isEqualTo(Noise.sha256(noise.stream(5, 10)));
      }
    }
    assertGone(key);
  }

  @Test
  default void whatIsDeletedIsGoneAndMayComeBack() {
    Noise noise = new Noise(1, 10);
    String key = stored(noise).key();
    store().delete(key);
    assertGone(key);
    store().delete(key);
    assertHolds(stored(noise).key(), noise);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a",
        "../lock",
        "blobs",
        "/etc/passwd",
        "..\\x",
        "a/b",
        "%2e%2e",
        "a\u0000b",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/",
        "../blobs/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7"
      })
  default void aKeyThatTheStoreDidNotMakeNamesNothing(String key) {
    Noise noise = new Noise(1, 10);
    String other = stored(noise).key();
    assertGone(key);
    store().delete(key);
    assertThat(store().deleteUntouchedSince(key, AssetStoreUnderTest.meanwhile())).isFalse();
    assertGone("x".repeat(10_000));
    assertHolds(other, noise);
  }
}
