package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.TextBounds;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The presets of models: generations whose settings are kept for using them again. They lie beside
 * the row, oldest first; one of a model at most is its default.
 */
public final class ModelPresets {
  /** Most presets of a model. */
  public static final int MOST = 100;

  private static final String PRESETS = "presets";
  private static final String ID = "id";
  private static final String INFERENCE_ID = "inferenceId";
  private static final String IS_DEFAULT = "isDefault";
  private static final String UPDATED_AT = "updatedAt";
  private static final TextBounds INFERENCE = TextBounds.line(256);

  private final ModelEdits edits;
  private final InstantSource clock;

  public ModelPresets(ModelEdits edits, InstantSource clock) {
    this.edits = edits;
    this.clock = clock;
  }

  /**
   * The presets of a model, oldest first.
   *
   * @throws VitrineException NOT_FOUND
   */
  public JsonArray list(Caller caller, String modelId) {
    ModelDocument model = edits.seen(caller, modelId).model();
    List<Json> shown = new ArrayList<>();
    for (Json preset : presets(model)) {
      if (idOf(preset) != null) {
        shown.add(shown((JsonObject) preset, modelId));
      }
    }
    return new JsonArray(shown);
  }

  /**
   * Adds a preset to a model. One that was made the default takes that mark from the one that had
   * it. Repeating it with the same id adds nothing, whatever the condition: it was met before.
   *
   * @param body {@code inferenceId} and {@code isDefault}
   * @param presetId of the new preset
   * @throws VitrineException INVALID_PARAMETER, or what {@link ModelEdits#edit} refuses
   */
  public JsonObject create(
      Caller.KeyHolder caller,
      String modelId,
      Precondition condition,
      Parameters body,
      String presetId) {
    caller.requireEditor();
    String inferenceId = body.requiredText(INFERENCE_ID);
    if (inferenceId.isEmpty()) {
      throw VitrineException.invalidParameter(INFERENCE_ID, "must not be empty");
    }
    INFERENCE.check(inferenceId, INFERENCE_ID);
    boolean isDefault = body.flag(IS_DEFAULT, false);
    JsonString now = new JsonString(Times.format(clock.instant()));
    JsonObject preset =
        JsonObject.of(ID, new JsonString(presetId))
            .with(INFERENCE_ID, new JsonString(inferenceId))
            .with(IS_DEFAULT, JsonBoolean.FALSE)
            .with("createdAt", now)
            .with(UPDATED_AT, now)
            .with("authorId", new JsonString(caller.keyId()));
    ModelEdits.Stored stored =
        edits.edit(
            caller,
            modelId,
            condition,
            model -> find(presets(model), presetId) >= 0,
            model -> {
              List<Json> presets = new ArrayList<>(presets(model));
              if (presets.size() >= MOST) {
                throw VitrineException.invalidParameter(
                    PRESETS, "must be at most " + MOST + " of a model", Map.of("limit", MOST));
              }
              presets.add(preset);
              return withPresets(model, isDefault ? marked(presets, presetId, true, now) : presets);
            });
    return one(stored.model(), presetId);
  }

  /**
   * Makes a preset the default of its model, or takes that mark from it.
   *
   * @param body {@code isDefault}
   * @throws VitrineException INVALID_PARAMETER, NOT_FOUND, or what {@link ModelEdits#edit} refuses
   */
  public JsonObject update(
      Caller.KeyHolder caller,
      String modelId,
      String presetId,
      Precondition condition,
      Parameters body) {
    caller.requireEditor();
    if (!body.has(IS_DEFAULT) || body.unsets(IS_DEFAULT)) {
      throw VitrineException.invalidParameter(IS_DEFAULT, "is required");
    }
    boolean isDefault = body.flag(IS_DEFAULT, false);
    JsonString now = new JsonString(Times.format(clock.instant()));
    ModelEdits.Stored stored =
        edits.edit(
            caller,
            modelId,
            condition,
            model -> {
              List<Json> presets = presets(model);
              require(presets, presetId);
              return withPresets(model, marked(presets, presetId, isDefault, now));
            });
    return one(stored.model(), presetId);
  }

  /**
   * Takes a preset from a model.
   *
   * @throws VitrineException NOT_FOUND, or what {@link ModelEdits#edit} refuses
   */
  public void delete(
      Caller.KeyHolder caller, String modelId, String presetId, Precondition condition) {
    edits.edit(
        caller,
        modelId,
        condition,
        model -> {
          List<Json> presets = new ArrayList<>(presets(model));
          presets.remove(require(presets, presetId));
          return withPresets(model, presets);
        });
  }

  /** The presets with the mark set as it is to be; of two, one loses it. */
  private static List<Json> marked(
      List<Json> presets, String presetId, boolean isDefault, JsonString now) {
    List<Json> changed = new ArrayList<>(presets.size());
    for (Json preset : presets) {
      String id = idOf(preset);
      boolean wanted = presetId.equals(id) ? isDefault : !isDefault && isDefault(preset);
      changed.add(
          id == null || wanted == isDefault(preset)
              ? preset
              : ((JsonObject) preset)
                  .with(IS_DEFAULT, JsonBoolean.of(wanted))
                  .with(UPDATED_AT, now));
    }
    return changed;
  }

  private static boolean isDefault(Json preset) {
    return preset instanceof JsonObject object && JsonBoolean.TRUE.equals(object.get(IS_DEFAULT));
  }

  /** The id of a preset; null of what is none, which an import may have brought. */
  private static @Nullable String idOf(Json preset) {
    return preset instanceof JsonObject object ? object.text(ID) : null;
  }

  private static List<Json> presets(ModelDocument model) {
    return model.extra(PRESETS) instanceof JsonArray(List<Json> presets) ? presets : List.of();
  }

  private static ModelDocument withPresets(ModelDocument model, List<Json> presets) {
    return model.withExtra(PRESETS, presets.isEmpty() ? null : new JsonArray(presets));
  }

  private static int find(List<Json> presets, String presetId) {
    for (int i = 0; i < presets.size(); i++) {
      if (presetId.equals(idOf(presets.get(i)))) {
        return i;
      }
    }
    return -1;
  }

  private static int require(List<Json> presets, String presetId) {
    int at = find(presets, presetId);
    if (at < 0) {
      throw new VitrineException(ErrorCode.NOT_FOUND, "Preset " + presetId + " not found");
    }
    return at;
  }

  private static JsonObject one(ModelDocument model, String presetId) {
    List<Json> presets = presets(model);
    return shown((JsonObject) presets.get(require(presets, presetId)), model.id());
  }

  /** With the id of its model, after its own. */
  private static JsonObject shown(JsonObject preset, String modelId) {
    SequencedMap<String, Json> shown = new LinkedHashMap<>();
    preset
        .members()
        .forEach((name, value) -> {
          shown.put(name, value);
          if (name.equals(ID)) {
            shown.put("modelId", new JsonString(modelId));
          }
        });
    return new JsonObject(shown);
  }
}
