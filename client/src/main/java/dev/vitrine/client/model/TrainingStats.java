package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The times of a model's training. */
public final class TrainingStats extends ApiObject {
  private @Nullable String endedAt;
  private @Nullable BigDecimal queueDuration;
  private @Nullable String startedAt;
  private @Nullable BigDecimal trainDuration;

  private TrainingStats() {}

  /**
   * When the training ended.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> endedAt() {
    return instant("endedAt", endedAt);
  }

  /** Time spent waiting, in seconds. */
  public Optional<BigDecimal> queueDuration() {
    return Optional.ofNullable(queueDuration);
  }

  /**
   * When the training began.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> startedAt() {
    return instant("startedAt", startedAt);
  }

  /** Time spent training, in seconds. */
  public Optional<BigDecimal> trainDuration() {
    return Optional.ofNullable(trainDuration);
  }
}
