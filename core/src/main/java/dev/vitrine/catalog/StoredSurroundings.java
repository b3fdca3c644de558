package dev.vitrine.catalog;

import dev.vitrine.access.Caller;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.DocumentStore;
import java.util.List;
import java.util.Set;

/** What the rules of models must know, as it is stored. */
final class StoredSurroundings implements ModelRules.Surroundings {
  private final ConceptRules concepts;
  private final AssetLookup assets;
  private final Classes classes;
  private final Collections collections;

  StoredSurroundings(DocumentStore store, TreeRoom room, Classes classes, Collections collections) {
    this.concepts = new ConceptRules(store, room);
    this.assets = new AssetLookup(store);
    this.classes = classes;
    this.collections = collections;
  }

  @Override
  public void checkConcepts(Caller caller, JsonObject row) {
    concepts.check(caller, row);
  }

  @Override
  public void checkCollections(String projectId, List<String> sent, Set<String> known) {
    collections.checkOwn(projectId, sent, known);
  }

  @Override
  public JsonObject publishedClass(String slug) {
    return classes.published(slug);
  }

  @Override
  public AssetLookup.Found asset(Caller caller, ModelDocument model, String assetId) {
    return assets.find(caller, model, assetId).orElseThrow(ModelRules::noThumbnail);
  }

  @Override
  public boolean holds(Caller caller, String assetId) {
    return assets.stored(caller, assetId) != null;
  }
}
