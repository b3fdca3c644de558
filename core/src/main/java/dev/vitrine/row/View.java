package dev.vitrine.row;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a model a row shows. Two equal views of one revision of a document are the same bytes, as
 * long as the signing window lasts.
 *
 * @param minimal exactly {@code id}, {@code name} and {@code type}; nothing else then counts
 * @param settings with the prompt embeddings
 * @param thumbnail with the thumbnail
 * @param originalAssets asset URLs name untransformed originals
 * @param fields only these top-level fields, {@code id} among them; null for all
 */
public record View(
    boolean minimal,
    boolean settings,
    boolean thumbnail,
    TrainingImages images,
    boolean originalAssets,
    @Nullable Set<String> fields) {
  private static final View MINIMAL =
      new View(true, false, false, TrainingImages.FIRST_THREE, false, null);

  public View {
    fields = fields == null ? null : Set.copyOf(fields);
  }

  /** The view that shows least. */
  public static View minimalView() {
    return MINIMAL;
  }

  /**
   * Everything a single read shows: settings, thumbnail and all training images (contract section
   * 2).
   */
  public static View single(boolean originalAssets) {
    return new View(false, true, true, TrainingImages.ALL, originalAssets, null);
  }
}
