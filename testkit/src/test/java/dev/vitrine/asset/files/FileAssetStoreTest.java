package dev.vitrine.asset.files;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.testkit.AssetStoreContract;
import java.nio.file.Path;

/** The store in files keeps the contract. */
final class FileAssetStoreTest extends AssetStoreContract {
  @Override
  protected AssetStore open(Path folder) {
    return FileAssetStore.open(folder);
  }

  @Override
  public void makeOld(String key) {
    Blobs.makeOld(store(), key);
  }
}
