package dev.vitrine.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a copy of a model takes over. Immutable. */
public final class ModelCopyParams {
  private static final ModelCopyParams NONE = new ModelCopyParams(null, null, null);

  private final @Nullable Boolean copyAsTrained;
  private final @Nullable Boolean copyExamples;
  private final @Nullable Boolean originalAssets;

  private ModelCopyParams(
      @Nullable Boolean copyAsTrained,
      @Nullable Boolean copyExamples,
      @Nullable Boolean originalAssets) {
    this.copyAsTrained = copyAsTrained;
    this.copyExamples = copyExamples;
    this.originalAssets = originalAssets;
  }

  /** As the service has it: what is needed to train it anew, and the examples. */
  public static ModelCopyParams none() {
    return NONE;
  }

  /** The same with the result of the training, or not. Default false. */
  public ModelCopyParams copyAsTrained(boolean flag) {
    return new ModelCopyParams(flag, copyExamples, originalAssets);
  }

  /** The same with the examples, or not. Default true. */
  public ModelCopyParams copyExamples(boolean flag) {
    return new ModelCopyParams(copyAsTrained, flag, originalAssets);
  }

  /** The same with asset URLs of the answer naming untransformed originals. Default false. */
  public ModelCopyParams originalAssets(boolean flag) {
    return new ModelCopyParams(copyAsTrained, copyExamples, flag);
  }

  /** With the result of the training. */
  public Optional<Boolean> copyAsTrained() {
    return Optional.ofNullable(copyAsTrained);
  }

  /** With the examples. */
  public Optional<Boolean> copyExamples() {
    return Optional.ofNullable(copyExamples);
  }

  /** Asset URLs of the untransformed originals in the answer. */
  public Optional<Boolean> originalAssets() {
    return Optional.ofNullable(originalAssets);
  }
}
