package dev.vitrine.server.config;

import dev.vitrine.catalog.ModelTrainingImages;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things last in the life of models, and how many images they are trained on.
 *
 * @param deletedFor how long a deleted model can be restored; 0 for not at all
 * @param freePlanTerm after which models of projects on the free plan are deleted, from their
 *     creation on; null for never
 * @param repeatableFor how long a create can be repeated under its {@code Idempotency-Key}
 * @param sweepEvery how often what time brings about is written
 * @param trainingImages that one model may have
 */
public record ModelsConfig(
    Duration deletedFor,
    @Nullable Duration freePlanTerm,
    Duration repeatableFor,
    Duration sweepEvery,
    int trainingImages) {
  /** The defaults. */
  public static final ModelsConfig STANDARD =
      new ModelsConfig(
          Duration.ofDays(30),
          null,
          Duration.ofHours(24),
          Duration.ofMinutes(1),
          ModelTrainingImages.USUAL_MOST);
}
