package dev.vitrine.client.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A saved stage of a training. */
public final class Epoch extends ApiObject {
  private @Nullable String epoch;
  private @Nullable List<EpochAsset> assets;

  private Epoch() {}

  /** Identifies the stage within the model. */
  public Optional<String> epoch() {
    return Optional.ofNullable(epoch);
  }

  /** Pictures made at this stage from {@code parameters.samplePrompts}, where there were any. */
  public Optional<List<EpochAsset>> assets() {
    return list(assets);
  }
}
