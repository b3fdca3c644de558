package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.TextBounds;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of training images: one asset, several assets, or a picture that is sent
 * along. An asset counts for more than a picture; several assets stand alone.
 *
 * @param assetIds in their order; none where a picture is sent
 * @param field that names them, for errors
 * @param data whether a picture is sent
 * @param name of the file the picture came as; null if none was given
 * @param description the caption; null if none was given
 */
record TrainingImageRequest(
    List<String> assetIds,
    String field,
    boolean data,
    @Nullable String name,
    @Nullable String description) {
  static final String ASSET_ID = "assetId";
  static final String ASSET_IDS = "assetIds";
  static final String DATA = "data";
  static final String NAME = "name";
  static final String DESCRIPTION = "description";
  private static final String PRESET = "preset";
  private static final Set<String> PRESETS = Set.of("default", "style", "subject");

  /** Longest caption, in characters. */
  static final int LONGEST_DESCRIPTION = 4096;

  /**
   * Reads a body.
   *
   * @param data whether it holds a picture
   * @throws VitrineException INVALID_PARAMETER
   */
  static TrainingImageRequest of(Parameters body, boolean data) {
    String preset = body.text(PRESET);
    if (preset != null) {
      new TextBounds(PRESETS, 0, Integer.MAX_VALUE, TextBounds.Form.ANY).check(preset, PRESET);
    }
    String description = body.unsets(DESCRIPTION) ? "" : body.text(DESCRIPTION);
    if (description != null) {
      TextBounds.prose(LONGEST_DESCRIPTION).check(description, DESCRIPTION);
    }
    String one = body.text(ASSET_ID);
    Set<String> several = body.ids(ASSET_IDS, ModelTrainingImages.MOST_AT_A_TIME);
    String name = body.text(NAME);
    if (several != null) {
      if (one != null || data || name != null) {
        throw VitrineException.invalidParameter(
            ASSET_IDS, "cannot be had together with \"assetId\", \"data\" or \"name\"");
      }
      if (several.isEmpty()) {
        throw VitrineException.invalidParameter(ASSET_IDS, "must name at least one asset");
      }
      return new TrainingImageRequest(List.copyOf(several), ASSET_IDS, false, null, description);
    }
    if (one != null) {
      return new TrainingImageRequest(List.of(one), ASSET_ID, false, null, description);
    }
    String unread = body.text(DATA); // Anything but a text is refused.
    return new TrainingImageRequest(
        List.of(),
        DATA,
        data && unread != null,
        name == null || !data ? null : NewAsset.name(NAME, name),
        description);
  }

  /** Whether it names or holds an image. */
  boolean hasImage() {
    return data || !assetIds.isEmpty();
  }
}
