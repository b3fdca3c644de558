package dev.vitrine.client.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A picture that shows what a model can do. */
public final class Example extends ApiObject {
  private @Nullable Asset asset;
  private @Nullable String modelId;
  private @Nullable String inferenceId;
  private @Nullable JsonNode inferenceParameters;
  private @Nullable JsonNode job;

  private Example() {}

  /** The picture. */
  public Optional<Asset> asset() {
    return Optional.ofNullable(asset);
  }

  /** The model that made it. */
  public Optional<String> modelId() {
    return Optional.ofNullable(modelId);
  }

  /** The generation that made it. */
  public Optional<String> inferenceId() {
    return Optional.ofNullable(inferenceId);
  }

  /** The settings it was made with. As they came. */
  public Optional<JsonNode> inferenceParameters() {
    return Optional.ofNullable(inferenceParameters);
  }

  /** The job that made it. As it came. */
  public Optional<JsonNode> job() {
    return Optional.ofNullable(job);
  }
}
