package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.RowScan;
import dev.vitrine.model.TextBounds;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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

  /** Most characters that are told of all models together that a description names. */
  static final int MOST_TOLD = 4 << 20;

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
   * @throws VitrineException NOT_FOUND; RESPONSE_TOO_LARGE if the models it names have names and
   *     the like of more than {@value #MOST_TOLD} characters together, which only imports bring
   */
  public JsonObject get(Caller caller, String modelId, boolean originals) {
    ModelEdits.Stored stored = edits.seen(caller, modelId);
    Placeholders named = Placeholders.in(text(stored), MOST_PLACEHOLDERS);
    AssetViews.Carried carried = assets.carried(caller, stored, originals);
    List<String> others = named.assets().stream().filter(carried::isElsewhere).toList();
    return view(text(stored), named, carried, told(caller, named.models(), others, originals));
  }

  /**
   * Replaces the description of a model.
   *
   * @param body {@code description}: null or empty to have none
   * @throws VitrineException INVALID_PARAMETER, RESPONSE_TOO_LARGE, or what {@link ModelEdits#edit}
   *     refuses
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
    Placeholders named = Placeholders.in(text, Integer.MAX_VALUE);
    int placeholders = named.count();
    if (placeholders > MOST_PLACEHOLDERS) {
      throw VitrineException.invalidParameter(
          DESCRIPTION,
          "must have at most " + MOST_PLACEHOLDERS + " distinct placeholders",
          Map.of("limit", MOST_PLACEHOLDERS, "received", placeholders));
    }
    Json kept = text.isEmpty() ? null : new JsonString(text);
    // Before anything is written: what it names may be too much to answer with.
    Map<Key, JsonObject> told = told(caller, named.models(), named.assets(), originals);
    ModelEdits.Stored stored =
        edits.edit(caller, modelId, condition, model -> model.withExtra(DESCRIPTION, kept));
    return view(text, named, assets.carried(caller, stored, originals), told);
  }

  private static String text(ModelEdits.Stored stored) {
    return stored.model().extra(DESCRIPTION) instanceof JsonString(String value) ? value : "";
  }

  private static JsonObject view(
      String text, Placeholders named, AssetViews.Carried carried, Map<Key, JsonObject> told) {
    List<Json> shownAssets = new ArrayList<>();
    for (String id : named.assets()) {
      JsonObject known = carried.isElsewhere(id) ? told.get(new Key(Kind.ASSET, id)) : null;
      add(known == null ? carried.find(id) : known, shownAssets);
    }
    List<Json> shownModels = new ArrayList<>();
    named.models().forEach(id -> add(told.get(Key.model(id)), shownModels));
    return JsonObject.of("assets", new JsonArray(shownAssets))
        .with("models", new JsonArray(shownModels))
        .with("value", new JsonString(text));
  }

  private static void add(@Nullable JsonObject value, List<Json> list) {
    if (value != null) {
      list.add(value);
    }
  }

  /** What is told of the models and assets that a description names and the caller may see. */
  private Map<Key, JsonObject> told(
      Caller caller, Collection<String> models, Collection<String> others, boolean originals) {
    List<Key> keys = new ArrayList<>();
    models.forEach(id -> keys.add(Key.model(id)));
    others.forEach(id -> keys.add(new Key(Kind.ASSET, id)));
    AtomicLong length = new AtomicLong();
    return Documents.map(
        store,
        edits.room(),
        keys,
        document -> {
          if (!caller.maySee(document.owner(), document.visibility())) {
            return null;
          }
          return document.key().kind() == Kind.ASSET
              ? assets.described(document, originals)
              : told(document, length);
        });
  }

  /**
   * What is told of a model; null if it is damaged, which costs its own reader only.
   *
   * @param length of what has been told of others already
   */
  private static @Nullable JsonObject told(Document document, AtomicLong length) {
    Map<String, String> found = new HashMap<>();
    try {
      RowScan.row(
          document.body().array(),
          (name, value) -> {
            String text = MODEL_FIELDS.contains(name) ? value.text() : null;
            if (text != null) {
              found.put(name, text);
              checkLength(length.addAndGet(text.length()));
            }
            return MODEL_FIELDS.contains(name);
          });
    } catch (CorruptDocumentException e) {
      return null;
    }
    JsonObject told = JsonObject.EMPTY;
    for (String field : MODEL_FIELDS) {
      String text = found.get(field);
      told = text == null ? told : told.with(field, new JsonString(text));
    }
    return told;
  }

  private static void checkLength(long length) {
    if (length > MOST_TOLD) {
      throw new VitrineException(
          ErrorCode.RESPONSE_TOO_LARGE,
          "The models that the description names have texts of more than "
              + MOST_TOLD
              + " characters together",
          Map.of("limit", MOST_TOLD));
    }
  }
}
