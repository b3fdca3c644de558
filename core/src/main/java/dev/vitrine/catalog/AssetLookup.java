package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.asset.AssetReferences;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds assets that a model is to refer to: assets of the catalogue that the caller may see and
 * that are not being deleted, and images that the model itself carries.
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
   * @param url where it was imported from; null if it is held, or nothing but its id is known
   */
  public record Found(String id, boolean held, @Nullable String url) {}

  /** The asset of this id, if the caller may see it or the model carries it. */
  public Optional<Found> find(Caller caller, ModelDocument model, String assetId) {
    String url = imported(model).get(assetId);
    if (url != null) {
      boolean held = model.heldAssets().contains(assetId) || stored(caller, assetId) != null;
      return Optional.of(new Found(assetId, held, url));
    }
    if (model.heldAssets().contains(assetId) || stored(caller, assetId) != null) {
      return Optional.of(new Found(assetId, true, null));
    }
    return shownBy(model).contains(assetId)
        ? Optional.of(new Found(assetId, false, null))
        : Optional.empty();
  }

  /**
   * The images that a model has, whoever owns them and whatever is known of them: it may name them
   * in another place too.
   */
  static Set<String> shownBy(ModelDocument model) {
    Set<String> ids = new HashSet<>(HeldMarks.named(model.row()));
    ids.addAll(AssetViews.trainingImages(model.row()));
    return ids;
  }

  /** An asset of the catalogue that the caller may see; null if there is none. */
  AssetEdits.@Nullable Stored stored(Caller caller, String assetId) {
    Document asset = Documents.isId(assetId) ? store.fetch(new Key(Kind.ASSET, assetId)) : null;
    return asset == null ? null : AssetEdits.seen(caller, asset);
  }

  /** Those of some ids that are assets of the catalogue and the caller may see. One round trip. */
  public Set<String> visible(Caller caller, Collection<String> assetIds) {
    List<Key> keys =
        assetIds.stream()
            .filter(Documents::isId)
            .map(assetId -> new Key(Kind.ASSET, assetId))
            .toList();
    Set<String> found = new HashSet<>();
    Documents.each(
        store,
        keys,
        asset -> {
          if (AssetEdits.seen(caller, asset) != null) {
            found.add(asset.key().id());
          }
        });
    return found;
  }

  /** The images a model carries, with the URLs they came with. */
  public static Map<String, String> imported(ModelDocument model) {
    Map<String, String> urls = new HashMap<>();
    AssetReferences.each(model.row(), (id, url) -> urls.putIfAbsent(id, url));
    return urls;
  }
}
