package dev.vitrine.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.memory.MemoryAssetStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A store of assets as one catalogue uses it. */
class OwnedAssetStoreTest {
  @AutoClose private final MemoryAssetStore store = new MemoryAssetStore();
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE);
  private final OwnedAssetStore ours = new OwnedAssetStore(store, "catalogue_ours", nanoTime::get);
  private final OwnedAssetStore theirs = new OwnedAssetStore(store, "catalogue_theirs");

  private static StoredBlob put(AssetStore into) throws IOException {
    return into.put(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3);
  }

  @Test
  void whoStoresFirstOwnsAndOthersCanOnlyRead() throws IOException {
    assertThat(ours.exists("x")).isFalse();
    assertThat(store.owner()).as("reading claims nothing").isNull();
    StoredBlob blob = put(ours);
    assertThat(store.owner()).isEqualTo("catalogue_ours");

    assertForeign(() -> put(theirs));
    assertForeign(() -> theirs.touch(blob.key()));
    assertForeign(() -> theirs.delete(blob.key()));
    assertForeign(() -> theirs.deleteUntouchedSince(blob.key(), Instant.MAX));
    assertForeign(theirs::tidy);
    assertForeign(theirs::own);
    assertThat(theirs.exists(blob.key())).isTrue();
    assertThat(ours.touch(blob.key())).isTrue();
    ours.delete(blob.key());
    assertThat(theirs.exists(blob.key())).isFalse();
  }

  private static void assertForeign(ThrowingCallable call) {
    assertThatExceptionOfType(ForeignStoreException.class)
        .isThrownBy(call)
        .withMessageContaining("belongs to the catalogue catalogue_ours")
        .withMessageEndingWith("vitrine assets adopt --from catalogue_ours");
  }

  @Test
  void whatWasHandedOverIsUsedByTheNewOwner() throws IOException {
    ours.own();
    assertForeign(theirs::own);
    store.handOver("catalogue_theirs");
    assertThat(put(theirs).size()).isEqualTo(3);

    assertThat(put(ours).size()).as("looked at within the minute").isEqualTo(3);
    nanoTime.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThatExceptionOfType(ForeignStoreException.class).isThrownBy(() -> put(ours));
  }
}
