package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.model.NumberBounds;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies a patch to a model, and refuses what does not fit the model as it would be then (contract
 * section 5). Only what the patch touches is judged: what an import brought in stays.
 */
final class ModelRules {
  /** The type of a model whose creator names none. */
  static final String USUAL_TYPE = "flux.1-lora";

  private static final String CUSTOM = "custom";
  private static final String NEW = "new";

  private final ModelFields fields;
  private final Surroundings surroundings;

  /** What the rules must know beside the model. */
  interface Surroundings {
    /** Refuses concepts that are not for the caller, or do not fit. */
    void checkConcepts(Caller caller, JsonObject row);

    /** Refuses ids that are no collections of a project, apart from those the model is in. */
    void checkCollections(String projectId, List<String> sent, Set<String> known);

    /** The class that new models may have; refuses what is none. */
    JsonObject publishedClass(String slug);

    /** An asset that the caller may refer to; refuses others. */
    AssetLookup.Found asset(Caller caller, ModelDocument model, String assetId);

    /** Whether an asset is in the catalogue for the caller to refer to. */
    boolean holds(Caller caller, String assetId);
  }

  ModelRules(ModelFields fields, Surroundings surroundings) {
    this.fields = fields;
    this.surroundings = surroundings;
  }

  /** Whether models of a type begin untrained, with the status {@code new}. */
  String statusAtFirst(String type) {
    return fields.trainers().isTrained(type) ? NEW : "trained";
  }

  /**
   * The model after a patch.
   *
   * @param before the model as it is; one that is being created has its row filled in
   * @throws VitrineException INVALID_PARAMETER or FORBIDDEN
   */
  ModelDocument apply(Caller.KeyHolder caller, ModelDocument before, ModelPatch patch) {
    String type = patch.set().text("type");
    return apply(caller, before, patch, type != null && !type.equals(before.row().text("type")));
  }

  /** A model that is being created, of the type its row has been filled in for. */
  ModelDocument create(Caller.KeyHolder caller, ModelDocument blank, ModelPatch patch) {
    return apply(caller, blank, patch, patch.set().get("type") != null);
  }

  /**
   * The model after a patch.
   *
   * @param typed whether it gets its type by this, so that all it has must fit
   */
  private ModelDocument apply(
      Caller.KeyHolder caller, ModelDocument before, ModelPatch patch, boolean typed) {
    checkPrivacy(caller, before.row(), patch);
    JsonObject row = withType(before.row(), patch);
    for (String field : patch.unset()) {
      row = unset(row, field);
    }
    for (var member : patch.set().members().entrySet()) {
      if (!member.getKey().equals(ModelPatch.PARAMETERS)) {
        row = row.with(member.getKey(), member.getValue());
      }
    }
    row = withParameters(row, patch, typed);
    row = withClass(row, patch);
    ModelDocument after = withThumbnail(caller, before.withRow(row), patch);
    check(caller, before.row(), after.row(), patch, typed);
    return withBase(after.withWandbKey(patch.secretAfter(before.wandbKey())), patch);
  }

  private static JsonObject unset(JsonObject row, String field) {
    return row.without(field.equals(ModelPatch.CLASS_SLUG) ? "class" : field);
  }

  private static void checkPrivacy(Caller.KeyHolder caller, JsonObject row, ModelPatch patch) {
    if ("public".equals(patch.set().text("privacy")) && !"public".equals(row.text("privacy"))) {
      caller.requireAdmin();
    }
  }

  private JsonObject withType(JsonObject row, ModelPatch patch) {
    String type = patch.set().text("type");
    if (type == null || type.equals(row.text("type"))) {
      return row;
    }
    if (!NEW.equals(row.text("status"))) {
      throw VitrineException.invalidParameter(
          "type", "can be changed only while the status is new, and it is " + row.text("status"));
    }
    return row.with("type", new JsonString(type))
        .with(CUSTOM, JsonBoolean.of(CUSTOM.equals(type)))
        .with("status", new JsonString(statusAtFirst(type)));
  }

  private JsonObject withParameters(JsonObject row, ModelPatch patch, boolean typed) {
    JsonObject before = row.object(ModelPatch.PARAMETERS);
    JsonObject after = patch.parameters(before);
    boolean given = patch.set().get(ModelPatch.PARAMETERS) != null;
    boolean touched = given || patch.unset().contains(ModelPatch.PARAMETERS);
    if (touched && "training".equals(row.text("status"))) {
      throw new VitrineException(ErrorCode.INVALID_PARAMETER, "Model is already training");
    }
    if (after != null && (given || typed)) {
      String type = String.valueOf(row.text("type"));
      JsonObject changes = patch.set().object(ModelPatch.PARAMETERS);
      fields.trainers().check(type, typed || changes == null ? after : changes);
      Set<String> judged = new HashSet<>(patch.unsetParameters());
      judged.addAll((typed || changes == null ? after : changes).members().keySet());
      checkTogether(after, judged);
      if (patch.secret() != null) {
        fields.trainers().check(type, JsonObject.of("wandbKey", new JsonString("")));
      }
    }
    return after == null
        ? row.without(ModelPatch.PARAMETERS)
        : row.with(ModelPatch.PARAMETERS, after);
  }

