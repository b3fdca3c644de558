package dev.vitrine.server.http;

import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.ForwardingAssetStore;

/** A store of assets that can be out of reach for a while. */
final class SwitchedAssetStore extends ForwardingAssetStore {
  private volatile boolean away;

  /** A store around another, which it takes over. */
  SwitchedAssetStore(AssetStore inner) {
    super(inner);
  }

  /** From now on nothing can be done with it, or everything again. */
  void away(boolean now) {
    away = now;
  }

  @Override
  protected AssetStore store() {
    if (away) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The store is out of reach", null);
    }
    return super.store();
  }
}
