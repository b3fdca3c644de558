package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings that generations with a model may start from, those of one generation. */
public final class Preset extends ApiObject {
  private @Nullable String id;
  private @Nullable String modelId;
  private @Nullable String inferenceId;
  private @Nullable Boolean isDefault;
  private @Nullable String createdAt;
  private @Nullable String updatedAt;
  private @Nullable String authorId;

  private Preset() {}

  /** Identifies the preset. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The model. */
  public Optional<String> modelId() {
    return Optional.ofNullable(modelId);
  }

  /** The generation whose settings they are. */
  public Optional<String> inferenceId() {
    return Optional.ofNullable(inferenceId);
  }

  /** Whether they are what a form for the model starts with. */
  public Optional<Boolean> isDefault() {
    return Optional.ofNullable(isDefault);
  }

  /**
   * When the preset was created.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /**
   * When the preset last changed.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> updatedAt() {
    return instant("updatedAt", updatedAt);
  }

  /** Who created it. */
  public Optional<String> authorId() {
    return Optional.ofNullable(authorId);
  }
}
