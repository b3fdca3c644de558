package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A named set of models and assets of a project. */
public final class Collection extends ApiObject {
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable String ownerId;
  private @Nullable String createdAt;
  private @Nullable String updatedAt;
  private @Nullable BigDecimal itemCount;
  private @Nullable BigDecimal modelCount;
  private @Nullable BigDecimal assetCount;
  private @Nullable Thumbnail thumbnail;

  private Collection() {}

  /** Identifies the collection. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Its name, which no other collection of the project has. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** The project that owns it. */
  public Optional<String> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /**
   * When it was created.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /**
   * When its name, its thumbnail or what is in it last changed.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> updatedAt() {
    return instant("updatedAt", updatedAt);
  }

  /** How many models and assets are in it. */
  public Optional<BigDecimal> itemCount() {
    return Optional.ofNullable(itemCount);
  }

  /** How many models are in it. */
  public Optional<BigDecimal> modelCount() {
    return Optional.ofNullable(modelCount);
  }

  /** How many assets are in it. */
  public Optional<BigDecimal> assetCount() {
    return Optional.ofNullable(assetCount);
  }

  /** The picture that stands for it. */
  public Optional<Thumbnail> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }
}
