package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.DocumentStore;
import java.util.Set;

/** What the rules of models must know, as it is stored. */
final class StoredSurroundings implements ModelRules.Surroundings {
  private final ConceptRules concepts;
  private final AssetLookup assets;
  private final Classes classes;
  private final Collections collections;

  StoredSurroundings(DocumentStore store, Classes classes, Collections collections) {
    this.concepts = new ConceptRules(store);
    this.assets = new AssetLookup(store);
    this.classes = classes;
    this.collections = collections;
  }

  @Override
  public void checkConcepts(Caller caller, JsonObject row) {
    concepts.check(caller, row);
  }

  @Override
  public void checkCollections(String projectId, Set<String> ids) {
    if (!ids.isEmpty()) {
      collections.checkOwn(projectId, ids);
    }
  }

  @Override
  public JsonObject publishedClass(String slug) {
    return classes.published(slug);
  }

  @Override
  public AssetLookup.Found asset(Caller caller, ModelDocument model, String assetId) {
    return assets
        .find(caller, model, assetId)
        .orElseThrow(() ->
            VitrineException.invalidParameter(
                ModelPatch.THUMBNAIL, "names no asset and no image of the model"));
  }
}
