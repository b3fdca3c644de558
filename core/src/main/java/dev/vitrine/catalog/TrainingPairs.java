package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.TextBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The before-and-after pairs of a model's training images. */
public final class TrainingPairs {
  /** Most pairs of a model. */
  public static final int MOST = 1000;

  private static final String PAIRS = "trainingImagePairs";
  private static final String INSTRUCTION = "instruction";
  private static final List<String> ENDS = List.of("sourceId", "targetId");
  private static final TextBounds PROSE = TextBounds.prose(4096);

  private final ModelEdits edits;

  public TrainingPairs(ModelEdits edits) {
    this.edits = edits;
  }

  /**
   * Replaces all pairs of a model.
   *
   * @param sent objects with {@code instruction}, {@code sourceId} and {@code targetId}, each of
   *     which may be absent; other members are kept
   * @return the pairs as they are now
   * @throws VitrineException INVALID_PARAMETER, its field written {@code [2].sourceId}; or what
   *     {@link ModelEdits#edit} refuses
   */
  public JsonArray replace(
      Caller.KeyHolder caller, String modelId, Precondition condition, JsonArray sent) {
    caller.requireEditor();
    if (sent.size() > MOST) {
      throw VitrineException.invalidParameter(
          "body",
          "must have at most " + MOST + " elements",
          Map.of("limit", MOST, "received", sent.size()));
    }
    List<Json> pairs = new ArrayList<>(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      pairs.add(pair(sent.elements().get(i), "[" + i + "]"));
    }
    JsonArray kept = new JsonArray(pairs);
    edits.edit(
        caller,
        modelId,
        condition,
        model -> {
          TrainingSet.checkOpen(model);
          checkEnds(pairs, AssetViews.trainingImages(model.row()));
          boolean none = kept.size() == 0 && model.row().array(PAIRS) == null;
          return none ? model : model.withRow(model.row().with(PAIRS, kept));
        });
    return kept;
  }

  /** A pair in the form it is kept in. */
  private static JsonObject pair(Json sent, String path) {
    if (!(sent instanceof JsonObject pair)) {
      throw VitrineException.invalidParameter(path, "must be an object, not " + sent.kindName());
    }
    JsonObject kept = pair;
    for (String name : List.of(INSTRUCTION, "sourceId", "targetId")) {
      switch (pair.get(name)) {
        case null -> {}
        case JsonNull nothing -> kept = kept.without(name);
        case JsonString(String text) -> {
          if (name.equals(INSTRUCTION)) {
            PROSE.check(text, path + "." + name);
          }
        }
        default -> throw VitrineException.invalidParameter(path + "." + name, "must be a string");
      }
    }
    return kept;
  }

  private static void checkEnds(List<Json> pairs, Set<String> images) {
    for (int i = 0; i < pairs.size(); i++) {
      for (String end : ENDS) {
        String id = ((JsonObject) pairs.get(i)).text(end);
        if (id != null && !images.contains(id)) {
          throw VitrineException.invalidParameter(
              "[" + i + "]." + end, "is no training image of the model");
        }
      }
    }
  }
}
