package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tag in use in a project. */
public final class Tag extends ApiObject {
  private @Nullable String tagName;
  private @Nullable BigDecimal itemCount;
  private @Nullable String ownerId;
  private @Nullable String createdAt;
  private @Nullable String updatedAt;

  private Tag() {}

  /** The tag. */
  public Optional<String> tagName() {
    return Optional.ofNullable(tagName);
  }

  /** How many items have it. */
  public Optional<BigDecimal> itemCount() {
    return Optional.ofNullable(itemCount);
  }

  /** The project. */
  public Optional<String> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /**
   * When it was first used.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /**
   * When its use last changed.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> updatedAt() {
    return instant("updatedAt", updatedAt);
  }
}
