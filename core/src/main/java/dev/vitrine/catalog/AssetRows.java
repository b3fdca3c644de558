package dev.vitrine.catalog;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What callers see of assets: what is stored of them in the order of the contract, with URLs that
 * are made when it is read.
 */
public final class AssetRows {
  static final String METADATA = "metadata";
  static final String THUMBNAIL = "thumbnail";
  private static final String ASSET_ID = "assetId";
  private static final String URL = "url";

  /** The fields in their order; others follow as they stand. */
  private static final List<String> ORDER =
      List.of(
          "id",
          "authorId",
          "collectionIds",
          "createdAt",
          "editCapabilities",
          "kind",
          METADATA,
          "mimeType",
          "ownerId",
          "privacy",
          "properties",
          "source",
          "status",
          "tags",
          "updatedAt",
          URL,
          "automaticCaptioning",
          "description",
          "embedding",
          "firstFrame",
          "isHidden",
          "lastFrame",
          "nsfw",
          "originalFileUrl",
          "outputIndex",
          "preview",
          THUMBNAIL);

  private final AssetUrls urls;

  public AssetRows(AssetUrls urls) {
    this.urls = urls;
  }

  /**
   * The row of an asset.
   *
   * @param originals whether its URL names the untransformed original
   */
  public JsonObject shown(AssetDocument asset, boolean originals) {
    long window = urls.window();
    JsonObject row = asset.row();
    SequencedMap<String, Json> shown = new LinkedHashMap<>();
    for (String field : ORDER) {
      Json value =
          field.equals(URL)
              ? new JsonString(urls.url(asset.id(), originals, window))
              : row.get(field);
      if (field.equals(METADATA) && value instanceof JsonObject metadata) {
        value = withThumbnail(metadata, originals, window);
      }
      if (value != null) {
        shown.put(field, value);
      }
    }
    row.members().forEach(shown::putIfAbsent);
    return new JsonObject(shown);
  }

  private JsonObject withThumbnail(JsonObject metadata, boolean originals, long window) {
    JsonObject thumbnail = metadata.object(THUMBNAIL);
    String id = thumbnail == null ? null : thumbnail.text(ASSET_ID);
    return thumbnail == null || id == null
        ? metadata
        : metadata.with(
            THUMBNAIL, thumbnail.with(URL, new JsonString(urls.url(id, originals, window))));
  }

  /** What an asset says of how it was made. */
  static JsonObject metadata(JsonObject row) {
    JsonObject metadata = row.object(METADATA);
    return metadata == null ? JsonObject.EMPTY : metadata;
  }

  /** A row with one member of its metadata set, or taken away. */
  static JsonObject withMetadata(JsonObject row, String name, @Nullable Json value) {
    JsonObject before = metadata(row);
    return row.with(METADATA, value == null ? before.without(name) : before.with(name, value));
  }

  /** The asset that is shown for a canvas; null if there is none. */
  static @Nullable String thumbnailOf(JsonObject row) {
    JsonObject thumbnail = metadata(row).object(THUMBNAIL);
    return thumbnail == null ? null : thumbnail.text(ASSET_ID);
  }

  /** What is stored of the thumbnail of a canvas. */
  static JsonObject thumbnail(String assetId) {
    return JsonObject.of(ASSET_ID, new JsonString(assetId));
  }
}
