package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes models so that they can be restored for a while.
 *
 * <p>A deleted model is a document of the kind {@link Kind#TRASH} under its id, in effect only
 * while no model has that id. Deleting writes it first and removes the model then, restoring goes
 * the other way: whatever a crash leaves half done, the model is in exactly one of the two places.
 */
public final class ModelRemoval {
  private static final int ATTEMPTS = 100;
  private static final String SYSTEM = "system";

  private final DocumentStore store;
  private final ModelFields fields;
  private final ModelEdits edits;
  private final AssetUses uses;
  private final Classes classes;
  private final Collections collections;
  private final FreePlanTerm term;
  private final InstantSource clock;
  private final boolean restorable;

  /**
   * Deletions.
   *
   * @param restorable whether deleted models wait in the trash; else they are gone at once
   */
  public ModelRemoval(
      DocumentStore store,
      ModelFields fields,
      ModelEdits edits,
      Classes classes,
      Collections collections,
      FreePlanTerm term,
      InstantSource clock,
      boolean restorable) {
    this.store = store;
    this.fields = fields;
    this.edits = edits;
    this.uses = new AssetUses(store, edits);
    this.classes = classes;
    this.collections = collections;
    this.term = term;
    this.clock = clock;
    this.restorable = restorable;
  }

  /** Deletes a model of the caller's project. */
  public void delete(Caller.KeyHolder caller, String id, Precondition condition) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document document = edits.own(caller, id);
      condition.check("Model " + id, document.revision());
      if (remove(document, caller.keyId())) {
        return;
      }
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE, "Model " + id + " is being changed by others all the time");
  }

  /** Deletes a model as the system, if it is still at this revision. */
  boolean deleteDue(Document document) {
    return remove(document, SYSTEM);
  }

  private boolean remove(Document document, String by) {
    if (restorable) {
      trash(document, by);
    }
    return store.delete(document.key(), document.revision()) instanceof WriteResult.Stored;
  }

  /**
   * Puts a model into the trash, but never in the place of a newer one: whoever deletes slowly may
   * have read it before others changed and deleted it.
   */
  private void trash(Document document, String by) {
    Key key = key(document.key().id());
    ModelDocument model = ModelDocument.decode(document.body().array());
    ModelDocument deleted =
        model.deleted(Times.format(clock.instant()), by).deletedAtRevision(document.revision());
    Draft draft = Draft.of(document.owner(), Visibility.PRIVATE, Bytes.wrap(deleted.encode()));
    while (true) {
      Document old = store.fetch(key);
      if (old != null && revision(old) > document.revision()) {
        return;
      }
      long expected = old == null ? DocumentStore.ABSENT : old.revision();
      if (store.put(key, expected, draft) instanceof WriteResult.Stored) {
        return;
      }
    }
  }

  /** The revision at which what is in the trash was deleted; 0 if it cannot be read. */
  private static long revision(Document trashed) {
    try {
      return ModelDocument.decode(trashed.body().array()).deletedRevision();
    } catch (CorruptDocumentException e) {
      return 0;
    }
  }

  /**
   * Restores a deleted model of the caller's project: as it was, without collections that are gone
   * since, and with its class as that is now.
   *
   * @param condition on the revision at which it was deleted
   * @throws VitrineException NOT_FOUND if there is none to restore; PRECONDITION_FAILED
   */
  public ModelEdits.Stored restore(Caller.KeyHolder caller, String id, Precondition condition) {
    caller.requireEditor();
    AssetUses.Original original = uses.original(caller, () -> trashed(caller, id));
    Document trashed = original.document();
    condition.check("Model " + id, original.model().deletedRevision());
    ModelDocument model = refreshed(original.model(), trashed.owner(), original.collections());
    return switch (store.put(
        Key.model(id), DocumentStore.ABSENT, ModelEdits.draft(trashed.owner(), model))) {
      case WriteResult.Stored(long revision) -> {
        ModelEdits.Stored newest =
            newest(trashed, new ModelEdits.Stored(revision, trashed.owner(), model));
        ModelEdits.Stored restored = uses.settle(caller, newest, original.known()).stored();
        yield CollectionModels.withoutGone(
            collections, edits, caller, restored, original.collections());
      }
      // A model that is there is not deleted: what the trash holds is only left over.
      case WriteResult.Conflict conflict -> throw VitrineException.modelNotFound(id);
    };
  }

  private Document trashed(Caller.KeyHolder caller, String id) {
    Document trashed = store.fetch(key(id));
    if (trashed == null || !caller.actsFor(trashed.owner())) {
      throw VitrineException.modelNotFound(id);
    }
    edits.holdTree(trashed.body());
    return trashed;
  }

  /**
   * A model as it comes back.
   *
   * @param collectionIds those of its collections that there are, in whatever state
   */
  private ModelDocument refreshed(ModelDocument trashed, String owner, Set<String> collectionIds) {
    Set<String> gone = new HashSet<>(collectionIds);
    gone.removeAll(collections.existing(owner, collectionIds));
    JsonObject row =
        CollectionModels.without(trashed, gone)
            .row()
            .with("updatedAt", new JsonString(Times.format(clock.instant())));
    JsonObject modelClass = row.object("class");
    String slug = modelClass == null ? null : modelClass.text("slug");
    JsonObject current = slug == null ? null : readable(slug);
    if (current != null) {
      row = row.with("class", current);
    }
    return trashed.undeleted().withRow(fields.inRowOrder(dated(row, owner)));
  }

  /** The class as it is now; null if there is none, or it is damaged. */
  private @Nullable JsonObject readable(String slug) {
    try {
      return classes.find(slug);
    } catch (CorruptDocumentException e) {
      return null;
    }
  }

  /** With a date of deletion, if it had one: a new one where that has passed. */
  private JsonObject dated(JsonObject row, String owner) {
    Instant now = clock.instant();
    String date = row.text(FreePlanTerm.FIELD);
    Instant due = Times.parse(date);
    if (date == null || (due != null && due.isAfter(now))) {
      return row;
    }
    String next = term.softDeletionOn(owner, now);
    return next == null
        ? row.without(FreePlanTerm.FIELD)
        : row.with(FreePlanTerm.FIELD, new JsonString(next));
  }

  /**
   * A restored model, now that it is there: what the trash held of it is removed. Others may have
   * restored, changed and deleted it since this trash was read; then theirs is what is restored. If
   * it has come to another project meanwhile, which has deleted it, it is that one's to restore.
   */
  private ModelEdits.Stored newest(Document trashed, ModelEdits.Stored restored) {
    if (store.delete(trashed.key(), trashed.revision()) instanceof WriteResult.Stored) {
      return restored;
    }
    Document newer = store.fetch(trashed.key());
    if (newer == null || revision(newer) >= restored.revision()) {
      return restored; // Gone already, or what was restored here is being deleted again.
    }
    if (!newer.owner().equals(restored.owner())) {
      return withdrawn(restored);
    }
    if (revision(newer) <= revision(trashed)) {
      return newest(newer, restored); // The same deletion, without a collection that is gone.
    }
    ModelDocument deleted = ModelDocument.decode(newer.body().array());
    String owner = restored.owner();
    ModelDocument model =
        refreshed(deleted, owner, uses.collections(owner, CollectionModels.ids(deleted)));
    return store.put(
                Key.model(model.id()),
                restored.revision(),
                ModelEdits.draft(restored.owner(), model))
            instanceof WriteResult.Stored(long revision)
        ? newest(newer, new ModelEdits.Stored(revision, restored.owner(), model))
        : restored; // Others go on with what was restored here.
  }

  /** Takes a model away again that was not to be restored, unless others go on with it. */
  private ModelEdits.Stored withdrawn(ModelEdits.Stored restored) {
    String id = restored.model().id();
    if (store.delete(Key.model(id), restored.revision()) instanceof WriteResult.Stored) {
      throw VitrineException.modelNotFound(id);
    }
    return restored;
  }

  /** A deleted model of a project that can be restored; null if there is none. */
  public @Nullable Document trashed(String projectId, String id) {
    Document document = store.fetch(key(id));
    return document != null && document.owner().equals(projectId) ? document : null;
  }

  private static Key key(String id) {
    return new Key(Kind.TRASH, id);
  }
}
