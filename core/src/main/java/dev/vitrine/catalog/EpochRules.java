package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import java.util.Set;

/** Which epoch of a model may be chosen (contract section 5). */
final class EpochRules {
  private static final String EPOCH = "epoch";
  private static final Set<String> TYPES = Set.of("flux.1-lora", "flux.1-kontext-lora");

  private EpochRules() {}

  /** Whether a model has an epoch. */
  static boolean has(JsonObject row, String epoch) {
    JsonArray epochs = row.array("epochs");
    return epochs != null
        && epochs.elements().stream()
            .anyMatch(one -> one instanceof JsonObject object && epoch.equals(object.text(EPOCH)));
  }

  /**
   * Refuses an epoch that cannot be chosen.
   *
   * @param row of the model as it is to be
   * @throws VitrineException INVALID_PARAMETER
   */
  static void check(JsonObject row) {
    String epoch = row.text(EPOCH);
    if (epoch == null) {
      return;
    }
    if (!TYPES.contains(String.valueOf(row.text("type")))) {
      throw VitrineException.invalidParameter(
          EPOCH, "can be set on models of these types only: flux.1-lora, flux.1-kontext-lora");
    }
    if (!"trained".equals(row.text("status"))) {
      throw VitrineException.invalidParameter(EPOCH, "can be set once the model is trained");
    }
    if (!has(row, epoch)) {
      throw VitrineException.invalidParameter(EPOCH, "is no epoch of the model");
    }
  }
}
