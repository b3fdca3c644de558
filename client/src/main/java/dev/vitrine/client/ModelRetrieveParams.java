package dev.vitrine.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which model to read, and in which form. Immutable. */
public final class ModelRetrieveParams {
  private final String modelId;
  private final @Nullable Boolean originalAssets;

  private ModelRetrieveParams(String modelId, @Nullable Boolean originalAssets) {
    this.modelId = Ids.checked(modelId);
    this.originalAssets = originalAssets;
  }

  /**
   * Asks for this model.
   *
   * @throws IllegalArgumentException if no model can have this id
   */
  public static ModelRetrieveParams of(String modelId) {
    return new ModelRetrieveParams(modelId, null);
  }

  /** The same with asset URLs of the untransformed originals, or not. Default false. */
  public ModelRetrieveParams originalAssets(boolean flag) {
    return new ModelRetrieveParams(modelId, flag);
  }

  /** The id. */
  public String modelId() {
    return modelId;
  }

  /** Asset URLs of the untransformed originals. */
  public Optional<Boolean> originalAssets() {
    return Optional.ofNullable(originalAssets);
  }
}
