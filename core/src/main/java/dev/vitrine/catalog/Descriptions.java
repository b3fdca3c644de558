package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.model.TextBounds;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The long descriptions of models: Markdown, kept beside the row, with placeholders for assets and
 * models that are resolved for whoever reads it.
 */
public final class Descriptions {
  /** Longest description, in characters. */
  public static final int LONGEST = 262_144;

  /** Most distinct placeholders of a description. Of an imported one with more, the first count. */
  public static final int MOST_PLACEHOLDERS = 100;

  private static final String DESCRIPTION = "description";
  private static final TextBounds BOUNDS = TextBounds.prose(LONGEST);

  /** What is told of a model that a description names, in this order. */
  private static final List<String> MODEL_FIELDS =
      List.of("id", "privacy", "type", "authorId", "name", "ownerId", "shortDescription");

  private final DocumentStore store;
  private final ModelEdits edits;
  private final AssetViews assets;

  public Descriptions(DocumentStore store, ModelEdits edits, AssetViews assets) {
    this.store = store;
    this.edits = edits;
    this.assets = assets;
  }

  /**
   * The description of a model, empty if it has none.
   *
   * @throws VitrineException NOT_FOUND
   */
  public JsonObject get(Caller caller, String modelId, boolean originals) {
    return view(caller, edits.seen(caller, modelId), originals);
  }

  /**
   * Replaces the description of a model.
   *
   * @param body {@code description}: null or empty to have none
   * @throws VitrineException INVALID_PARAMETER, or what {@link ModelEdits#edit} refuses
   */
  public JsonObject put(
      Caller.KeyHolder caller,
      String modelId,
      Precondition condition,
      Parameters body,
      boolean originals) {
    caller.requireEditor();
    String text = body.unsets(DESCRIPTION) ? "" : body.requiredText(DESCRIPTION);
    BOUNDS.check(text, DESCRIPTION);
    int placeholders = Placeholders.in(text, Integer.MAX_VALUE).count();
    if (placeholders > MOST_PLACEHOLDERS) {
      throw VitrineException.invalidParameter(
          DESCRIPTION,
          "must have at most " + MOST_PLACEHOLDERS + " distinct placeholders",
          Map.of("limit", MOST_PLACEHOLDERS, "received", placeholders));
    }
    Json kept = text.isEmpty() ? null : new JsonString(text);
    return view(
        caller,
        edits.edit(caller, modelId, condition, model -> model.withExtra(DESCRIPTION, kept)),
        originals);
  }

  private JsonObject view(Caller caller, ModelEdits.Stored stored, boolean originals) {
    String text =
        stored.model().extra(DESCRIPTION) instanceof JsonString(String value) ? value : "";
    Placeholders named = Placeholders.in(text, MOST_PLACEHOLDERS);
    AssetViews.Carried carried = assets.carried(caller, stored, originals);
    List<Key> keys = new ArrayList<>();
    named.models().forEach(id -> keys.add(Key.model(id)));
    named.assets().stream()
        .filter(id -> carried.find(id) == null)
        .forEach(id -> keys.add(new Key(Kind.ASSET, id)));
    Map<Key, JsonObject> found =
        Documents.map(store, keys, document -> seen(caller, document, originals));
    List<Json> shownAssets = new ArrayList<>();
    for (String id : named.assets()) {
      JsonObject own = carried.find(id);
      add(own == null ? found.get(new Key(Kind.ASSET, id)) : own, shownAssets);
    }
    List<Json> shownModels = new ArrayList<>();
    named.models().forEach(id -> add(found.get(Key.model(id)), shownModels));
    return JsonObject.of("assets", new JsonArray(shownAssets))
        .with("models", new JsonArray(shownModels))
        .with("value", new JsonString(text));
  }

  private static void add(@Nullable JsonObject value, List<Json> list) {
    if (value != null) {
      list.add(value);
    }
  }

  /** What is told of a document that a description names; null if the caller may not see it. */
  private @Nullable JsonObject seen(Caller caller, Document document, boolean originals) {
    if (!caller.maySee(document.owner(), document.visibility())) {
      return null;
    }
    if (document.key().kind() == Kind.ASSET) {
      return assets.stored(document, originals);
    }
    try {
      JsonObject row = ModelDocument.decode(document.body().array()).row();
      JsonObject told = JsonObject.EMPTY;
      for (String field : MODEL_FIELDS) {
        Json value = row.get(field);
        told = value == null ? told : told.with(field, value);
      }
      return told;
    } catch (CorruptDocumentException e) {
      return null; // A damaged model costs its own reader only.
    }
  }
}
