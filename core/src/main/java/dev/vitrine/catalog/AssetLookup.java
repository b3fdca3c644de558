package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetReferences;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds assets that a model is to refer to: assets of the catalogue that the caller may see, and
 * images that the model itself carries.
 */
public final class AssetLookup {
  private final DocumentStore store;

  public AssetLookup(DocumentStore store) {
    this.store = store;
  }

  /**
   * An asset that can be referred to.
   *
   * @param held whether the catalogue holds its bytes, and so makes its URL itself
   * @param url where it was imported from; null if it is held
   */
  public record Found(String id, boolean held, @Nullable String url) {}

  /** The asset of this id, if the caller may see it or the model carries it. */
  public Optional<Found> find(Caller caller, ModelDocument model, String assetId) {
    String url = imported(model).get(assetId);
    if (url != null) {
      return Optional.of(new Found(assetId, model.heldAssets().contains(assetId), url));
    }
    if (!isKey(assetId)) {
      return Optional.empty();
    }
    Document asset = store.fetch(new Key(Kind.ASSET, assetId));
    return asset != null && caller.maySee(asset.owner(), asset.visibility())
        ? Optional.of(new Found(assetId, true, null))
        : Optional.empty();
  }

  private static boolean isKey(String id) {
    return !id.isEmpty() && id.length() <= Key.MAX_LENGTH;
  }

  /** The images a model carries, with the URLs they came with. */
  public static Map<String, String> imported(ModelDocument model) {
    Map<String, String> urls = new HashMap<>();
    AssetReferences.each(model.row(), (id, url) -> urls.putIfAbsent(id, url));
    return urls;
  }
}
