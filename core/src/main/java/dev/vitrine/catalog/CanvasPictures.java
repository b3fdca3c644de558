package dev.vitrine.catalog;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.JsonString;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.WriteResult;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Which canvas shows which picture, and which picture goes with its canvas. A picture is made for
 * one canvas, which is its parent, and no other shows it: so nothing has to be searched for.
 */
final class CanvasPictures {
  private final DocumentStore store;
  private final InstantSource clock;

  CanvasPictures(DocumentStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The canvas that shows an asset; null if none does, or only one that is being deleted. */
  AssetEdits.@Nullable Stored shownBy(AssetDocument picture) {
    String parent = AssetRows.metadata(picture.row()).text("parentId");
    if (parent == null || !Documents.isId(parent)) {
      return null;
    }
    Document document = store.fetch(AssetEdits.key(parent));
    AssetEdits.Stored canvas = document == null ? null : AssetEdits.live(document);
    return canvas != null && picture.id().equals(AssetRows.thumbnailOf(canvas.asset().row()))
        ? canvas
        : null;
  }

  /**
   * The picture that was made for a canvas, in whatever state; null if there is none any more.
   *
   * @param canvas the state of it in which it names its picture
   */
  @Nullable Document pictureOf(AssetDocument canvas) {
    String id = AssetRows.thumbnailOf(canvas.row());
    Document document = id == null || !Documents.isId(id) ? null : store.fetch(AssetEdits.key(id));
    return document != null && isMadeFor(document, canvas.id()) ? document : null;
  }

  private static boolean isMadeFor(Document picture, String canvasId) {
    try {
      AssetDocument asset = AssetDocument.decode(picture.body().array());
      return canvasId.equals(AssetRows.metadata(asset.row()).text("parentId"));
    } catch (CorruptDocumentException e) {
      return false; // Which bytes it named is not known: somebody must look at it.
    }
  }

  /** Takes a picture out of the canvas that shows it, whoever has locked that. */
  void takeOut(AssetDocument picture) {
    for (int attempt = 0; attempt < AssetEdits.ATTEMPTS; attempt++) {
      AssetEdits.Stored canvas = shownBy(picture);
      if (canvas == null) {
        return;
      }
      AssetDocument without = without(canvas.asset());
      AssetDocument dated =
          without.withRow(
              without.row().with("updatedAt", new JsonString(Times.format(clock.instant()))));
      if (store.put(
              AssetEdits.key(canvas.id()),
              canvas.revision(),
              AssetEdits.draft(canvas.owner(), dated))
          instanceof WriteResult.Stored) {
        return;
      }
    }
    throw AssetEdits.busy(picture.id());
  }

  /** The same canvas, without a picture that is gone or about to go. */
  AssetDocument withoutGone(AssetDocument canvas) {
    String id = AssetRows.thumbnailOf(canvas.row());
    if (id == null || !Documents.isId(id)) {
      return canvas;
    }
    Document picture = store.fetch(AssetEdits.key(id));
    return picture == null || AssetEdits.live(picture) == null ? without(canvas) : canvas;
  }

  private static AssetDocument without(AssetDocument canvas) {
    return canvas.withRow(AssetRows.withMetadata(canvas.row(), AssetRows.THUMBNAIL, null));
  }
}
