package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies assets, within a project or to another one of the same team. The bytes are shared. */
public final class AssetCopies {
  private static final String TARGET = "targetProjectId";

  private final AssetStore blobs;
  private final AssetEdits edits;
  private final Assets assets;
  private final Projects projects;

  public AssetCopies(AssetStore blobs, AssetEdits edits, Assets assets, Projects projects) {
    this.blobs = blobs;
    this.edits = edits;
    this.assets = assets;
    this.projects = projects;
  }

  /**
   * Copies an asset of the caller's project to a new private one, which is in no collection.
   *
   * @param newId as for {@link Assets#register}
   * @param body {@code targetProjectId}; the caller's own if absent, another needs an admin's key
   * @throws VitrineException INVALID_PARAMETER, FORBIDDEN, NOT_FOUND
   */
  public AssetEdits.Stored copy(Caller.KeyHolder caller, String id, String newId, Parameters body) {
    caller.requireEditor();
    String target = target(caller, body);
    AssetEdits.Stored original = edits.own(caller, id);
    keepBytes(original); // First: a picture is not to be left without its canvas.
    String thumbnail = thumbnail(caller, original.asset(), newId, target);
    return copied(
        caller,
        original,
        newId,
        target,
        metadata ->
            thumbnail == null
                ? metadata
                : metadata.with(AssetRows.THUMBNAIL, AssetRows.thumbnail(thumbnail)));
  }

  private AssetEdits.Stored copied(
      Caller.KeyHolder caller,
      AssetEdits.Stored original,
      String newId,
      String target,
      UnaryOperator<JsonObject> metadata) {
    AssetDocument unlocked = CanvasLocks.unlocked(original.asset()).withdrawing(false);
    JsonObject row = row(caller, unlocked.row(), original.owner(), newId, target, metadata);
    return assets.createAs(unlocked.withRow(row));
  }

  /** From here on its bytes are not collected, also if the original is deleted meanwhile. */
  private void keepBytes(AssetEdits.Stored original) {
    if (!blobs.touch(original.asset().blob().key())) {
      throw AssetEdits.notFound(original.id());
    }
  }

  private JsonObject row(
      Caller.KeyHolder caller,
      JsonObject original,
      String sourceProject,
      String newId,
      String target,
      UnaryOperator<JsonObject> changed) {
    JsonString now = edits.now();
    JsonObject copied =
        AssetRows.metadata(original)
            .with("copiedAt", now)
            .with("originalAssetId", new JsonString(String.valueOf(original.text("id"))))
            .with("sourceProjectId", new JsonString(sourceProject))
            .without(AssetRows.THUMBNAIL);
    SequencedMap<String, Json> row = new LinkedHashMap<>(original.members());
    row.put("id", new JsonString(newId));
    row.put("authorId", new JsonString(caller.keyId()));
    row.put("collectionIds", JsonArray.EMPTY);
    row.put("createdAt", now);
    row.put(AssetRows.METADATA, changed.apply(copied));
    row.put("ownerId", new JsonString(target));
    row.put("privacy", new JsonString("private"));
    row.put("updatedAt", now);
    return new JsonObject(row);
  }

  /** A copy of the picture of a canvas, made for its copy; null if it has none. */
  private @Nullable String thumbnail(
      Caller.KeyHolder caller, AssetDocument original, String newId, String target) {
    String id = AssetRows.thumbnailOf(original.row());
    if (id == null) {
      return null;
    }
    try {
      AssetEdits.Stored thumbnail = edits.own(caller, id);
      String copyId = Ids.derived(Ids.Sort.ASSET, newId + "/" + thumbnail.asset().blob().sha256());
      keepBytes(thumbnail);
      String root = AssetRows.metadata(original.row()).text("rootParentId");
      AssetEdits.Stored copy =
          copied(
              caller,
              thumbnail,
              copyId,
              target,
              metadata ->
                  metadata
                      .with("parentId", new JsonString(newId))
                      .with("rootParentId", new JsonString(root == null ? newId : root)));
      return copy.id();
    } catch (VitrineException e) {
      return null; // It is gone, and a canvas does without.
    }
  }

  /** A project of another team is answered like one that does not exist. */
  private String target(Caller.KeyHolder caller, Parameters body) {
    String id = body.text(TARGET);
    if (id == null || caller.actsFor(id)) {
      return caller.projectId();
    }
    caller.requireAdmin();
    Project own = projects.get(caller.projectId()).orElse(null);
    Project target = Ids.Sort.PROJECT.hasForm(id) ? projects.get(id).orElse(null) : null;
    if (own == null || target == null || !target.teamId().equals(own.teamId())) {
      throw VitrineException.invalidParameter(TARGET, "names no project of this team");
    }
    return id;
  }
}
