package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.RowScan;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Puts models into collections and takes them out: which collections a model is in is written in
 * the model.
 */
public final class CollectionModels {
  /** Most models that one call puts in or takes out. */
  public static final int MOST = 49;

  /** Most collections that a model is in. */
  static final int MOST_PER_MODEL = 49;

  private static final String MODEL_IDS = "modelIds";
  private static final String COLLECTION_IDS = "collectionIds";

  private final DocumentStore store;
  private final ModelEdits edits;
  private final Collections collections;

  CollectionModels(DocumentStore store, ModelEdits edits, Collections collections) {
    this.store = store;
    this.edits = edits;
    this.collections = collections;
  }

  /**
   * Puts models into a collection. All of them are looked at before the first is changed.
   *
   * @param condition on the collection as it is before the first of them is changed
   * @param body {@code modelIds}
   * @throws VitrineException PRECONDITION_FAILED; NOT_FOUND for the collection or the first model
   *     that the caller's project does not have; INVALID_PARAMETER if a model would be in too many
   */
  Collections.Stored add(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    Set<String> modelIds = named(caller, body);
    Collections.Stored before = collections.get(caller, id);
    condition.check("Collection " + id, before.revision());
    List<Member> models = own(caller, modelIds, id);
    JsonArray sent = Objects.requireNonNull(body.members().array(MODEL_IDS));
    List<String> missing = new ArrayList<>();
    for (Member model : models) {
      if (!model.isIn()) {
        checkRoom(model.id(), model.collections(), sent);
        missing.add(model.id());
      }
    }
    if (missing.isEmpty()) {
      return before;
    }
    collections.begin(caller, id, condition);
    Collections.Stored after = null;
    try {
      for (String modelId : missing) {
        edits.edit(caller, modelId, Precondition.NONE, model -> with(model, id, sent));
      }
    } finally {
      // A deletion that began meanwhile may have passed these models already.
      after = collections.touch(caller, id);
      if (after == null) {
        missing.forEach(modelId -> takeOutAgain(caller, modelId, id));
      }
    }
    if (after == null) {
      throw Collections.notFound(id);
    }
    return after;
  }

  /**
   * Takes models out of a collection; those that are not in it stay as they are.
   *
   * @param condition on the collection as it is before the first of them is changed
   * @param body {@code modelIds}
   * @throws VitrineException PRECONDITION_FAILED; NOT_FOUND for the collection or the first model
   *     that the caller's project does not have
   */
  Collections.Stored remove(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    Set<String> modelIds = named(caller, body);
    Collections.Stored before = collections.get(caller, id);
    condition.check("Collection " + id, before.revision());
    List<String> there = new ArrayList<>();
    for (Member model : own(caller, modelIds, id)) {
      if (model.isIn()) {
        there.add(model.id());
      }
    }
    if (there.isEmpty()) {
      return before;
    }
    collections.begin(caller, id, condition);
    there.forEach(modelId -> takeOut(caller, modelId, id));
    Collections.Stored after = collections.touch(caller, id);
    if (after == null) {
      throw Collections.notFound(id);
    }
    return after;
  }

  private static Set<String> named(Caller.KeyHolder caller, Parameters body) {
    caller.requireEditor();
    return body.requiredIds(MODEL_IDS, MOST);
  }

  /**
   * What counts of a model here. All of it would be too much to keep for many models.
   *
   * @param isIn whether it is in the collection in question
   * @param collections how many it is in, at most {@link #MOST_PER_MODEL}
   */
  private record Member(String id, boolean isIn, int collections) {
    private static Member of(Document document, String collectionId) {
      Set<String> first = new HashSet<>();
      boolean[] isIn = {false};
      RowScan.row(
          document.body().array(),
          (name, value) -> {
            if (!name.equals(COLLECTION_IDS)) {
              return false;
            }
            value.elements(id -> {
              String text = id.text();
              if (text != null && first.size() < MOST_PER_MODEL) {
                first.add(text);
              }
              isIn[0] |= collectionId.equals(text);
              return true;
            });
            return true;
          });
      return new Member(document.key().id(), isIn[0], first.size());
    }
  }

