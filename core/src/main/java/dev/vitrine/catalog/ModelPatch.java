package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.model.ModelId;
import dev.vitrine.model.TextBounds;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of the fields of a model, checked as far as that is possible without knowing
 * the model: types, bounds, known values.
 *
 * @param set values by field, in the form they are kept in; {@code parameters} without its nulls
 * @param unset fields that were given as null
 * @param unsetParameters members of {@code parameters} that were given as null
 * @param secret the write-only {@code parameters.wandbKey}; null if none was given
 * @param classSlug null if none was given
 * @param thumbnail id of an asset; null if none was given
 * @param baseModelId null if none was given
 */
record ModelPatch(
    JsonObject set,
    Set<String> unset,
    Set<String> unsetParameters,
    @Nullable String secret,
    @Nullable String classSlug,
    @Nullable String thumbnail,
    @Nullable String baseModelId) {
  static final String CLASS_SLUG = "classSlug";
  static final String THUMBNAIL = "thumbnail";
  static final String BASE_MODEL_ID = "baseModelId";
  static final String PARAMETERS = "parameters";
  private static final String WANDB_KEY = "wandbKey";
  private static final int LONGEST_SLUG = 256;

  /** Fields of the row that both creating and updating take as they stand. */
  private static final Set<String> PLAIN =
      Set.of(
          "name",
          "shortDescription",
          "type",
          "concepts",
          PARAMETERS,
          "promptEmbedding",
          "negativePromptEmbedding",
          "privacy",
          "capabilities",
          "inputs",
          "uiConfig",
          "custom",
          "accessRestrictions",
          "performanceStats",
          "tags",
          "collectionIds",
          "epoch");

  /** Fields every model has, so that null cannot unset them: it is read as if it were not there. */
  private static final Set<String> ALWAYS = Set.of("type", "privacy", "custom");

  /** Lists every model has: null empties them. */
  private static final Set<String> LISTS = Set.of("capabilities", "tags", "collectionIds");

  /**
   * Reads a body.
   *
   * @throws VitrineException INVALID_PARAMETER naming the first field that is refused
   */
  static ModelPatch of(Parameters body, ModelFields fields) {
    SequencedMap<String, Json> given = new LinkedHashMap<>();
    Set<String> unset = new LinkedHashSet<>();
    for (Map.Entry<String, Json> member : body.members().members().entrySet()) {
      String name = member.getKey();
      if (!PLAIN.contains(name)) {
        continue;
      }
      if (member.getValue() != JsonNull.NULL) {
        given.put(name, member.getValue());
      } else if (LISTS.contains(name)) {
        given.put(name, JsonArray.EMPTY);
      } else if (!ALWAYS.contains(name)) {
        unset.add(name);
      }
    }
    for (String name : Set.of(CLASS_SLUG, THUMBNAIL, BASE_MODEL_ID)) {
      if (body.unsets(name)) {
        unset.add(name);
      }
    }
    Set<String> unsetParameters = nulls(given.get(PARAMETERS));
    JsonObject kept = fields.written(new JsonObject(given));
    checkTexts(kept);
    return new ModelPatch(
        ModelDocument.withoutWandbKey(kept),
        unset,
        unsetParameters,
        ModelDocument.wandbKeyIn(kept),
        line(body, CLASS_SLUG, LONGEST_SLUG),
        line(body, THUMBNAIL, ModelId.LONGEST),
        line(body, BASE_MODEL_ID, ModelId.LONGEST));
  }

  private static Set<String> nulls(@Nullable Json parameters) {
    Set<String> names = new LinkedHashSet<>();
    if (parameters instanceof JsonObject object) {
      object
          .members()
          .forEach((name, value) -> {
            if (value == JsonNull.NULL) {
              names.add(name);
            }
          });
    }
    return names;
  }

  private static @Nullable String line(Parameters body, String name, int longest) {
    String value = body.text(name);
    if (value != null) {
      if (value.isEmpty()) {
        throw VitrineException.invalidParameter(name, "must not be empty: null unsets it");
      }
      TextBounds.line(longest).check(value, name);
    }
    return value;
  }

  private static void checkTexts(JsonObject set) {
    String name = set.text("name");
    if (name != null && name.isBlank()) {
      throw VitrineException.invalidParameter("name", "must not be blank: null unsets it");
    }
    JsonArray tags = set.array("tags");
    if (tags != null) {
      TagRules.check("tags", tags.strings());
      if (new LinkedHashSet<>(tags.strings()).size() < tags.size()) {
        throw VitrineException.invalidParameter("tags", "must not name a tag twice");
      }
    }
  }

  /** The secret is in here. */
  @Override
  public String toString() {
    return "ModelPatch[" + set.members().keySet() + ", unset " + unset + "]";
  }

  /** The parameters as they are after this patch; null if there are none. */
  @Nullable JsonObject parameters(@Nullable JsonObject before) {
    JsonObject changes = set.object(PARAMETERS);
    if (unset.contains(PARAMETERS)) {
      return null;
    }
    if (changes == null) {
      return before;
    }
    SequencedMap<String, Json> merged =
        new LinkedHashMap<>(before == null ? Map.of() : before.members());
    merged.putAll(changes.members());
    merged.keySet().removeAll(unsetParameters);
    return new JsonObject(merged);
  }

  /** The secret as it is after this patch; null if there is none. */
  @Nullable String secretAfter(@Nullable String before) {
    if (unset.contains(PARAMETERS) || unsetParameters.contains(WANDB_KEY)) {
      return null;
    }
    return secret == null ? before : secret;
  }
}
