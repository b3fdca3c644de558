package dev.vitrine.row;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.ModelDocument;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a document makes views differ. Views that ask for what a document does not have share one
 * row: a plain custom model has one row beside the minimal one.
 *
 * @param images how many training images it holds
 */
record RowTraits(
    boolean hasSettings,
    boolean hasThumbnail,
    int images,
    boolean hasImages,
    boolean hasHeldAssets) {
  private static final int MINIMAL = 1;
  private static final int SETTINGS = 1 << 1;
  private static final int THUMBNAIL = 1 << 2;
  private static final int ALL_IMAGES = 1 << 3;
  private static final int ORIGINALS = 1 << 4;
  private static final int OWNER = 1 << 5;

  static RowTraits of(ModelDocument document) {
    JsonArray images = document.row().array(RowEncoder.TRAINING_IMAGES);
    return new RowTraits(
        document.row().get(RowEncoder.PROMPT_EMBEDDING) != null
            || document.row().get(RowEncoder.NEGATIVE_PROMPT_EMBEDDING) != null,
        document.row().get(RowEncoder.THUMBNAIL) != null,
        images == null ? 0 : images.size(),
        images != null,
        !document.heldAssets().isEmpty());
  }

  /**
   * What a view shows of such a document, apart from its selection of fields: equal shapes are
   * equal rows.
   */
  int shape(View view, Audience audience) {
    if (view.minimal()) {
      return MINIMAL;
    }
    boolean owner = hasImages && audience == Audience.OWNER;
    return (view.settings() && hasSettings ? SETTINGS : 0)
        | (view.thumbnail() && (hasThumbnail || (owner && images > 0)) ? THUMBNAIL : 0)
        | (owner
                && images > TrainingImages.FIRST_THREE.most()
                && view.images() == TrainingImages.ALL
            ? ALL_IMAGES
            : 0)
        | (view.originalAssets() && hasHeldAssets ? ORIGINALS : 0)
        | (owner ? OWNER : 0);
  }

  /** The view that stands for all of a shape. */
  static View view(int shape, @Nullable Set<String> fields) {
    return (shape & MINIMAL) != 0
        ? View.minimalView()
        : new View(
            false,
            (shape & SETTINGS) != 0,
            (shape & THUMBNAIL) != 0,
            (shape & ALL_IMAGES) != 0 ? TrainingImages.ALL : TrainingImages.FIRST_THREE,
            (shape & ORIGINALS) != 0,
            fields);
  }

  static Audience audience(int shape) {
    return (shape & OWNER) != 0 ? Audience.OWNER : Audience.OTHERS;
  }
}