  /** The models of these ids, in their order, all of them the caller's project's own. */
  private List<Member> own(Caller.KeyHolder caller, Set<String> modelIds, String collectionId) {
    List<Key> keys = modelIds.stream().filter(Documents::isId).map(Key::model).toList();
    Map<Key, Member> found =
        Documents.map(
            store,
            edits.room(),
            keys,
            document ->
                caller.actsFor(document.owner()) ? Member.of(document, collectionId) : null);
    List<Member> models = new ArrayList<>();
    for (String modelId : modelIds) {
      Member model = Documents.isId(modelId) ? found.get(Key.model(modelId)) : null;
      if (model == null) {
        throw VitrineException.modelNotFound(modelId);
      }
      models.add(model);
    }
    return models;
  }

  private static ModelDocument with(ModelDocument model, String id, JsonArray sent) {
    Set<String> ids = ids(model);
    if (ids.contains(id)) {
      return model;
    }
    checkRoom(model.id(), ids.size(), sent);
    ids.add(id);
    return model.withRow(model.row().with(COLLECTION_IDS, JsonArray.ofStrings(ids)));
  }

  private static void checkRoom(String modelId, int collections, JsonArray sent) {
    if (collections >= MOST_PER_MODEL) {
      throw VitrineException.invalidParameter(
          MODEL_IDS + "[" + sent.elements().indexOf(new JsonString(modelId)) + "]",
          "names a model that is in " + MOST_PER_MODEL + " collections already",
          Map.of("limit", MOST_PER_MODEL));
    }
  }

  private void takeOut(Caller.KeyHolder caller, String modelId, String id) {
    unlessGone(
        () -> edits.edit(caller, modelId, Precondition.NONE, model -> without(model, Set.of(id))));
  }

  private void takeOutAgain(Caller.KeyHolder caller, String modelId, String id) {
    unlessGone(() -> edits.amend(caller, modelId, model -> without(model, Set.of(id))));
  }

  private static void unlessGone(Runnable change) {
    try {
      change.run();
    } catch (VitrineException e) {
      if (!isGone(e)) {
        throw e;
      }
    }
  }

  private static boolean isGone(VitrineException e) {
    return switch (e.code()) {
      case NOT_FOUND, FORBIDDEN -> true; // Deleted or transferred meanwhile: it is in none of ours.
      default -> false;
    };
  }

  /**
   * A model as it was written, without those collections that were deleted meanwhile: the deletion
   * may have passed the model already.
   *
   * @param written those of its collections that were there before it was written
   */
  static ModelEdits.Stored withoutGone(
      Collections collections,
      ModelEdits edits,
      Caller.KeyHolder caller,
      ModelEdits.Stored stored,
      Set<String> written) {
    Set<String> gone = new HashSet<>(written);
    if (!gone.isEmpty()) {
      gone.removeAll(collections.existing(stored.owner(), gone));
    }
    return gone.isEmpty()
        ? stored
        : edits.amend(caller, stored.model().id(), model -> without(model, gone));
  }

  /** A model that is not in these collections. */
  static ModelDocument without(ModelDocument model, Set<String> collectionIds) {
    Set<String> ids = ids(model);
    return ids.removeAll(new HashSet<>(collectionIds))
        ? model.withRow(model.row().with(COLLECTION_IDS, JsonArray.ofStrings(ids)))
        : model;
  }

  /** The collections a model is in, in their order. */
  static Set<String> ids(ModelDocument model) {
    JsonArray ids = model.row().array(COLLECTION_IDS);
    return ids == null ? new LinkedHashSet<>() : new LinkedHashSet<>(ids.strings());
  }
}
