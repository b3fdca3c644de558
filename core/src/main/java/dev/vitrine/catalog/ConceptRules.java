package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelId;
import dev.vitrine.model.NumberBounds;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the concepts of a model may be: models the caller may use, of a type that fits (contract
 * section 5).
 */
final class ConceptRules {
  private static final String CONCEPTS = "concepts";
  private static final String COMPOSITION = "-composition";
  private static final String LORA = "-lora";
  private static final long FETCH_BYTES = 8 << 20;
  private static final NumberBounds KONTEXT_SCALE = NumberBounds.between(0, 2);

  private final DocumentStore store;

  ConceptRules(DocumentStore store) {
    this.store = store;
  }

  /**
   * Refuses concepts that do not fit.
   *
   * @param row of the model as it is to be
   * @throws VitrineException INVALID_PARAMETER
   */
  void check(Caller caller, JsonObject row) {
    String type = String.valueOf(row.text("type"));
    JsonArray concepts = row.array(CONCEPTS);
    if (concepts == null || concepts.size() == 0) {
      if (type.endsWith(COMPOSITION)) {
        throw VitrineException.invalidParameter(
            CONCEPTS, "is required for models of type " + type + ": name at least one model");
      }
      return;
    }
    Set<String> allowed = allowed(type);
    if (allowed.isEmpty()) {
      throw VitrineException.invalidParameter(
          CONCEPTS, "must not be set: models of type " + type + " are made of no others");
    }
    Map<String, JsonObject> named = fetch(caller, ids(concepts), row);
    checkTypes(named, ids(concepts), allowed);
    for (int i = 0; i < concepts.size(); i++) {
      checkOne((JsonObject) concepts.elements().get(i), i, type, named);
    }
  }

  /** The types a model of some type may be made of. */
  private static Set<String> allowed(String type) {
    if (type.equals("flux.1-composition")) {
      return Set.of("flux.1-lora", "flux.1-krea-lora", "flux.1-kontext-lora");
    }
    if (type.endsWith(COMPOSITION)) {
      return Set.of(type.substring(0, type.length() - COMPOSITION.length()) + LORA);
    }
    return type.endsWith(LORA) ? Set.of(type) : Set.of();
  }

  private static List<String> ids(JsonArray concepts) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < concepts.size(); i++) {
      Json concept = concepts.elements().get(i);
      String id = concept instanceof JsonObject object ? object.text("modelId") : null;
      String field = CONCEPTS + "[" + i + "]";
      if (id == null || !ModelId.isLegal(id)) {
        throw VitrineException.invalidParameter(
            field + ".modelId", "must have 1 to " + ModelId.LONGEST + " characters");
      }
      if (!(((JsonObject) concept).get("scale") instanceof JsonNumber)) {
        throw VitrineException.invalidParameter(field + ".scale", "is required");
      }
      ids.add(id);
    }
    return ids;
  }

  /**
   * The rows of the models that exist for the caller, by id; the model itself is its own newest
   * state.
   */
  private Map<String, JsonObject> fetch(Caller caller, List<String> ids, JsonObject self) {
    Map<String, JsonObject> rows = new HashMap<>();
    List<Key> rest = new LinkedHashSet<>(ids).stream().map(Key::model).toList();
    while (!rest.isEmpty()) {
      Fetched fetched = store.fetch(rest, FETCH_BYTES);
      for (Document document : fetched.documents()) {
        if (document != null && caller.maySee(document.owner(), document.visibility())) {
          JsonObject row = row(document);
          if (row != null) {
            rows.put(document.key().id(), row);
          }
        }
      }
      rest = rest.subList(fetched.read(), rest.size());
    }
    String id = self.text("id");
    if (id != null && ids.contains(id)) {
      rows.put(id, self);
    }
    return rows;
  }

  private static @Nullable JsonObject row(Document document) {
    try {
      return ModelDocument.decode(document.body().array()).row();
    } catch (CorruptDocumentException e) {
      return null; // Nothing can be made of it.
    }
  }

  private static void checkTypes(
      Map<String, JsonObject> named, List<String> ids, Set<String> allowed) {
    List<String> invalid = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      JsonObject row = named.get(id);
      if (row == null || !allowed.contains(String.valueOf(row.text("type")))) {
        invalid.add(id);
      }
    }
    if (!invalid.isEmpty()) {
      List<String> types = List.copyOf(new TreeSet<>(allowed));
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("field", CONCEPTS);
      details.put("modelIds", invalid);
      details.put("allowed", types);
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "Invalid model(s): "
              + String.join(", ", invalid)
              + ".\nAllowed model types: "
              + String.join(", ", types),
          details);
    }
  }

  private static void checkOne(
      JsonObject concept, int index, String type, Map<String, JsonObject> named) {
    String field = CONCEPTS + "[" + index + "]";
    if (type.contains("kontext") && concept.get("scale") instanceof JsonNumber scale) {
      KONTEXT_SCALE.check(scale, field + ".scale");
    }
    String epoch = concept.text("modelEpoch");
    JsonObject row = named.get(String.valueOf(concept.text("modelId")));
    if (epoch != null && row != null && !EpochRules.has(row, epoch)) {
      throw VitrineException.invalidParameter(
          field + ".modelEpoch", "is no epoch of the model it belongs to");
    }
  }
}
