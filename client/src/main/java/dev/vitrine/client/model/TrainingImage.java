package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture the model was or will be trained on. */
public final class TrainingImage extends ApiObject {
  private @Nullable String id;
  private @Nullable String automaticCaptioning;
  private @Nullable String createdAt;
  private @Nullable String description;
  private @Nullable String downloadUrl;
  private @Nullable String name;

  private TrainingImage() {}

  /** The asset that holds the picture. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** A caption written by machine. */
  public Optional<String> automaticCaptioning() {
    return Optional.ofNullable(automaticCaptioning);
  }

  /**
   * When the picture was uploaded.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /** The caption used in training. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /**
   * Where to fetch the picture; the original with {@code originalAssets}, otherwise the rendition.
   */
  public Optional<String> downloadUrl() {
    return Optional.ofNullable(downloadUrl);
  }

  /** Name of the file as it was uploaded. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
