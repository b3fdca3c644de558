package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the trash holds of models that an import brings back: what a file does not carry is kept of
 * them as of those that were not deleted (contract section 4).
 */
final class RevivedModels {
  private static final List<String> DATES = List.of("createdAt", "updatedAt");

  private final DocumentStore store;

  RevivedModels(DocumentStore store) {
    this.store = store;
  }

  /**
   * What is to be kept of deleted models, by their ids: their dates, their secret and the marks of
   * their project's assets: what others lend may be withdrawn at this moment. None of another
   * project, and none that is damaged.
   */
  Map<String, ModelDocument> find(List<IncomingModel> models) {
    Map<Key, String> owners = new HashMap<>();
    models.forEach(model -> owners.put(new Key(Kind.TRASH, model.id()), model.owner()));
    Map<Key, ModelDocument> trashed =
        Documents.map(
            store,
            List.copyOf(owners.keySet()),
            document ->
                document.owner().equals(owners.get(document.key())) ? kept(document) : null);
    Map<String, ModelDocument> found = new HashMap<>();
    trashed.forEach((key, model) -> found.put(key.id(), shown(model, owners.get(key))));
    return found;
  }

  private static @Nullable ModelDocument kept(Document document) {
    try {
      ModelDocument model = ModelDocument.decode(document.body().array());
      JsonObject dates = JsonObject.EMPTY;
      for (String name : DATES) {
        Json date = model.row().get(name);
        dates = date == null ? dates : dates.with(name, date);
      }
      return model.undeleted().withExtras(null).withRow(dates);
    } catch (CorruptDocumentException e) {
      return null;
    }
  }

  private ModelDocument shown(ModelDocument model, @Nullable String owner) {
    Set<String> held = new HashSet<>();
    Documents.each(
        store,
        model.heldAssets().stream().map(AssetEdits::key).toList(),
        asset -> {
          if (AssetEdits.live(asset) != null && asset.owner().equals(owner)) {
            held.add(asset.key().id());
          }
        });
    return model.withHeldAssets(held);
  }
}
