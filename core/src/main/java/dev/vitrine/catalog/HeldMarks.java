package dev.vitrine.catalog;

import dev.vitrine.asset.AssetReferences;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import java.util.HashSet;
import java.util.Set;

/** The marks of assets that a model refers to and the catalogue holds. */
final class HeldMarks {
  private HeldMarks() {}

  /** The assets that a row names, by URL or as examples. */
  static Set<String> named(JsonObject row) {
    Set<String> named = new HashSet<>(AssetReferences.ids(row));
    named.addAll(ModelExamples.ids(row));
    return named;
  }

  /**
   * A model with the marks of what its row names, and no others: an asset that a model does not
   * show is not in use by it.
   */
  static ModelDocument ofNamed(ModelDocument model) {
    Set<String> held = model.heldAssets();
    if (held.isEmpty()) {
      return model;
    }
    Set<String> kept = new HashSet<>(held);
    return kept.retainAll(named(model.row())) ? model.withHeldAssets(kept) : model;
  }

  /** A model with more marks. */
  static ModelDocument with(ModelDocument model, Set<String> more) {
    Set<String> held = new HashSet<>(model.heldAssets());
    return held.addAll(more) ? model.withHeldAssets(held) : model;
  }
}
