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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an asset that something refers to: what this catalogue knows of it, and nothing
 * else.
 */
public final class AssetViews {
  private static final String TRAINING_IMAGES = "trainingImages";

  private final AssetUrls urls;

  public AssetViews(AssetUrls urls) {
    this.urls = urls;
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
        // Training images are for the owner; the same picture may be a thumbnail, which all see.
        this.imported = AssetLookup.imported(model.withRow(model.row().without(TRAINING_IMAGES)));
        hidden.addAll(trainingImages(model.row()));
        hidden.removeAll(imported.keySet());
      }
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

  /** What is told of an asset of the catalogue. */
  JsonObject stored(Document asset, boolean originals) {
    JsonObject told = unknown(asset.key().id());
    if (!asset.owner().isEmpty()) {
      told = told.with("ownerId", new JsonString(asset.owner()));
    }
    return told.with("privacy", new JsonString(asset.visibility().name().toLowerCase(Locale.ROOT)))
        .with("url", new JsonString(url(asset.key().id(), originals)));
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
