package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of stored assets by their owners, as {@link ModelEdits} changes models. Assets that are
 * being deleted do not exist.
 */
public final class AssetEdits {
  static final int ATTEMPTS = 100;

  private final DocumentStore store;
  private final InstantSource clock;

  public AssetEdits(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** An asset as it is stored. */
  public record Stored(long revision, String owner, AssetDocument asset) {
    public String id() {
      return asset.id();
    }
  }

  /** What is to become of an asset; called again with a newer one when another was faster. */
  public interface Change {
    /**
     * The asset as it should be; an equal one if nothing is to change.
     *
     * @throws VitrineException if the change is refused
     */
    AssetDocument apply(AssetDocument before);
  }

  static Key key(String id) {
    return new Key(Kind.ASSET, id);
  }

  /**
   * Changes an asset. {@code updatedAt} is set if anything did change; else nothing is written.
   *
   * @return the asset as it is now
   * @throws VitrineException FORBIDDEN, NOT_FOUND, PRECONDITION_FAILED, or what the change refuses
   */
  public Stored edit(Caller.KeyHolder caller, String id, Precondition condition, Change change) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stored before = own(caller, id);
      condition.check("Asset " + id, before.revision());
      AssetDocument after = change.apply(before.asset());
      if (after.equals(before.asset())) {
        return before;
      }
      AssetDocument dated = after.withRow(after.row().with("updatedAt", now()));
      if (store.put(key(id), before.revision(), draft(before.owner(), dated))
          instanceof WriteResult.Stored(long revision)) {
        return new Stored(revision, before.owner(), dated);
      }
    }
    throw busy(id);
  }

  /**
   * An asset of the caller's project, for a write.
   *
   * @throws VitrineException FORBIDDEN if the key may only read, or if the asset belongs to others
   *     and may be seen; NOT_FOUND if it does not exist for the caller
   */
  Stored own(Caller.KeyHolder caller, String id) {
    caller.requireEditor();
    Document document = Documents.isId(id) ? store.fetch(key(id)) : null;
    return own(caller, id, document);
  }

  /** As {@link #own(Caller.KeyHolder, String)}, of a document that was fetched. */
  static Stored own(Caller.KeyHolder caller, String id, @Nullable Document document) {
    if (document == null || !caller.maySee(document.owner(), document.visibility())) {
      throw notFound(id);
    }
    Stored stored = live(document);
    if (stored == null) {
      throw notFound(id);
    }
    if (!caller.actsFor(document.owner())) {
      throw notYours(id);
    }
    return stored;
  }

  /**
   * An asset that the caller may see, its own or not.
   *
   * @throws VitrineException NOT_FOUND if it does not exist for the caller
   */
  public Stored seen(Caller caller, String id) {
    Document document = Documents.isId(id) ? store.fetch(key(id)) : null;
    Stored stored = document == null ? null : seen(caller, document);
    if (stored == null) {
      throw notFound(id);
    }
    return stored;
  }

  /** What is stored, if the caller may see it and it is there to stay. */
  static @Nullable Stored seen(Caller caller, Document document) {
    return caller.maySee(document.owner(), document.visibility()) ? live(document) : null;
  }

  /** What is stored, if it is there to stay; a damaged one is not. */
  static @Nullable Stored live(Document document) {
    Stored stored = stored(document);
    return stored == null || stored.asset().deleting() ? null : stored;
  }

  /** What is stored, also while it is being deleted; null if it is damaged. */
  static @Nullable Stored stored(Document document) {
    try {
      AssetDocument asset = AssetDocument.decode(document.body().array());
      return new Stored(document.revision(), document.owner(), asset);
    } catch (CorruptDocumentException e) {
      return null;
    }
  }

  /**
   * What is stored of an asset.
   *
   * @throws VitrineException INVALID_PARAMETER if it is larger than documents may be
   */
  static Draft draft(String owner, AssetDocument asset) {
    byte[] body = asset.encode();
    int most = JsonLimits.DOCUMENT.bytes();
    if (body.length > most) {
      throw new VitrineException(
          ErrorCode.INVALID_PARAMETER,
          "The record of the asset would be larger than " + most + " bytes",
          Map.of("limit", most, "received", body.length));
    }
    return Draft.of(owner, ModelEdits.visibility(asset.row()), Bytes.wrap(body));
  }

  /** The same canvas, without a picture that is gone or about to go. */
  AssetDocument withoutGonePicture(AssetDocument canvas) {
    return new CanvasPictures(store, clock).withoutGone(canvas);
  }

  JsonString now() {
    return new JsonString(Times.format(clock.instant()));
  }

  static VitrineException notFound(String id) {
    return new VitrineException(ErrorCode.NOT_FOUND, "Asset " + id + " not found");
  }

  static VitrineException notYours(String id) {
    return new VitrineException(
        ErrorCode.FORBIDDEN, "Asset " + id + " belongs to another project", Map.of("assetId", id));
  }

  static VitrineException busy(String id) {
    return new VitrineException(
        ErrorCode.UNAVAILABLE, "Asset " + id + " is being changed by others all the time");
  }

  /** Nobody knows yet whether it stays. */
  static VitrineException beingDeleted(String id) {
    return new VitrineException(
        ErrorCode.UNAVAILABLE, "Asset " + id + " is just being deleted: try again");
  }
}
