package dev.vitrine.client;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which model to read, and in which form. Immutable. */
public final class ModelRetrieveParams {
  private final String modelId;
  private final @Nullable Boolean originalAssets;

  private ModelRetrieveParams(String modelId, @Nullable Boolean originalAssets) {
    if (requireNonNull(modelId, "modelId").isEmpty()) {
      throw new IllegalArgumentException("The model id is empty");
    }
    this.modelId = modelId;
    this.originalAssets = originalAssets;
  }

  /**
   * Asks for this model.
   *
   * @throws IllegalArgumentException if the id is empty
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
