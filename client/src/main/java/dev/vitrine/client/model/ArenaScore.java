package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model's standing on the arena.ai leaderboard, where people vote between two results. */
public final class ArenaScore extends ApiObject {
  private @Nullable String arenaCategory;
  private @Nullable String arenaModelName;
  private @Nullable String fetchedAt;
  private @Nullable BigDecimal rank;
  private @Nullable BigDecimal rating;
  private @Nullable BigDecimal ratingLower;
  private @Nullable BigDecimal ratingUpper;
  private @Nullable BigDecimal votes;

  private ArenaScore() {}

  /** The leaderboard's name for the task. */
  public Optional<String> arenaCategory() {
    return Optional.ofNullable(arenaCategory);
  }

  /** The leaderboard's name for the model. */
  public Optional<String> arenaModelName() {
    return Optional.ofNullable(arenaModelName);
  }

  /**
   * When the standing was looked up.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> fetchedAt() {
    return instant("fetchedAt", fetchedAt);
  }

  /** Place in the category; 1 is the best. */
  public Optional<BigDecimal> rank() {
    return Optional.ofNullable(rank);
  }

  /** Elo rating. */
  public Optional<BigDecimal> rating() {
    return Optional.ofNullable(rating);
  }

  /** Low end of the rating's confidence interval. */
  public Optional<BigDecimal> ratingLower() {
    return Optional.ofNullable(ratingLower);
  }

  /** High end of the rating's confidence interval. */
  public Optional<BigDecimal> ratingUpper() {
    return Optional.ofNullable(ratingUpper);
  }

  /** Votes behind the rating. */
  public Optional<BigDecimal> votes() {
    return Optional.ofNullable(votes);
  }
}
