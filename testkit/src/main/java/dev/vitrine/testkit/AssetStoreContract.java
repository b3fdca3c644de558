package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.StoredBlob;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every store of assets owes; a subclass says how to open it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // Set before each test.
public abstract class AssetStoreContract implements BlobContract, CollectContract, OwnerContract {
  private AssetStore store;

  /**
   * Opens a store without blobs.
   *
   * @param folder empty, and this store's alone
   */
  protected abstract AssetStore open(Path folder);

  @BeforeEach
  void openStore(@TempDir Path folder) {
    store = open(folder.resolve("assets"));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Override
  public final AssetStore store() {
    return store;
  }

  @Test
  void aClosedStoreRefusesEverything() {
    StoredBlob blob = stored(new Noise(1, 10));
    store.close();
    store.close();
    assertClosed(() -> store.put(new Noise(1, 10).stream(), MUCH));
    assertClosed(() -> store.open(blob.key()));
    assertClosed(() -> store.exists(blob.key()));
    assertClosed(() -> store.touch(blob.key()));
    assertClosed(() -> store.delete(blob.key()));
    assertClosed(() -> store.deleteUntouchedSince(blob.key(), Instant.EPOCH));
    assertClosed(() -> store.each(each -> {}));
    assertClosed(() -> store.owner());
    assertClosed(() -> store.claim("catalogue_a"));
    assertClosed(() -> store.handOver("catalogue_a"));
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatExceptionOfType(AssetStoreException.class)
        .isThrownBy(call)
        .withMessageContaining("closed");
  }
}
