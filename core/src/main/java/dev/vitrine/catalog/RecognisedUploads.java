package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Role;
import dev.vitrine.asset.AssetKind;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes assets of uploads by what their bytes are, not by what they were said to be. Whoever wanted
 * something else than they are gets nothing.
 */
public final class RecognisedUploads implements UploadedAssets {
  private static final String AVATAR = "avatar";

  private final AssetStore blobs;
  private final MediaInspector inspector;
  private final Assets assets;
  private final Collections collections;
  private final AssetLookup lookup;

  public RecognisedUploads(
      AssetStore blobs,
      MediaInspector inspector,
      Assets assets,
      Collections collections,
      AssetLookup lookup) {
    this.blobs = blobs;
    this.inspector = inspector;
    this.assets = assets;
    this.collections = collections;
    this.lookup = lookup;
  }

  @Override
  public void make(StoredUpload upload, String assetId, StoredBlob bytes) {
    Inspection.Sound found = inspected(upload, bytes);
    checkKind(upload.kind(), found.format());
    Caller.KeyHolder caller = new Caller.KeyHolder(upload.author(), upload.owner(), Role.EDITOR);
    // Checked when the upload was begun; what has gone since is left out, not refused.
    assets.make(caller, assetId, bytes, found, wanted(caller, upload));
  }

  private Inspection.Sound inspected(StoredUpload upload, StoredBlob bytes) {
    BlobReader opened = blobs.open(bytes.key());
    if (opened == null) {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "A blob that was there cannot be found.", null);
    }
    try (BlobReader blob = opened) {
      return switch (inspector.inspect(blob, upload.fileName())) {
        case Inspection.Sound sound -> sound;
        case Inspection.Broken(MediaFormat format, String why) ->
            throw refused("The file is a broken " + format.extension() + " file: it " + why);
      };
    }
  }

  private static void checkKind(String wanted, MediaFormat format) {
    AssetKind is = format.kind();
    boolean fits =
        switch (wanted) {
          case "3d" -> is == AssetKind.THREE_D;
          case "audio" -> is == AssetKind.AUDIO;
          case "video" -> is == AssetKind.VIDEO;
          case "image", AVATAR -> is == AssetKind.IMAGE || is == AssetKind.IMAGE_HDR;
          case "text" ->
              is == AssetKind.TEXT
                  || is == AssetKind.JSON
                  || format == MediaFormat.HTML
                  || format == MediaFormat.XML;
          default -> true;
        };
    if (!fits) {
      throw refused(
          "The upload was to be of the kind " + wanted + ", and the file is " + format.mimeType());
    }
  }

  private static VitrineException refused(String why) {
    return new VitrineException(ErrorCode.INVALID_PARAMETER, why);
  }

  /** What is wanted of the asset, but for what has gone since the upload began. */
  private NewAsset wanted(Caller.KeyHolder caller, StoredUpload upload) {
    JsonObject options = upload.assetOptions();
    JsonArray named = options.array(UploadRequest.COLLECTION_IDS);
    Set<String> collectionIds =
        named == null
            ? Set.of()
            : collections.existing(upload.owner(), new LinkedHashSet<>(named.strings()));
    String parent = options.text(UploadRequest.PARENT_ID);
    NewAsset wanted =
        NewAsset.named(upload.fileName())
            .withParent(there(caller, parent) ? parent : null)
            .withCollections(collectionIds)
            .withHidden(JsonBoolean.TRUE.equals(options.get(UploadRequest.HIDE)));
    return upload.kind().equals(AVATAR) ? wanted.withType("uploaded-avatar") : wanted;
  }

  private boolean there(Caller.KeyHolder caller, @Nullable String assetId) {
    return assetId != null && !lookup.visible(caller, Set.of(assetId)).isEmpty();
  }
}
