package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetKind;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Makes assets of bytes that are stored: the one way in, for whatever was sent with a request,
 * uploaded in parts or added to a model.
 */
public final class Assets {
  private final DocumentStore store;
  private final AssetEdits edits;
  private final Collections collections;
  private final AssetLookup lookup;
  private final InstantSource clock;

  public Assets(
      DocumentStore store, AssetEdits edits, Collections collections, InstantSource clock) {
    this.store = store;
    this.edits = edits;
    this.collections = collections;
    this.lookup = new AssetLookup(store);
    this.clock = clock;
  }

  /**
   * Makes a private asset of the caller's project.
   *
   * @param id that no asset has; one of this project that has it was made by the same request
   *     before, and is answered
   * @param blob stored or touched a moment ago
   * @param found what the blob is
   * @throws VitrineException INVALID_PARAMETER if what is wanted cannot be
   */
  public AssetEdits.Stored register(
      Caller.KeyHolder caller,
      String id,
      StoredBlob blob,
      Inspection.Sound found,
      NewAsset wanted) {
    check(caller, wanted);
    return make(caller, id, blob, found, wanted);
  }

  /** As {@link #register}, of what was checked. */
  AssetEdits.Stored make(
      Caller.KeyHolder caller,
      String id,
      StoredBlob blob,
      Inspection.Sound found,
      NewAsset wanted) {
    AssetDocument made = AssetDocument.of(row(caller, id, blob, found, wanted), blob);
    return settled(caller, createAs(made), wanted);
  }

  /**
   * Refuses what cannot be made, before its bytes are stored.
   *
   * @throws VitrineException FORBIDDEN, INVALID_PARAMETER
   */
  public void check(Caller.KeyHolder caller, NewAsset wanted) {
    caller.requireEditor();
    String parent = wanted.parentId();
    if (parent != null && lookup.stored(caller, parent) == null) {
      throw VitrineException.invalidParameter("parentId", "names no asset");
    }
    if (wanted.collectionIds().size() > CollectionAssets.MOST_PER_ASSET) {
      throw VitrineException.invalidParameter(
          "collectionIds",
          "must name at most " + CollectionAssets.MOST_PER_ASSET,
          Map.of(
              "limit", CollectionAssets.MOST_PER_ASSET, "received", wanted.collectionIds().size()));
    }
    if (!wanted.collectionIds().isEmpty()) {
      collections.checkOwn(caller.projectId(), wanted.collectionIds(), Set.of());
    }
    TagRules.check("tags", wanted.tags());
    TagRules.checkNumber("tags", new LinkedHashSet<>(wanted.tags()).size(), "asset");
  }

  private AssetEdits.Stored settled(
      Caller.KeyHolder caller, AssetEdits.Stored made, NewAsset wanted) {
    return CollectionAssets.withoutGone(collections, edits, caller, made, wanted.collectionIds());
  }

  /** Stores an asset that is not there yet. */
  AssetEdits.Stored createAs(AssetDocument asset) {
    String owner = String.valueOf(asset.row().text("ownerId"));
    while (true) {
      switch (store.put(
          AssetEdits.key(asset.id()), DocumentStore.ABSENT, AssetEdits.draft(owner, asset))) {
        case WriteResult.Stored(long revision) -> {
          return new AssetEdits.Stored(revision, owner, asset);
        }
        case WriteResult.Conflict(Document there) -> {
          if (there != null) {
            AssetEdits.Stored known = AssetEdits.stored(there);
            if (known != null && there.owner().equals(owner) && known.asset().deleting()) {
              throw AssetEdits.beingDeleted(asset.id()); // As the last picture of a canvas.
            }
            if (known == null || !there.owner().equals(owner)) {
              throw new VitrineException(
                  ErrorCode.INVALID_PARAMETER, "The id of the new asset is taken");
            }
            return known;
          }
        }
      }
    }
  }

  private JsonObject row(
      Caller.KeyHolder caller,
      String id,
      StoredBlob blob,
      Inspection.Sound found,
      NewAsset wanted) {
    AssetKind kind = found.format().kind();
    String chosen = wanted.type();
    String type = chosen == null ? usualType(kind) : chosen;
    JsonString now = new JsonString(Times.format(clock.instant()));
    SequencedMap<String, Json> row = new LinkedHashMap<>();
    row.put("id", new JsonString(id));
    row.put("authorId", new JsonString(caller.keyId()));
    row.put("collectionIds", JsonArray.ofStrings(wanted.collectionIds()));
    row.put("createdAt", now);
    row.put("editCapabilities", JsonArray.EMPTY);
    row.put("kind", new JsonString(kind.text()));
    row.put(AssetRows.METADATA, metadata(caller, kind, type, wanted));
    row.put("mimeType", new JsonString(found.format().mimeType()));
    row.put("ownerId", new JsonString(caller.projectId()));
    row.put("privacy", new JsonString("private"));
    row.put("properties", properties(blob, found));
    row.put("source", new JsonString(type));
    row.put("status", new JsonString("success"));
    row.put("tags", JsonArray.ofStrings(new LinkedHashSet<>(wanted.tags())));
    row.put("updatedAt", now);
    if (wanted.hidden()) {
      row.put("isHidden", JsonBoolean.TRUE);
    }
    return new JsonObject(row);
  }

  private static String usualType(AssetKind kind) {
    return switch (kind) {
      case IMAGE, IMAGE_HDR, DOCUMENT -> "uploaded";
      case THREE_D -> "uploaded-3d";
      case AUDIO -> "uploaded-audio";
      case VIDEO -> "uploaded-video";
      case TEXT, JSON -> "uploaded-text";
    };
  }

  private JsonObject metadata(
      Caller.KeyHolder caller, AssetKind kind, String type, NewAsset wanted) {
    SequencedMap<String, Json> metadata = new LinkedHashMap<>();
    metadata.put("kind", new JsonString(kind.text()));
    metadata.put("type", new JsonString(type));
    metadata.put("name", new JsonString(wanted.name()));
    String parentId = wanted.parentId();
    if (parentId != null) {
      metadata.put("parentId", new JsonString(parentId));
      metadata.put("rootParentId", new JsonString(root(caller, parentId)));
    }
    String thumbnail = wanted.thumbnail();
    if (thumbnail != null) {
      metadata.put(AssetRows.THUMBNAIL, AssetRows.thumbnail(thumbnail));
    }
    if (wanted.trainingImage()) {
      metadata.put("trainingImage", JsonBoolean.TRUE);
    }
    return new JsonObject(metadata);
  }

  /** The asset at the beginning of the row of parents. */
  private String root(Caller caller, String parentId) {
    AssetEdits.Stored parent = lookup.stored(caller, parentId);
    String root =
        parent == null ? null : AssetRows.metadata(parent.asset().row()).text("rootParentId");
    return root == null ? parentId : root;
  }

  /** What is told of the bytes. */
  static JsonObject properties(StoredBlob blob, Inspection.Sound found) {
    JsonObject properties = size(blob);
    PixelSize size = found.size();
    if (size != null) {
      properties =
          properties
              .with("width", new JsonNumber(size.width()))
              .with("height", new JsonNumber(size.height()));
    }
    if (found.frames() > 1) {
      properties = properties.with("nbFrames", new JsonNumber(found.frames()));
    }
    return found.format().kind() == AssetKind.THREE_D
        ? properties.with("format", new JsonString(found.format().extension()))
        : properties;
  }

  static JsonObject size(StoredBlob blob) {
    return JsonObject.of("size", new JsonNumber(blob.size()));
  }
}
