package dev.vitrine.catalog;

import dev.vitrine.access.Plan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When models of projects on the free plan are deleted (contract section 1, "What may be seen").
 */
public final class FreePlanTerm {
  /** The field of a row that says so. */
  static final String FIELD = "softDeletionOn";

  private final Projects projects;
  private final Teams teams;
  private final @Nullable Duration term;

  /**
   * The term of an installation.
   *
   * @param term from creation on; null for none
   */
  public FreePlanTerm(Projects projects, Teams teams, @Nullable Duration term) {
    this.projects = projects;
    this.teams = teams;
    this.term = term;
  }

  /** When a model made now will be deleted, ISO-8601; null if it will not. */
  @Nullable String softDeletionOn(String projectId, Instant createdAt) {
    return term != null && isFree(projectId) ? Times.format(createdAt.plus(term)) : null;
  }

  /** Whether this installation has a term at all. */
  boolean isOn() {
    return term != null;
  }

  /** Whether a project is on the free plan; one that is not known is not. */
  public boolean isFree(String projectId) {
    return projects
        .get(projectId)
        .flatMap(project -> teams.get(project.teamId()))
        .filter(team -> team.plan() == Plan.FREE)
        .isPresent();
  }
}
