package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The conditions under which a value must be given. One that holds is enough. */
public final class InputRequirement extends ApiObject {
  private @Nullable Boolean always;
  private @Nullable JsonNode conditionalValues;
  private @Nullable JsonNode ifDefined;
  private @Nullable JsonNode ifNotDefined;

  private InputRequirement() {}

  /** Whether a value must be given in any case. */
  public Optional<Boolean> always() {
    return Optional.ofNullable(always);
  }

  /**
   * Required once some other input takes certain values: an object with that input's name as key,
   * and as value the comparison with the values it looks for.
   */
  public Optional<JsonNode> conditionalValues() {
    return Optional.ofNullable(conditionalValues);
  }

  /**
   * Required once some other input is given a value: an object with that input's name as key, and
   * as value the message to show.
   */
  public Optional<JsonNode> ifDefined() {
    return Optional.ofNullable(ifDefined);
  }

  /**
   * Required as long as some other input is left without a value: an object with that input's name
   * as key, and as value the message to show.
   */
  public Optional<JsonNode> ifNotDefined() {
    return Optional.ofNullable(ifNotDefined);
  }
}
