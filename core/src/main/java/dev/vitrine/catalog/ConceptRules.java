package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelId;
import dev.vitrine.model.NumberBounds;
import dev.vitrine.model.RowScan;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the concepts of a model may be: models the caller may use, of a type that fits (contract
 * section 5).
 */
final class ConceptRules {
  private static final String CONCEPTS = "concepts";
  private static final String COMPOSITION = "-composition";
  private static final String LORA = "-lora";
  private static final String MODEL_EPOCH = "modelEpoch";
  private static final NumberBounds KONTEXT_SCALE = NumberBounds.between(0, 2);

  private final DocumentStore store;
  private final TreeRoom room;

  ConceptRules(DocumentStore store, TreeRoom room) {
    this.store = store;
    this.room = room;
  }

  /** A model that is named as a concept: what counts of it, since all of it may be very large. */
  private static final class Named {
    private final Set<String> wantedEpochs = new HashSet<>();
    private final Set<String> epochs = new HashSet<>();
    private boolean fits;
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
    List<String> ids = ids(concepts);
    Map<String, Named> named = named(ids, concepts);
    look(caller, named, row, allowed);
    checkTypes(named, ids, allowed);
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

  /** The models that concepts name, by id, none of them looked at yet. */
  private static Map<String, Named> named(List<String> ids, JsonArray concepts) {
    Map<String, Named> named = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      Named model = named.computeIfAbsent(ids.get(i), id -> new Named());
      String epoch = ((JsonObject) concepts.elements().get(i)).text(MODEL_EPOCH);
      if (epoch != null) {
        model.wantedEpochs.add(epoch);
      }
    }
    return named;
  }

  /**
   * Finds out what counts of the models that exist for the caller; the model itself is its own
   * newest state.
   */
  private void look(Caller caller, Map<String, Named> named, JsonObject self, Set<String> allowed) {
    String selfId = self.text("id");
    List<Key> keys =
        named.keySet().stream().filter(id -> !id.equals(selfId)).map(Key::model).toList();
    Documents.each(
        store,
        room,
        keys,
        document -> {
          Named model = named.get(document.key().id());
          if (model != null && caller.maySee(document.owner(), document.visibility())) {
            look(document, model, allowed);
          }
        });
    Named itself = selfId == null ? null : named.get(selfId);
    if (itself != null) {
      itself.fits = allowed.contains(String.valueOf(self.text("type")));
      itself.wantedEpochs.stream()
          .filter(epoch -> EpochRules.has(self, epoch))
          .forEach(itself.epochs::add);
    }
  }

  private static void look(Document document, Named model, Set<String> allowed) {
    try {
      RowScan.row(
          document.body().array(),
          (name, value) -> {
            switch (name) {
              case "type" -> model.fits = allowed.contains(String.valueOf(value.text()));
              case "epochs" ->
                  value.elements(epoch -> {
                    epoch.members((member, text) -> member.equals("epoch") && note(text, model));
                    return true;
                  });
              default -> {
                return false;
              }
            }
            return true;
          });
    } catch (CorruptDocumentException e) {
      model.fits = false; // Nothing can be made of it.
    }
  }

  private static boolean note(RowScan value, Named model) {
    String epoch = value.text();
    if (epoch != null && model.wantedEpochs.contains(epoch)) {
      model.epochs.add(epoch);
    }
    return true;
  }

  private static void checkTypes(Map<String, Named> named, List<String> ids, Set<String> allowed) {
    List<String> invalid = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      Named model = named.get(id);
      if (model == null || !model.fits) {
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
      JsonObject concept, int index, String type, Map<String, Named> named) {
    String field = CONCEPTS + "[" + index + "]";
    if (type.contains("kontext") && concept.get("scale") instanceof JsonNumber scale) {
      KONTEXT_SCALE.check(scale, field + ".scale");
    }
    String epoch = concept.text(MODEL_EPOCH);
    Named model = named.get(String.valueOf(concept.text("modelId")));
    if (epoch != null && model != null && !model.epochs.contains(epoch)) {
      throw VitrineException.invalidParameter(
          field + "." + MODEL_EPOCH, "is no epoch of the model it belongs to");
    }
  }
}
