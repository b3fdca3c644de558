package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one way to use a model. P50 and P75 are the median and the third quartile; each figure
 * is for one produced asset. Costs are in compute units (CU).
 */
public final class PerformanceVariant extends ApiObject {
  private @Nullable String capability;
  private @Nullable String computedAt;
  private @Nullable String variantKey;
  private @Nullable ArenaScore arenaScore;
  private @Nullable BigDecimal costPerAssetMaxCU;
  private @Nullable BigDecimal costPerAssetMinCU;
  private @Nullable BigDecimal costPerAssetP50CU;
  private @Nullable BigDecimal inferenceLatencyP50Sec;
  private @Nullable BigDecimal inferenceLatencyP75Sec;
  private @Nullable String resolution;
  private @Nullable BigDecimal totalLatencyP50Sec;
  private @Nullable BigDecimal totalLatencyP75Sec;

  private PerformanceVariant() {}

  /** What was measured, a capability of the model. */
  public Optional<String> capability() {
    return Optional.ofNullable(capability);
  }

  /**
   * When the figures were worked out.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> computedAt() {
    return instant("computedAt", computedAt);
  }

  /**
   * Identifies the variant within the model, the capability and, where it matters, the resolution.
   */
  public Optional<String> variantKey() {
    return Optional.ofNullable(variantKey);
  }

  /** How people rate the model elsewhere. */
  public Optional<ArenaScore> arenaScore() {
    return Optional.ofNullable(arenaScore);
  }

  /** Highest cost, in CU. */
  public Optional<BigDecimal> costPerAssetMaxCU() {
    return Optional.ofNullable(costPerAssetMaxCU);
  }

  /** Lowest cost, in CU. */
  public Optional<BigDecimal> costPerAssetMinCU() {
    return Optional.ofNullable(costPerAssetMinCU);
  }

  /** Median cost, in CU. */
  public Optional<BigDecimal> costPerAssetP50CU() {
    return Optional.ofNullable(costPerAssetP50CU);
  }

  /** Time spent generating, median, in seconds. */
  public Optional<BigDecimal> inferenceLatencyP50Sec() {
    return Optional.ofNullable(inferenceLatencyP50Sec);
  }

  /** Time spent generating, third quartile, in seconds. */
  public Optional<BigDecimal> inferenceLatencyP75Sec() {
    return Optional.ofNullable(inferenceLatencyP75Sec);
  }

  /** Size class of the output. */
  public Optional<String> resolution() {
    return Optional.ofNullable(resolution);
  }

  /** Time from request to result, waiting included, median, in seconds. */
  public Optional<BigDecimal> totalLatencyP50Sec() {
    return Optional.ofNullable(totalLatencyP50Sec);
  }

  /** Time from request to result, waiting included, third quartile, in seconds. */
  public Optional<BigDecimal> totalLatencyP75Sec() {
    return Optional.ofNullable(totalLatencyP75Sec);
  }
}
