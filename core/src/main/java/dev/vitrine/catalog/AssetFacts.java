package dev.vitrine.catalog;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.model.JsonObject;
import dev.vitrine.store.Document;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to know of an asset to send its bytes.
 *
 * @param mimeType as it was recognised by content; empty if nothing is known
 * @param name what its file was called; empty if nothing is known
 * @param modified when it was last changed; null if nothing is known
 * @param lasting whether it keeps its bytes as long as it is there
 */
public record AssetFacts(
    String id,
    String owner,
    Visibility visibility,
    StoredBlob blob,
    String mimeType,
    String name,
    @Nullable Instant modified,
    boolean lasting) {
  private static final int FIXED_BYTES = 400;

  /**
   * The facts in a document; null if the asset is being deleted, so that it exists for nobody.
   *
   * @throws dev.vitrine.model.CorruptDocumentException if it is damaged
   */
  static @Nullable AssetFacts of(Document document) {
    AssetDocument asset = AssetDocument.decode(document.body().array());
    if (asset.deleting()) {
      return null;
    }
    JsonObject row = asset.row();
    JsonObject metadata = row.object("metadata");
    return new AssetFacts(
        document.key().id(),
        document.owner(),
        document.visibility(),
        asset.blob(),
        orEmpty(row.text("mimeType")),
        metadata == null ? "" : orEmpty(metadata.text("name")),
        Times.parse(row.text("updatedAt")),
        metadata == null || !"canvas".equals(metadata.text("type")));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Bytes of heap, about. */
  int weight() {
    return FIXED_BYTES + 2 * (2 * id.length() + owner.length() + mimeType.length() + name.length());
  }
}
