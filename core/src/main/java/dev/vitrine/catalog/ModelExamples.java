package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The assets that a model's owner picked to show what it can do. */
public final class ModelExamples {
  /** Most examples of a model. */
  public static final int MOST = 150;

  private static final String ASSET_IDS = "assetIds";
  private static final String EXAMPLES = "exampleAssetIds";

  private final DocumentStore store;
  private final ModelEdits edits;
  private final AssetViews assets;
  private final AssetLookup lookup;
  private final AssetUses uses;

  public ModelExamples(
      DocumentStore store, ModelEdits edits, AssetViews assets, AssetLookup lookup) {
    this.store = store;
    this.edits = edits;
    this.assets = assets;
    this.lookup = lookup;
    this.uses = new AssetUses(store, edits);
  }

  /**
   * The examples of a model, in their order. None is left out: of one that nothing is known of, the
   * id is told.
   *
   * @throws VitrineException NOT_FOUND
   */
  public JsonArray list(Caller caller, String modelId, boolean originals) {
    return view(caller, edits.seen(caller, modelId), originals);
  }

  /**
   * Replaces the examples of a model.
   *
   * @param body {@code assetIds}: assets that the caller may see, images of the model, or examples
   *     it has already
   * @throws VitrineException INVALID_PARAMETER, or what {@link ModelEdits#edit} refuses
   */
  public JsonArray replace(
      Caller.KeyHolder caller,
      String modelId,
      Precondition condition,
      Parameters body,
      boolean originals) {
    caller.requireEditor();
    Set<String> ids = body.requiredIds(ASSET_IDS, MOST);
    AssetUses.Known known = uses.known(caller, ids);
    Set<String> visible = lookup.visible(caller, ids);
    JsonArray sent = Objects.requireNonNull(body.members().array(ASSET_IDS));
    AtomicReference<AssetUses.Known> fresh = new AtomicReference<>(known);
    ModelEdits.Stored stored =
        edits.edit(
            caller,
            modelId,
            condition,
            before -> {
              fresh.set(known.newTo(before));
              return replaced(before, ids, visible, sent);
            });
    for (String id : uses.settle(caller, stored, fresh.get()).gone()) {
      throw noExample(sent, id); // It was deleted meanwhile; all others have become examples.
    }
    return view(caller, stored, originals);
  }

  private static VitrineException noExample(JsonArray sent, String id) {
    return VitrineException.invalidElement(
        ASSET_IDS,
        sent.elements().indexOf(new JsonString(id)),
        "names no asset that can be an example");
  }

  private static ModelDocument replaced(
      ModelDocument before, Set<String> ids, Set<String> visible, JsonArray sent) {
    Set<String> former = ids(before.row());
    Set<String> known = new HashSet<>(former);
    known.addAll(visible);
    known.addAll(AssetLookup.shownBy(before));
    for (String id : ids) {
      if (!known.contains(id)) {
        throw noExample(sent, id);
      }
    }
    Set<String> held = new HashSet<>(ids);
    held.retainAll(visible);
    if (List.copyOf(former).equals(List.copyOf(ids))) {
      return HeldMarks.with(before, held);
    }
    JsonObject row = before.row().with(EXAMPLES, JsonArray.ofStrings(ids));
    return HeldMarks.with(before.withRow(row), held);
  }

  private JsonArray view(Caller caller, ModelEdits.Stored stored, boolean originals) {
    ModelDocument model = stored.model();
    Set<String> ids = ids(model.row());
    AssetViews.Carried carried = assets.carried(caller, stored, originals);
    List<Key> keys =
        ids.stream()
            .filter(id -> Documents.isId(id) && carried.isElsewhere(id))
            .map(id -> new Key(Kind.ASSET, id))
            .toList();
    Map<Key, JsonObject> found =
        Documents.map(
            store,
            keys,
            asset -> {
              if (caller.maySee(asset.owner(), asset.visibility())) {
                return assets.stored(asset, originals);
              }
              return carried.shows(asset.key().id()) ? assets.pictured(asset, originals) : null;
            });
    List<Json> examples = new ArrayList<>();
    for (String id : ids) {
      JsonObject known = Documents.isId(id) ? found.get(new Key(Kind.ASSET, id)) : null;
      JsonObject asset = known == null ? carried.find(id) : known;
      examples.add(
          JsonObject.of("asset", asset == null ? AssetViews.unknown(id) : asset)
              .with("modelId", new JsonString(model.id())));
    }
    return new JsonArray(examples);
  }

  /** The examples of a row, each once, in their order. */
  static Set<String> ids(JsonObject row) {
    JsonArray examples = row.array(EXAMPLES);
    return examples == null ? Set.of() : new LinkedHashSet<>(examples.strings());
  }
}
