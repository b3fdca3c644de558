package dev.vitrine.server;

import dev.vitrine.catalog.AssetLookup;
import dev.vitrine.catalog.AssetViews;
import dev.vitrine.catalog.Descriptions;
import dev.vitrine.catalog.ModelEdits;
import dev.vitrine.catalog.ModelExamples;
import dev.vitrine.catalog.ModelImages;
import dev.vitrine.catalog.ModelPresets;
import dev.vitrine.catalog.TrainingPairs;
import dev.vitrine.store.DocumentStore;
import java.time.InstantSource;

/** The services over what models have beside their rows, put together. */
public record ModelParts(
    Descriptions descriptions,
    ModelExamples examples,
    ModelPresets presets,
    ModelImages images,
    TrainingPairs pairs) {
  static ModelParts over(
      DocumentStore store, ModelEdits edits, AssetViews assets, InstantSource clock) {
    return new ModelParts(
        new Descriptions(store, edits, assets),
        new ModelExamples(store, edits, assets, new AssetLookup(store)),
        new ModelPresets(edits, clock),
        new ModelImages(edits),
        new TrainingPairs(edits));
  }
}
