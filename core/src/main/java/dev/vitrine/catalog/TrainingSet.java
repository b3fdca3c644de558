package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The images a model is trained on, with what goes with them: their number, the pairs that name
 * them, and the marks of those that the catalogue holds.
 */
final class TrainingSet {
  private static final String IMAGES = "trainingImages";
  private static final String NUMBER = "trainingImagesNumber";
  private static final String PAIRS = "trainingImagePairs";
  private static final List<String> ENDS = List.of("sourceId", "targetId");

  /** Numbers on record that are counted up; another form stays what it is. */
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");

  private TrainingSet() {}

  /**
   * Refuses a change while the model is being trained.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  static void checkOpen(ModelDocument model) {
    if ("training".equals(model.row().text("status"))) {
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "The training images of model "
              + model.id()
              + " cannot be changed while it is being trained",
          Map.of("status", "training"));
    }
  }

  static List<Json> images(JsonObject row) {
    JsonArray images = row.array(IMAGES);
    return images == null ? List.of() : images.elements();
  }

  /** The image of this id; null if the model has none. */
  static @Nullable JsonObject find(ModelDocument model, String id) {
    for (Json image : images(model.row())) {
      if (image instanceof JsonObject object && id.equals(object.text("id"))) {
        return object;
      }
    }
    return null;
  }

  /**
   * A model with images more, after those it has.
   *
   * @param held those of them, or of the ones it has, that the catalogue holds
   */
  static ModelDocument with(ModelDocument model, List<JsonObject> more, Set<String> held) {
    if (more.isEmpty()) {
      return HeldMarks.with(model, held);
    }
    JsonObject row = model.row();
    List<Json> images = new ArrayList<>(images(row));
    images.addAll(more);
    JsonObject changed = row.with(IMAGES, new JsonArray(images));
    if (row.get(NUMBER) == null) {
      changed = changed.with(NUMBER, new JsonNumber(images.size()));
    } else if (row.get(NUMBER) instanceof JsonNumber(String number)
        && COUNT.matcher(number).matches()) {
      long sum = Long.parseLong(number) + more.size();
      changed = changed.with(NUMBER, new JsonNumber(Math.max(sum, images.size())));
    }
    return HeldMarks.with(model.withRow(changed), held);
  }

  /**
   * A model with another image in the place of one, also in the pairs that name it.
   *
   * @param held whether the catalogue holds it
   */
  static ModelDocument replaced(
      ModelDocument model, String id, JsonObject image, String newId, boolean held) {
    JsonObject row = model.row();
    List<Json> images = new ArrayList<>(images(row));
    images.replaceAll(element ->
        element instanceof JsonObject object && id.equals(object.text("id")) ? image : element);
    JsonObject changed = row.with(IMAGES, new JsonArray(images));
    JsonArray pairs = row.array(PAIRS);
    if (pairs != null && !id.equals(newId)) {
      List<Json> renamed = new ArrayList<>(pairs.elements());
      renamed.replaceAll(pair -> renamed(pair, id, newId));
      changed = changed.with(PAIRS, new JsonArray(renamed));
    }
    ModelDocument after = model.withRow(changed);
    return held ? HeldMarks.with(after, Set.of(newId)) : after;
  }

  private static Json renamed(Json pair, String id, String newId) {
    Json changed = pair;
    for (String end : ENDS) {
      if (changed instanceof JsonObject object && id.equals(object.text(end))) {
        changed = object.with(end, new JsonString(newId));
      }
    }
    return changed;
  }

  /** A model without an image, and without the pairs that name it. */
  static ModelDocument without(ModelDocument model, String id) {
    return model.withRow(ModelImages.withoutTrainingImages(model.row(), Set.of(id)));
  }
}
