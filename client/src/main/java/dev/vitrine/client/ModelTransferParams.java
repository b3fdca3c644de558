package dev.vitrine.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a model is to go. Immutable. */
public final class ModelTransferParams {
  private final String destinationProjectId;
  private final @Nullable String destinationTeamId;

  private ModelTransferParams(String destinationProjectId, @Nullable String destinationTeamId) {
    this.destinationProjectId = destinationProjectId;
    this.destinationTeamId = destinationTeamId;
  }

  /** To this project, of the same team. */
  public static ModelTransferParams to(String projectId) {
    return new ModelTransferParams(projectId, null);
  }

  /** The same, asserting the team of that project. */
  public ModelTransferParams team(String teamId) {
    return new ModelTransferParams(destinationProjectId, teamId);
  }

  /** The project. */
  public String destinationProjectId() {
    return destinationProjectId;
  }

  /** The team. */
  public Optional<String> destinationTeamId() {
    return Optional.ofNullable(destinationTeamId);
  }
}