  /**
   * Parameters that bound each other.
   *
   * @param judged the names of those that were touched
   */
  private static void checkTogether(JsonObject parameters, Set<String> judged) {
    Json most = parameters.get("maxTrainSteps");
    if (hasAny(judged, "maxTrainSteps", "validationFrequency")
        && parameters.get("validationFrequency") instanceof JsonNumber every
        && most instanceof JsonNumber steps) {
      NumberBounds.atMost(steps).check(every, "parameters.validationFrequency");
    }
    if (!hasAny(judged, "sampleSourceImages", "samplePrompts")) {
      return;
    }
    JsonArray images = parameters.array("sampleSourceImages");
    JsonArray prompts = parameters.array("samplePrompts");
    if (images != null && images.size() != (prompts == null ? 0 : prompts.size())) {
      throw VitrineException.invalidParameter(
          "parameters.sampleSourceImages", "must have one image for each of samplePrompts");
    }
  }

  private static boolean hasAny(Set<String> judged, String... names) {
    return Stream.of(names).anyMatch(judged::contains);
  }

  private JsonObject withClass(JsonObject row, ModelPatch patch) {
    String slug = patch.classSlug();
    if (slug == null) {
      return row;
    }
    JsonObject has = row.object("class");
    return has != null && slug.equals(has.text("slug"))
        ? row
        : row.with("class", surroundings.publishedClass(slug));
  }

  static VitrineException noThumbnail() {
    return VitrineException.invalidParameter(
        ModelPatch.THUMBNAIL, "names no asset and no image of the model");
  }

  private ModelDocument withThumbnail(
      Caller.KeyHolder caller, ModelDocument model, ModelPatch patch) {
    String id = patch.thumbnail();
    if (id == null) {
      return model;
    }
    JsonObject has = model.row().object(ModelPatch.THUMBNAIL);
    if (has != null && id.equals(has.text("assetId"))) {
      return surroundings.holds(caller, id) ? HeldMarks.with(model, Set.of(id)) : model;
    }
    AssetLookup.Found asset = surroundings.asset(caller, model, id);
    JsonObject thumbnail = JsonObject.of("assetId", new JsonString(id));
    if (asset.url() != null) {
      thumbnail = thumbnail.with("url", new JsonString(asset.url()));
    }
    ModelDocument after = model.withRow(model.row().with(ModelPatch.THUMBNAIL, thumbnail));
    return asset.held() ? HeldMarks.with(after, Set.of(id)) : after;
  }

  private static ModelDocument withBase(ModelDocument model, ModelPatch patch) {
    String base = patch.baseModelId();
    JsonObject extras = model.extras() == null ? JsonObject.EMPTY : model.extras();
    if (base != null) {
      return model.withExtras(extras.with(ModelPatch.BASE_MODEL_ID, new JsonString(base)));
    }
    if (patch.unset().contains(ModelPatch.BASE_MODEL_ID)) {
      JsonObject rest = extras.without(ModelPatch.BASE_MODEL_ID);
      return model.withExtras(rest.isEmpty() ? null : rest);
    }
    return model;
  }

  private void check(
      Caller.KeyHolder caller,
      JsonObject before,
      JsonObject after,
      ModelPatch patch,
      boolean typed) {
    boolean custom = CUSTOM.equals(after.text("type"));
    if (typed || patch.set().get(CUSTOM) != null) {
      checkCustom(custom, after.get(CUSTOM));
    }
    for (String field : Set.of("inputs", "uiConfig")) {
      if (!custom && after.get(field) != null && (typed || patch.set().get(field) != null)) {
        throw VitrineException.invalidParameter(
            field, "must not be set: only custom models have it");
      }
    }
    if (typed || patch.set().get("concepts") != null || patch.unset().contains("concepts")) {
      surroundings.checkConcepts(caller, after);
    }
    if (patch.set().get("epoch") != null) {
      EpochRules.check(after);
    }
    checkCollections(caller, before, patch.set().array("collectionIds"));
  }

  private static void checkCustom(boolean custom, @Nullable Json flag) {
    if (flag instanceof JsonBoolean(boolean value) && value != custom) {
      throw VitrineException.invalidParameter(
          CUSTOM, "must be true for models of type custom, and false for all others");
    }
  }

  private void checkCollections(
      Caller.KeyHolder caller, JsonObject before, @Nullable JsonArray wanted) {
    if (wanted == null) {
      return;
    }
    List<String> sent = wanted.strings();
    if (new LinkedHashSet<>(sent).size() < wanted.size()) {
      throw VitrineException.invalidParameter("collectionIds", "must not name a collection twice");
    }
    JsonArray had = before.array("collectionIds");
    surroundings.checkCollections(
        caller.projectId(), sent, had == null ? Set.of() : Set.copyOf(had.strings()));
  }
}
