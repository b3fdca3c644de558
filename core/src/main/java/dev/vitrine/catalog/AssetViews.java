package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetUrls;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an asset that something refers to: what this catalogue knows of it, and nothing
 * else.
 */
public final class AssetViews {
  private static final String TRAINING_IMAGES = "trainingImages";

  /** What descriptions tell of assets, in this order. */
  private static final List<String> DESCRIBED =
      List.of(
          "id",
          "authorId",
          "kind",
          "mimeType",
          "ownerId",
          "privacy",
          "properties",
          "source",
          "url",
          "originalFileUrl",
          "preview",
          "thumbnail");

  /** What a picture is, and nothing of whose it is. */
  private static final List<String> PICTURED =
      List.of("id", "kind", "mimeType", "properties", "url");

  private final AssetUrls urls;
  private final AssetRows rows;

  public AssetViews(AssetUrls urls) {
    this.urls = urls;
    this.rows = new AssetRows(urls);
  }

  /** The images that a model carries, as one caller may see them. */
  final class Carried {
    private final String owner;
    private final Set<String> held;
    private final Map<String, String> imported;
    private final Set<String> hidden = new HashSet<>();
    private final boolean originals;
    private final long window = urls.window();

    private Carried(Caller caller, ModelEdits.Stored stored, boolean originals) {
      ModelDocument model = stored.model();
      this.owner = stored.owner();
      this.held = model.heldAssets();
      this.originals = originals;
      if (caller.actsFor(owner)) {
        this.imported = AssetLookup.imported(model);
      } else {
        // Training images are for the owner; the same picture may be a thumbnail or an example,
        // which all see.
        hidden.addAll(trainingImages(model.row()));
        hidden.removeAll(HeldMarks.named(model.row().without(TRAINING_IMAGES)));
        this.imported = AssetLookup.imported(model);
        imported.keySet().removeAll(hidden);
      }
    }

    /** Whether the model shows an asset of the catalogue to whoever sees the model. */
    boolean shows(String id) {
      return held.contains(id) && !hidden.contains(id);
    }

    /** Whether only the catalogue knows all of an image, if it knows it at all. */
    boolean isElsewhere(String id) {
      return held.contains(id) || find(id) == null;
    }

    /** What the model says of an image; null if nothing, or nothing for this caller. */
    @Nullable JsonObject find(String id) {
      if (hidden.contains(id)) {
        return null;
      }
      String url = held.contains(id) ? urls.url(id, originals, window) : imported.get(id);
      if (url == null) {
        return null;
      }
      JsonObject asset = unknown(id);
      if (imported.containsKey(id)) {
        asset = asset.with("kind", new JsonString("image")).with("ownerId", new JsonString(owner));
      }
      return asset.with("url", new JsonString(url));
    }
  }

  Carried carried(Caller caller, ModelEdits.Stored stored, boolean originals) {
    return new Carried(caller, stored, originals);
  }

  /** What is told of an asset of the catalogue; null if it is not there to stay. */
  @Nullable JsonObject stored(Document asset, boolean originals) {
    AssetEdits.Stored live = AssetEdits.live(asset);
    return live == null ? null : rows.shown(live.asset(), originals);
  }

  /** As {@link #stored}, no more than what descriptions tell. */
  @Nullable JsonObject described(Document asset, boolean originals) {
    return only(DESCRIBED, asset, originals);
  }

  /**
   * As {@link #stored}, no more than the picture: what is told of an asset that a model shows to
   * callers who may not see the asset by itself.
   */
  @Nullable JsonObject pictured(Document asset, boolean originals) {
    return only(PICTURED, asset, originals);
  }

  private @Nullable JsonObject only(List<String> fields, Document asset, boolean originals) {
    JsonObject row = stored(asset, originals);
    if (row == null) {
      return null;
    }
    SequencedMap<String, Json> told = new LinkedHashMap<>();
    for (String field : fields) {
      Json value = row.get(field);
      if (value != null) {
        told.put(field, value);
      }
    }
    return new JsonObject(told);
  }

  /** The URL of an asset that the catalogue holds. */
  String url(String id, boolean originals) {
    return urls.url(id, originals, urls.window());
  }

  /** What is told of an asset of which only the id is known. */
  static JsonObject unknown(String id) {
    return JsonObject.of("id", new JsonString(id));
  }

  /** The ids of a row's training images. */
  static Set<String> trainingImages(JsonObject row) {
    Set<String> ids = new HashSet<>();
    JsonArray images = row.array(TRAINING_IMAGES);
    if (images != null) {
      for (Json image : images.elements()) {
        String id = image instanceof JsonObject object ? object.text("id") : null;
        if (id != null) {
          ids.add(id);
        }
      }
    }
    return ids;
  }
}
