package dev.vitrine.client.model;

import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of a queued or running training. The captcha and retry fields belong to the
 * professional cloning of voices, where the speaker reads a captcha aloud.
 */
public final class TrainingProgress extends ApiObject {
  private @Nullable TrainingStage stage;
  private @Nullable BigDecimal updatedAt;
  private @Nullable String captchaImageUrl;
  private @Nullable BigDecimal position;
  private @Nullable BigDecimal progress;
  private @Nullable BigDecimal remainingTimeMs;
  private @Nullable String retryableError;
  private @Nullable BigDecimal retryCount;
  private @Nullable BigDecimal startedAt;

  private TrainingProgress() {}

  /** The step the training is in. */
  public Optional<TrainingStage> stage() {
    return Optional.ofNullable(stage);
  }

  /**
   * When this information last changed.
   *
   * @throws InvalidFieldException if the number is no time
   */
  public Optional<Instant> updatedAt() {
    return epochMillis("updatedAt", updatedAt);
  }

  /**
   * Signed URL of the captcha to be read aloud. Present in stage {@code pending-captcha}; every
   * attempt brings a new one.
   */
  public Optional<String> captchaImageUrl() {
    return Optional.ofNullable(captchaImageUrl);
  }

  /** How many trainings are ahead in the queue. */
  public Optional<BigDecimal> position() {
    return Optional.ofNullable(position);
  }

  /** Share of the work done, 0 to 1. */
  public Optional<BigDecimal> progress() {
    return Optional.ofNullable(progress);
  }

  /** Estimated time to the end, in milliseconds. */
  public Optional<BigDecimal> remainingTimeMs() {
    return Optional.ofNullable(remainingTimeMs);
  }

  /**
   * Why the last attempt failed, where another may succeed: the training then waits in stage {@code
   * ready-for-captcha}. Meant to be shown beside the button that starts over.
   */
  public Optional<String> retryableError() {
    return Optional.ofNullable(retryableError);
  }

  /**
   * How many attempts in a row have failed. At the platform's limit the model becomes {@code
   * failed}.
   */
  public Optional<BigDecimal> retryCount() {
    return Optional.ofNullable(retryCount);
  }

  /**
   * When the work began.
   *
   * @throws InvalidFieldException if the number is no time
   */
  public Optional<Instant> startedAt() {
    return epochMillis("startedAt", startedAt);
  }
}
