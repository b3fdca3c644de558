package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Outcomes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk read brought: every distinct id asked for has a row, or is in exactly one of {@link
 * #missing()}, {@link #failures()} and, after a conditional read, the outcomes' {@code
 * notModified}.
 *
 * @param <R> what rows are
 */
public abstract class BulkResponse<R> {
  private final List<R> rows;
  private final List<String> missing;
  private final Map<String, VitrineException> failures;
  private final @Nullable Outcomes outcomes;

  BulkResponse(BulkRows<R> read) {
    this.rows = read.rows();
    this.missing = read.missing();
    this.failures = read.failures();
    this.outcomes = read.outcomes();
  }

  final List<R> rows() {
    return rows;
  }

  /**
   * Ids of what does not exist, or that the key may not see, in the order asked. Without a report,
   * also of those whose row the service could not produce; with one, those are among the failures.
   */
  public final List<String> missing() {
    return missing;
  }

  /**
   * Why there is no row for an id that may have one, in the order asked. Empty unless {@link
   * RequestOptions.Builder#acceptPartial} was set or this comes from a {@link
   * PartialFailureException}.
   */
  public final Map<String, VitrineException> failures() {
    return failures;
  }

  /** What became of each id, if that was asked for and the service tells: those of all requests. */
  public final Optional<Outcomes> outcomes() {
    return Optional.ofNullable(outcomes);
  }
}
