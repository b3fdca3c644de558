package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitrine.client.error.InvalidFieldException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measured speed, cost and quality of a model, by variant. */
public final class PerformanceStats extends ApiObject {
  private @Nullable List<PerformanceVariant> variants;

  @JsonProperty("default")
  private @Nullable String defaultValue;

  private PerformanceStats() {}

  /**
   * The measurements of a JSON object, for writing.
   *
   * @throws InvalidFieldException if it is no JSON object, or a known field has a value of another
   *     type
   */
  public static PerformanceStats fromJson(String json) {
    return read(PerformanceStats.class, json);
  }

  /** The figures, one entry for each variant. */
  public Optional<List<PerformanceVariant>> variants() {
    return list(variants);
  }

  /** The {@code variantKey} of the variant by which models are compared at a glance. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }
}
