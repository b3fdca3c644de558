package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.LongText;
import dev.vitrine.model.LongTexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The content of canvases, which is JSON, and the pictures that stand for them, which are hidden
 * assets of their own.
 */
final class AssetCanvases {
  static final String CANVAS = "canvas";
  static final String THUMBNAIL = "thumbnail";

  private final AssetStore blobs;
  private final AssetPictures pictures;
  private final Assets assets;

  AssetCanvases(AssetStore blobs, AssetPictures pictures, Assets assets) {
    this.blobs = blobs;
    this.pictures = pictures;
    this.assets = assets;
  }

  /** Makes a canvas of what was sent; null if no canvas was. */
  AssetEdits.@Nullable Stored create(
      Caller.KeyHolder caller, String id, LongTexts sent, NewAsset wanted) {
    StoredBlob content = content(sent);
    if (content == null) {
      return null;
    }
    String thumbnail = thumbnail(caller, id, wanted.name(), sent);
    Inspection.Sound json = new Inspection.Sound(MediaFormat.JSON, null, 1, false);
    return assets.register(
        caller, id, content, json, wanted.withType(CANVAS).withThumbnail(thumbnail));
  }

  /**
   * Stores the content of a canvas; null if none was sent.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  @Nullable StoredBlob content(LongTexts sent) {
    LongText text = sent.get(CANVAS);
    if (text == null) {
      new Parameters(sent.rest()).text(CANVAS); // Anything but null is refused.
      return null;
    }
    byte[] bytes = text.text(JsonLimits.DOCUMENT.bytes()).getBytes(StandardCharsets.UTF_8);
    try (JsonReader reader = JsonReader.of(new ByteArrayInputStream(bytes), JsonLimits.DOCUMENT)) {
      if (reader.next() == null) {
        throw new InvalidJsonException("is empty where JSON was expected");
      }
      reader.skipValue(); // It is not ours to understand, and its tree would be large.
      if (reader.next() != null) {
        throw new InvalidJsonException("holds more than one JSON value");
      }
      return blobs.put(new ByteArrayInputStream(bytes), bytes.length);
    } catch (InvalidJsonException e) {
      throw VitrineException.invalidParameter(CANVAS, "must be JSON, as a text: it " + e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail to be read.
    }
  }

  /**
   * Makes an asset of the picture of a canvas.
   *
   * @return its id, always the same for a canvas and a picture; null if no picture was sent
   */
  @Nullable String thumbnail(
      Caller.KeyHolder caller, String canvasId, String name, LongTexts sent) {
    AssetPictures.Picture picture = pictures.read(sent, THUMBNAIL, "");
    if (picture == null) {
      return null;
    }
    String id = Ids.derived(Ids.Sort.ASSET, canvasId + "/" + picture.blob().sha256());
    NewAsset wanted = NewAsset.named(name).withParent(canvasId).withHidden(true);
    return assets.make(caller, id, picture.blob(), picture.found(), wanted).id();
  }

  /** A canvas with other content and another picture, as far as they are not null. */
  static AssetDocument with(
      AssetDocument canvas, @Nullable StoredBlob content, @Nullable String thumbnail) {
    AssetDocument changed = canvas;
    if (content != null && !content.equals(canvas.blob())) {
      changed =
          changed.withBlob(content).withRow(changed.row().with("properties", Assets.size(content)));
    }
    return thumbnail == null
        ? changed
        : changed.withRow(
            AssetRows.withMetadata(
                changed.row(), AssetRows.THUMBNAIL, AssetRows.thumbnail(thumbnail)));
  }
}
