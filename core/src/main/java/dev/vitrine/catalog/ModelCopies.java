package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.CatalogIndex;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.ModelFields;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Copies models, and hands them over to other projects (contract section 5). */
public final class ModelCopies {
  private static final int ATTEMPTS = 100;

  /** What a training made, which a copy that is not trained does not have. */
  private static final List<String> TRAINED =
      List.of("epoch", "epochs", "trainingProgress", "trainingStats", "performanceStats");

  /** What belongs to the one model alone. */
  private static final List<String> OWN = List.of("score", FreePlanTerm.FIELD);

  private final DocumentStore store;
  private final ModelFields fields;
  private final ModelEdits edits;
  private final ModelWrites writes;
  private final AssetUses uses;
  private final Projects projects;
  private final FreePlanTerm term;
  private final InstantSource clock;
  private final AssetMoves moves;

  public ModelCopies(
      DocumentStore store,
      CatalogIndex index,
      ModelFields fields,
      ModelEdits edits,
      ModelWrites writes,
      Projects projects,
      FreePlanTerm term,
      InstantSource clock) {
    this.store = store;
    this.fields = fields;
    this.edits = edits;
    this.uses = new AssetUses(store, edits);
    this.writes = writes;
    this.projects = projects;
    this.term = term;
    this.clock = clock;
    this.moves = new AssetMoves(store, index, clock);
  }

  /**
   * Copies a model of the caller's project to a new private one: with its thumbnail, description,
   * presets, training images and pairs.
   *
   * @param newId as for {@link ModelWrites#create}
   * @param body {@code copyAsTrained}: whether what its training made is copied too, false if
   *     absent; {@code copyExamples}: true if absent
   */
  public ModelEdits.Stored copy(Caller.KeyHolder caller, String id, String newId, Parameters body) {
    caller.requireEditor();
    boolean trained = body.flag("copyAsTrained", false);
    boolean examples = body.flag("copyExamples", true);
    AssetUses.Original read;
    try {
      read = uses.original(caller, () -> edits.own(caller, id));
      if (trained && "training".equals(read.model().row().text("status"))) {
        throw VitrineException.invalidParameter(
            "copyAsTrained", "cannot be had while the model is training");
      }
    } catch (VitrineException e) {
      return writes.madeBefore(caller, newId, e);
    }
    ModelDocument original = read.model();
    Instant now = clock.instant();
    SequencedMap<String, Json> row = new LinkedHashMap<>(original.row().members());
    JsonString at = new JsonString(Times.format(now));
    row.put("id", new JsonString(newId));
    row.put("userId", new JsonString(caller.keyId()));
    row.put("authorId", new JsonString(caller.keyId()));
    row.put("createdAt", at);
    row.put("updatedAt", at);
    row.put("privacy", new JsonString("private"));
    row.put("parentModelId", new JsonString(id));
    OWN.forEach(row::remove);
    if (!trained) {
      TRAINED.forEach(row::remove);
      row.put("status", new JsonString(writes.statusAtFirst(original.row())));
    }
    if (!examples) {
      row.put("exampleAssetIds", JsonArray.EMPTY);
    }
    String deletion = term.softDeletionOn(caller.projectId(), now);
    if (deletion != null) {
      row.put(FreePlanTerm.FIELD, new JsonString(deletion));
    }
    ModelEdits.Stored made =
        writes.createAs(
            caller, original.withRow(fields.inRowOrder(new JsonObject(row))), read.collections());
    return uses.settle(caller, made, read.known()).stored();
  }

  /**
   * Hands a model over to another project of the same team, with its id and all it has but its
   * collections, which are its project's. The assets that it alone uses go ahead of it ({@link
   * AssetMoves}).
   *
   * @param condition on the model as this finds it; changes made while its assets move go with it
   * @param body {@code destinationProjectId}; {@code destinationTeamId}, which if given must be the
   *     team's
   */
  public ModelEdits.Stored transfer(
      Caller.KeyHolder caller, String id, Precondition condition, Parameters body) {
    caller.requireAdmin();
    Project destination = destination(caller, body);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Document document = edits.own(caller, id);
      if (attempt == 0) {
        condition.check("Model " + id, document.revision());
      }
      ModelDocument before = ModelDocument.decode(document.body().array());
      if (document.owner().equals(destination.id())) {
        return new ModelEdits.Stored(document.revision(), document.owner(), before);
      }
      ModelDocument after = before.withRow(moved(before.row(), destination.id()));
      Draft draft = ModelEdits.draft(destination.id(), after); // Too large a model takes nothing.
      moves.move(before, new AssetMoves.Way(document.owner(), destination.id()));
      if (store.put(
              document.key(),
              document.revision(),
              new Draft(draft.owner(), document.owner(), draft.visibility(), draft.body()))
          instanceof WriteResult.Stored(long revision)) {
        return new ModelEdits.Stored(revision, destination.id(), after);
      }
    }
    throw new VitrineException(
        ErrorCode.UNAVAILABLE, "Model " + id + " is being changed by others all the time");
  }

  private JsonObject moved(JsonObject row, String projectId) {
    Instant now = clock.instant();
    String deletion = term.softDeletionOn(projectId, now);
    JsonObject moved =
        row.with("ownerId", new JsonString(projectId))
            .with("updatedAt", new JsonString(Times.format(now)))
            .with("collectionIds", JsonArray.EMPTY)
            .without(FreePlanTerm.FIELD);
    return fields.inRowOrder(
        deletion == null ? moved : moved.with(FreePlanTerm.FIELD, new JsonString(deletion)));
  }

  /** A project of another team is answered like one that does not exist. */
  private Project destination(Caller.KeyHolder caller, Parameters body) {
    String id = body.requiredText("destinationProjectId");
    String teamId = body.text("destinationTeamId");
    Project own = projects.get(caller.projectId()).orElse(null);
    Project destination = Ids.Sort.PROJECT.hasForm(id) ? projects.get(id).orElse(null) : null;
    if (own == null || destination == null || !destination.teamId().equals(own.teamId())) {
      throw VitrineException.invalidParameter(
          "destinationProjectId", "names no project of this team");
    }
    if (teamId != null && !teamId.equals(own.teamId())) {
      throw VitrineException.invalidParameter(
          "destinationTeamId", "is not the team of the destination project");
    }
    return destination;
  }
}
