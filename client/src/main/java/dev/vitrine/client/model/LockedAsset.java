package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An asset, and what its lock is released with. */
public final class LockedAsset extends ApiObject {
  private @Nullable Asset asset;
  private @Nullable String lockId;

  private LockedAsset() {}

  /** The asset. */
  public Optional<Asset> asset() {
    return Optional.ofNullable(asset);
  }

  /** What to name when it is changed or unlocked. */
  public Optional<String> lockId() {
    return Optional.ofNullable(lockId);
  }
}
