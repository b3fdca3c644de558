package dev.vitrine.client.model;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One ingredient of a composition. */
public final class Concept extends ApiObject {
  private @Nullable String modelId;
  private @Nullable BigDecimal scale;
  private @Nullable String modelEpoch;

  private Concept() {}

  /** An ingredient of one's own. */
  public static Concept of(String modelId, BigDecimal scale) {
    Concept concept = new Concept();
    concept.modelId = modelId;
    concept.scale = scale;
    return concept;
  }

  /** The same with this epoch of the model; without fields that this version does not know. */
  public Concept withModelEpoch(String epoch) {
    Concept concept = new Concept();
    concept.modelId = modelId;
    concept.scale = scale;
    concept.modelEpoch = epoch;
    return concept;
  }

  /** The model to blend in. */
  public Optional<String> modelId() {
    return Optional.ofNullable(modelId);
  }

  /**
   * How strongly it acts; negative values push away from it. On writes −2 to 2, and 0 to 2 for
   * prompt editing with Flux Kontext.
   */
  public Optional<BigDecimal> scale() {
    return Optional.ofNullable(scale);
  }

  /** The epoch of that model to use, for trained Flux LoRAs. Absent means its own choice. */
  public Optional<String> modelEpoch() {
    return Optional.ofNullable(modelEpoch);
  }
}
