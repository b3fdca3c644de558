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
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Creates models and changes their fields (contract section 5). */
public final class ModelWrites {
  /** Fields that a model gets by being made, so that whoever creates it cannot set them. */
  private static final Set<String> LATER = Set.of("epoch", ModelPatch.THUMBNAIL);

  private final DocumentStore store;
  private final ModelFields fields;
  private final ModelEdits edits;
  private final ModelRules rules;
  private final Collections collections;
  private final AssetUses uses;
  private final FreePlanTerm term;
  private final InstantSource clock;

  public ModelWrites(
      DocumentStore store,
      ModelFields fields,
      ModelEdits edits,
      Classes classes,
      Collections collections,
      FreePlanTerm term,
      InstantSource clock) {
    this.store = store;
    this.fields = fields;
    this.edits = edits;
    this.collections = collections;
    this.uses = new AssetUses(store, edits);
    this.term = term;
    this.clock = clock;
    this.rules =
        new ModelRules(fields, new StoredSurroundings(store, edits.room(), classes, collections));
  }

  /**
   * Creates a model.
   *
   * @param id that no model has; one of this project that has it was created by the same request
   *     before, and is answered
   */
  public ModelEdits.Stored create(Caller.KeyHolder caller, String id, Parameters body) {
    caller.requireEditor();
    ModelPatch patch = ModelPatch.of(body, fields);
    for (String field : LATER) {
      if (body.has(field) && !body.unsets(field)) {
        throw VitrineException.invalidParameter(field, "cannot be set before the model exists");
      }
    }
    ModelDocument model;
    try {
      model = rules.create(caller, blank(caller, id, patch), patch);
    } catch (VitrineException e) {
      return madeBefore(caller, id, e);
    }
    ModelDocument ordered = model.withRow(fields.inRowOrder(model.row()));
    return createAs(caller, ordered, CollectionModels.ids(ordered));
  }

  /**
   * Stores a model that is not there yet; collections deleted meanwhile do not have it.
   *
   * @param collectionIds those of its collections that were there before
   */
  ModelEdits.Stored createAs(
      Caller.KeyHolder caller, ModelDocument model, Set<String> collectionIds) {
    Key key = Key.model(model.id());
    String owner = caller.projectId();
    Draft draft = ModelEdits.draft(owner, model);
    edits.holdTree(draft.body()); // Before it is there: it may be changed once more.
    while (true) {
      switch (store.put(key, DocumentStore.ABSENT, draft)) {
        case WriteResult.Stored(long revision) -> {
          return settled(caller, new ModelEdits.Stored(revision, owner, model), collectionIds);
        }
        case WriteResult.Conflict(Document there) -> {
          if (there != null) {
            if (!caller.actsFor(there.owner())) {
              throw new VitrineException(
                  ErrorCode.INVALID_PARAMETER, "The id of the new model is taken");
            }
            ModelDocument made = ModelDocument.decode(there.body().array());
            return settled(
                caller,
                new ModelEdits.Stored(there.revision(), there.owner(), made),
                collectionIds);
          }
        }
      }
    }
  }

  /**
   * The model that the same request created before, which was not refused then.
   *
   * @throws VitrineException this refusal, if there is none
   */
  ModelEdits.Stored madeBefore(Caller.KeyHolder caller, String id, VitrineException refusal) {
    Document made = store.fetch(Key.model(id));
    if (made == null || !caller.actsFor(made.owner())) {
      throw refusal;
    }
    edits.holdTree(made.body());
    return new ModelEdits.Stored(
        made.revision(), made.owner(), ModelDocument.decode(made.body().array()));
  }

  /** Whether there is a model with an id, whoever may see it. */
  public boolean exists(String id) {
    return store.fetch(Key.model(id)) != null;
  }

  /** The status of a model like this one that was not trained. */
  String statusAtFirst(JsonObject row) {
    return rules.statusAtFirst(String.valueOf(row.text("type")));
  }

  /** A model of which nothing is known but who makes it, and of what type. */
  private ModelDocument blank(Caller.KeyHolder caller, String id, ModelPatch patch) {
    String chosen = patch.set().text("type");
    String type = chosen == null ? ModelRules.USUAL_TYPE : chosen;
    Instant instant = clock.instant();
    JsonString now = new JsonString(Times.format(instant));
    SequencedMap<String, Json> row = new LinkedHashMap<>();
    row.put("id", new JsonString(id));
    row.put("userId", new JsonString(caller.keyId()));
    row.put("authorId", new JsonString(caller.keyId()));
    row.put("ownerId", new JsonString(caller.projectId()));
    row.put("createdAt", now);
    row.put("updatedAt", now);
    row.put("type", new JsonString(type));
    row.put("privacy", new JsonString("private"));
    row.put("capabilities", JsonArray.EMPTY);
    row.put("source", new JsonString("scenario"));
    row.put("status", new JsonString(rules.statusAtFirst(type)));
    row.put("trainingImagesNumber", new JsonNumber(0));
    row.put("tags", JsonArray.EMPTY);
    row.put("collectionIds", JsonArray.EMPTY);
    row.put("exampleAssetIds", JsonArray.EMPTY);
    row.put("custom", JsonBoolean.of("custom".equals(type)));
    String deletion = term.softDeletionOn(caller.projectId(), instant);
    if (deletion != null) {
      row.put(FreePlanTerm.FIELD, new JsonString(deletion));
    }
    return ModelDocument.of(new JsonObject(row));
  }

  /** Changes fields of a model. */
  public ModelEdits.Stored update(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireEditor();
    ModelPatch patch = ModelPatch.of(body, fields);
    String thumbnail = patch.thumbnail();
    AssetUses.Known known = uses.known(caller, thumbnail == null ? Set.of() : Set.of(thumbnail));
    AtomicReference<AssetUses.Known> fresh = new AtomicReference<>(known);
    Set<String> entered = new HashSet<>();
    ModelEdits.Stored stored =
        edits.edit(
            caller,
            id,
            condition,
            before -> {
              fresh.set(known.newTo(before));
              ModelDocument after = rules.apply(caller, before, patch);
              entered.clear();
              entered.addAll(CollectionModels.ids(after));
              entered.removeAll(CollectionModels.ids(before));
              return after;
            });
    ModelEdits.Stored settled = settled(caller, stored, entered);
    if (!uses.settle(caller, settled, fresh.get()).gone().isEmpty()) {
      throw ModelRules.noThumbnail(); // It was deleted meanwhile; all else has changed.
    }
    return settled;
  }

  /** Not in collections that were deleted while it was written. */
  private ModelEdits.Stored settled(
      Caller.KeyHolder caller, ModelEdits.Stored stored, Set<String> collectionIds) {
    return CollectionModels.withoutGone(collections, edits, caller, stored, collectionIds);
  }
}
