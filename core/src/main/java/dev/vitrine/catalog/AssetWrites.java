package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.LongTexts;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes assets of what requests carry, and changes them. */
public final class AssetWrites {
  /** Members of bodies that are read where they stand. */
  public static final Set<String> LONG =
      Set.of("image", AssetCanvases.CANVAS, AssetCanvases.THUMBNAIL);

  private static final String IMAGE = "image";
  private static final String NAME = "name";

  private final AssetEdits edits;
  private final Assets assets;
  private final AssetPictures pictures;
  private final AssetCanvases canvases;
  private final CanvasLocks locks;
  private final AssetRemoval removal;
  private final AssetWithdrawal withdrawal;

  public AssetWrites(
      AssetStore blobs,
      AssetEdits edits,
      Assets assets,
      AssetPictures pictures,
      CanvasLocks locks,
      AssetRemoval removal,
      AssetWithdrawal withdrawal) {
    this.edits = edits;
    this.assets = assets;
    this.pictures = pictures;
    this.canvases = new AssetCanvases(blobs, pictures, assets);
    this.locks = locks;
    this.removal = removal;
    this.withdrawal = withdrawal;
  }

  /**
   * Makes an asset of an image or a canvas.
   *
   * @param id as for {@link Assets#register}
   * @param sent {@code name}, and {@code image} or {@code canvas} with {@code thumbnail}; {@code
   *     collectionIds}, {@code parentId}, {@code hide}, {@code tags}
   * @throws VitrineException INVALID_PARAMETER
   */
  public AssetEdits.Stored create(Caller.KeyHolder caller, String id, LongTexts sent) {
    caller.requireEditor();
    NewAsset wanted = wanted(new Parameters(sent.rest()));
    assets.check(caller, wanted);
    AssetPictures.Picture picture = pictures.read(sent, IMAGE, wanted.name());
    if (picture != null) {
      return assets.register(caller, id, picture.blob(), picture.found(), wanted);
    }
    AssetEdits.Stored canvas = canvases.create(caller, id, sent, wanted);
    if (canvas == null) {
      throw VitrineException.invalidParameter(IMAGE, "is required, unless there is a \"canvas\"");
    }
    return canvas;
  }

  private static NewAsset wanted(Parameters body) {
    Set<String> collectionIds = body.texts("collectionIds", CollectionAssets.MOST_PER_ASSET);
    body.texts("tags", TagRules.MOST);
    return NewAsset.named(NewAsset.name(NAME, body.requiredText(NAME)))
        .withParent(body.text("parentId"))
        .withCollections(collectionIds == null ? Set.of() : collectionIds)
        .withTags(body.sent("tags"))
        .withHidden(body.flag("hide", false));
  }

  /**
   * Changes an asset. One that becomes private is taken out of the models of other projects before
   * this returns.
   *
   * @param sent {@code name}, {@code description}, {@code tags}, {@code privacy}, {@code hide}; of
   *     a canvas also {@code canvas}, {@code thumbnail}, {@code lockId}, {@code lockExpiresAt}
   * @throws VitrineException INVALID_PARAMETER, or what {@link AssetEdits#edit} refuses
   */
  public AssetEdits.Stored update(
      Caller.KeyHolder caller, String id, Precondition condition, LongTexts sent) {
    caller.requireEditor();
    Parameters body = new Parameters(sent.rest());
    AssetPatch patch = new AssetPatch(body);
    String lockId = body.text(CanvasLocks.LOCK_ID);
    AssetEdits.Stored before = edits.own(caller, id);
    condition.check("Asset " + id, before.revision());
    for (String field : new String[] {"canvas", "thumbnail", "lockId", "lockExpiresAt"}) {
      if (body.has(field) && !body.unsets(field)) {
        CanvasLocks.requireCanvas(before.asset(), field);
      }
    }
    locks.check(before.asset(), lockId); // Before anything is stored.
    StoredBlob content = canvases.content(sent);
    String thumbnail = canvases.thumbnail(caller, id, name(before.asset()), sent);
    AtomicReference<@Nullable String> replaced = new AtomicReference<>();
    AssetEdits.Stored after =
        kept(
            caller,
            thumbnail,
            () ->
                edits.edit(
                    caller,
                    id,
                    condition,
                    asset -> {
                      replaced.set(AssetRows.thumbnailOf(asset.row())); // Of what is changed.
                      locks.check(asset, lockId);
                      AssetDocument patched = patch.apply(caller, asset);
                      return locks.expiring(AssetCanvases.with(patched, content, thumbnail), body);
                    }));
    String gone = replaced.get();
    if (thumbnail != null && gone != null && !thumbnail.equals(gone)) {
      removal.drop(caller, gone);
    }
    AssetEdits.Stored finished = withdrawal.finish(after);
    if (thumbnail != null) {
      checkStillThere(caller, finished, thumbnail);
    }
    return finished;
  }

  /** Writes a canvas; the picture that was made for it goes again if that is refused. */
  private AssetEdits.Stored kept(
      Caller.KeyHolder caller, @Nullable String thumbnail, Supplier<AssetEdits.Stored> write) {
    try {
      return write.get();
    } catch (VitrineException e) {
      if (thumbnail != null && e.code().fault() == ErrorCode.Fault.CALLER) {
        removal.drop(caller, thumbnail); // Unless the canvas shows it already.
      }
      throw e;
    }
  }

  /** Takes a picture out again that was deleted while it was being set. */
  private void checkStillThere(
      Caller.KeyHolder caller, AssetEdits.Stored canvas, String thumbnail) {
    AssetDocument there = edits.withoutGonePicture(canvas.asset());
    if (there.equals(canvas.asset())) {
      return;
    }
    var _ =
        edits.edit(
            caller,
            canvas.id(),
            Precondition.NONE,
            asset ->
                thumbnail.equals(AssetRows.thumbnailOf(asset.row()))
                    ? edits.withoutGonePicture(asset)
                    : asset);
    throw VitrineException.invalidParameter(
        AssetCanvases.THUMBNAIL, "was deleted while it was being set: all else has changed");
  }

  private static String name(AssetDocument asset) {
    @Nullable String name = AssetRows.metadata(asset.row()).text(NAME);
    return name == null ? asset.id() : name;
  }
}
