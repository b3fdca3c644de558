package dev.vitrine.row;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.ModelDocument;

/**
 * What of a document makes views differ. Views that ask for what a document does not have share one row: a plain custom
 * model has one row beside the minimal one.
 *
 * @param images how many training images it holds
 */
record RowTraits(boolean hasSettings, boolean hasThumbnail, int images, boolean hasImages, boolean hasHeldAssets) {
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

  /** The view among those that show the same that stands for all of them. */
  RowView canonical(View view, Audience audience) {
    if (view.minimal()) {
      return new RowView(View.minimalView(), Audience.OTHERS);
    }
    boolean owner = audience == Audience.OWNER && hasImages;
    boolean thumbnail = view.thumbnail() && (hasThumbnail || (owner && images > 0));
    boolean few = !owner || images <= TrainingImages.FIRST_THREE.most();
    return new RowView(
        new View(
            false,
            view.settings() && hasSettings,
            thumbnail,
            few ? TrainingImages.FIRST_THREE : view.images(),
            view.originalAssets() && hasHeldAssets,
            view.fields()),
        owner ? Audience.OWNER : Audience.OTHERS);
  }

  /** A view and for whom: together what a row is made for. */
  record RowView(View view, Audience audience) {}
}
