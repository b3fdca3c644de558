package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pictures of a model: training images, examples, thumbnail. */
public final class ModelImages {
  /** Most images removed by one call. */
  public static final int MOST = 100;

  private static final String IDS = "ids";
  private static final String TRAINING_IMAGES = "trainingImages";
  private static final String PAIRS = "trainingImagePairs";
  private static final String NUMBER = "trainingImagesNumber";
  private static final String EXAMPLES = "exampleAssetIds";
  private static final String THUMBNAIL = "thumbnail";

  /** Numbers on record that are counted down; another form stays what it is. */
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");

  private final ModelEdits edits;

  public ModelImages(ModelEdits edits) {
    this.edits = edits;
  }

  /**
   * Takes images out of a model, wherever it has them: out of its training images and the pairs
   * that name them, its examples, its thumbnail. All or none.
   *
   * @param body {@code ids}
   * @throws VitrineException INVALID_PARAMETER; NOT_FOUND also for one that is no image of the
   *     model; or what {@link ModelEdits#edit} refuses
   */
  public void delete(
      Caller.KeyHolder caller, String modelId, Precondition condition, Parameters body) {
    caller.requireEditor();
    Set<String> ids = body.requiredIds(IDS, MOST);
    if (ids.isEmpty()) {
      throw VitrineException.invalidParameter(IDS, "must name at least one image");
    }
    edits.edit(caller, modelId, condition, model -> without(model, ids));
  }

  private static ModelDocument without(ModelDocument model, Set<String> ids) {
    JsonObject row = model.row();
    Set<String> training = AssetViews.trainingImages(row);
    Set<String> all = new HashSet<>(training);
    all.addAll(ModelExamples.ids(row));
    String thumbnail = thumbnail(row);
    if (thumbnail != null) {
      all.add(thumbnail);
    }
    boolean fixed = "training".equals(row.text("status"));
    for (String id : ids) {
      if (!all.contains(id)) {
        throw new VitrineException(ErrorCode.NOT_FOUND, "Image " + id + " not found");
      }
      if (fixed && training.contains(id)) {
        throw VitrineException.invalidParameter(
            IDS, "must not name training images while the model is being trained");
      }
    }
    return model.withRow(withoutImages(row, ids));
  }

  /**
   * A model without images, wherever it has them, and without their marks, since the catalogue does
   * not have them any more.
   */
  static ModelDocument withoutGone(ModelDocument model, Set<String> ids) {
    ModelDocument without = model.withRow(withoutImages(model.row(), ids));
    Set<String> held = new HashSet<>(model.heldAssets());
    return held.removeAll(ids) ? without.withHeldAssets(held) : without;
  }

  private static JsonObject withoutImages(JsonObject row, Set<String> ids) {
    String thumbnail = thumbnail(row);
    JsonObject changed = withoutTrainingImages(row, ids);
    changed = filtered(changed, EXAMPLES, id -> id instanceof JsonString(String v) && in(v, ids));
    if (thumbnail != null && ids.contains(thumbnail)) {
      changed = changed.without(THUMBNAIL);
    }
    return changed;
  }

  static JsonObject withoutTrainingImages(JsonObject row, Set<String> ids) {
    JsonObject changed = filtered(row, TRAINING_IMAGES, image -> in(member(image, "id"), ids));
    changed =
        filtered(
            changed,
            PAIRS,
            pair -> in(member(pair, "sourceId"), ids) || in(member(pair, "targetId"), ids));
    JsonArray before = row.array(TRAINING_IMAGES);
    JsonArray after = changed.array(TRAINING_IMAGES);
    if (before != null
        && after != null
        && row.get(NUMBER) instanceof JsonNumber(String number)
        && COUNT.matcher(number).matches()) {
      long left = Long.parseLong(number) - (before.size() - after.size());
      changed = changed.with(NUMBER, new JsonNumber(Math.max(left, after.size())));
    }
    return changed;
  }

  private static JsonObject filtered(JsonObject row, String list, Predicate<Json> goes) {
    JsonArray array = row.array(list);
    if (array == null) {
      return row;
    }
    List<Json> stay = array.elements().stream().filter(goes.negate()).toList();
    return stay.size() == array.size() ? row : row.with(list, new JsonArray(stay));
  }

  private static boolean in(@Nullable String id, Set<String> ids) {
    return id != null && ids.contains(id);
  }

  private static @Nullable String member(Json value, String name) {
    return value instanceof JsonObject object ? object.text(name) : null;
  }

  private static @Nullable String thumbnail(JsonObject row) {
    JsonObject thumbnail = row.object(THUMBNAIL);
    return thumbnail == null ? null : thumbnail.text("assetId");
  }
}
