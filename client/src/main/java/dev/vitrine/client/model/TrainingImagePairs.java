package dev.vitrine.client.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All before-and-after pairs of a model. */
public final class TrainingImagePairs extends ApiObject {
  private @Nullable BigDecimal count;
  private @Nullable List<TrainingImagePair> pairs;

  private TrainingImagePairs() {}

  /** How many there are. */
  public Optional<BigDecimal> count() {
    return Optional.ofNullable(count);
  }

  /** The pairs, in their order. */
  public List<TrainingImagePair> pairs() {
    return list(pairs).orElse(List.of());
  }
}
