package dev.vitrine.client.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Ready-made settings of a set of inputs. */
public final class InputPreset extends ApiObject {
  private @Nullable List<String> fields;
  private @Nullable JsonNode presets;

  private InputPreset() {}

  /** Names of the inputs that the presets fill. */
  public Optional<List<String>> fields() {
    return list(fields);
  }

  /** The settings to choose from, in any form. Kept as they came, nulls included. */
  public Optional<JsonNode> presets() {
    return Optional.ofNullable(presets);
  }
}
