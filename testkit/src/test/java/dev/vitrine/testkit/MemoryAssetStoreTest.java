package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.memory.MemoryAssetStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The memory store keeps the contract of stores of assets. */
final class MemoryAssetStoreTest extends AssetStoreContract {
  private volatile Duration late = Duration.ZERO;

  @Override
  protected AssetStore open(Path folder) {
    return new MemoryAssetStore(() -> Instant.now().minus(late));
  }

  @Override
  public void makeOld(String key) {
    late = LONG;
    store().touch(key);
    late = Duration.ZERO;
  }

  @Test
  void aFullStoreTakesNothingUntilThereIsRoom() throws IOException {
    try (AssetStore small = new MemoryAssetStore(InstantSource.system(), 1000)) {
      Noise first = new Noise(1, 600);
      small.put(first.stream(), MUCH);
      assertThatExceptionOfType(AssetStoreException.class)
          .isThrownBy(() -> small.put(new Noise(2, 600).stream(), MUCH))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(AssetStoreException.Reason.FULL));
      small.delete(first.sha256());
      assertThat(small.put(new Noise(2, 1000).stream(), MUCH).size()).isEqualTo(1000);
    }
  }
}
