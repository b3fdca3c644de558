package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The projects of a catalogue; names are unique over all teams. */
public final class Projects {
  private static final String FIELD = "project";

  private final DocumentStore store;
  private final Records records;
  private final Reservations names;
  private final Ids ids;
  private final InstantSource clock;

  public Projects(DocumentStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.records = new Records(store);
    this.names = new Reservations(store, FIELD);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The project of this name, made if there is none.
   *
   * @throws VitrineException if it exists under another team
   */
  public Project getOrCreate(String name, String teamId) {
    return getOrCreate(name, teamId, ids.next(Ids.Sort.PROJECT));
  }

  /**
   * As {@link #getOrCreate(String, String)}, with a chosen id: a catalogue that moves to another
   * folder keeps its projects' ids.
   *
   * @param id of a new project; must have the form of one
   * @throws VitrineException also if the id belongs to a project of another name
   */
  public Project create(String name, String teamId, String id) {
    if (!Ids.Sort.PROJECT.hasForm(id)) {
      throw VitrineException.invalidParameter(
          "projectId", "must be proj_ and 24 base58 characters");
    }
    String kept = Names.check(FIELD, name, Ids.Sort.PROJECT);
    Optional<Project> other = get(id).filter(project -> !project.name().equals(kept));
    if (other.isPresent()) {
      throw refusal(id, "is the project " + other.get().name());
    }
    Project project = getOrCreate(name, teamId, id);
    if (!project.id().equals(id)) {
      throw refusal(project.id(), "is the id of " + project.name() + " already");
    }
    return project;
  }

  private Project getOrCreate(String name, String teamId, String proposedId) {
    String kept = Names.check(FIELD, name, Ids.Sort.PROJECT);
    String id = names.reserve(kept, proposedId);
    Project project =
        get(id)
            .orElseGet(() -> write(new Project(id, kept, teamId, Times.format(clock.instant()))));
    if (!project.teamId().equals(teamId)) {
      throw refusal(kept, "belongs to another team");
    }
    return project;
  }

  private Project write(Project project) {
    Document faster = records.createUnlessThere(key(project.id()), "", project.encode());
    return faster == null ? project : Project.decode(faster.body().array());
  }

  private static VitrineException refusal(String project, String why) {
    return new VitrineException(
        ErrorCode.INVALID_PARAMETER, "Project " + project + " " + why, Map.of("field", FIELD));
  }

  public Optional<Project> get(String id) {
    return Optional.ofNullable(store.fetch(key(id)))
        .map(document -> Project.decode(document.body().array()));
  }

  /** The project with this id or this name. */
  public Optional<Project> find(String idOrName) {
    if (Ids.Sort.PROJECT.hasForm(idOrName)) {
      return get(idOrName);
    }
    String id = names.holder(Names.check(FIELD, idOrName, Ids.Sort.PROJECT));
    return id == null ? Optional.empty() : get(id);
  }

  /** All projects, by name. */
  public List<Project> list() {
    return records.all(Kind.PROJECT).stream()
        .map(document -> Project.decode(document.body().array()))
        .sorted(Comparator.comparing(Project::name))
        .toList();
  }

  private static Key key(String id) {
    return new Key(Kind.PROJECT, id);
  }
}
