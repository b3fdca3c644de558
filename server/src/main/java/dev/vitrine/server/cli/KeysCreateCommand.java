package dev.vitrine.server.cli;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.NewKey;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Team;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a key, and the project and the team if they are not there. */
@Command(
    name = "create",
    header = "Make an API key; also the project and its team where they do not exist.",
    description = "The secret is shown this once: only its hash is kept.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine keys create --project studio",
      "  vitrine keys create --project studio --role reader --json > key.json",
      "  vitrine keys create --project studio --team north --plan enterprise"
    })
final class KeysCreateCommand implements Callable<Integer> {
  private static final String DEFAULT_TEAM = "default";

  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Option(
      names = "--project",
      required = true,
      paramLabel = "NAME",
      description = "Name or id of the project.")
  private String project = "";

  @Option(
      names = "--project-id",
      paramLabel = "ID",
      description = "Id a new project is to have, so that a catalogue moved here keeps its owners.")
  private @Nullable String projectId;

  @Option(
      names = "--team",
      paramLabel = "NAME",
      description = "Name or id of the team. Default: the project's, else " + DEFAULT_TEAM + ".")
  private @Nullable String team;

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      description = "Plan of a new team: ${COMPLETION-CANDIDATES}. Default: pro.",
      converter = Converters.ToPlan.class,
      completionCandidates = Converters.Plans.class)
  private @Nullable Plan plan;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "What the key may do: ${COMPLETION-CANDIDATES}. Default: editor.",
      converter = Converters.ToRole.class,
      completionCandidates = Converters.Roles.class)
  private Role role = Role.EDITOR;

  @Option(names = "--json", description = "Print JSON with key, secret, projectId and teamId.")
  private boolean json;

  KeysCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.open(terminal)) {
      Project owner = owner(catalogue);
      NewKey key = catalogue.keys().create(owner.id(), role);
      if (json) {
        printJson(key, owner);
      } else {
        printText(key, owner, catalogue);
      }
      if (terminal.out().checkError()) {
        catalogue.keys().revoke(key.record().id());
        String failure = terminal.outFailure();
        throw new CommandFailure(
            "The secret could not be written"
                + (failure == null ? "" : " (" + failure + ")")
                + ", so the key "
                + key.record().id()
                + " was revoked: make another where its secret can be kept.");
      }
      if (!json) {
        terminal.err().println("Keep the secret: it is not shown again.");
      }
    }
    return 0;
  }

  private Project owner(Catalogue catalogue) {
    Optional<Project> existing = catalogue.projects().find(project);
    if (existing.isPresent() && team == null && projectId == null) {
      noteKeptPlan(catalogue.teams().get(existing.get().teamId()));
      return existing.get();
    }
    String name = existing.map(Project::name).orElse(project);
    Team owning = team(catalogue, existing);
    return projectId == null
        ? catalogue.projects().getOrCreate(name, owning.id())
        : catalogue.projects().create(name, owning.id(), projectId);
  }

  private Team team(Catalogue catalogue, Optional<Project> existing) {
    if (team == null && existing.isPresent()) {
      return catalogue.teams().get(existing.get().teamId()).orElseThrow();
    }
    String name = team == null ? DEFAULT_TEAM : team;
    Optional<Team> known = catalogue.teams().find(name);
    noteKeptPlan(known);
    if (existing.isPresent() && !known.map(Team::id).equals(existing.map(Project::teamId))) {
      throw new CommandFailure(
          "The project "
              + existing.get().name()
              + " belongs to the team "
              + catalogue
                  .teams()
                  .get(existing.get().teamId())
                  .map(Team::name)
                  .orElse(existing.get().teamId())
              + ", not to "
              + Terminal.shown(name)
              + ": leave --team out, or name another project.");
    }
    return known.orElseGet(
        () -> catalogue.teams().getOrCreate(name, plan == null ? Plan.PRO : plan));
  }

  private void noteKeptPlan(Optional<Team> known) {
    known
        .filter(found -> plan != null && found.plan() != plan)
        .ifPresent(found ->
            terminal
                .err()
                .println(
                    "The team "
                        + found.name()
                        + " keeps its plan "
                        + found.plan().wireName()
                        + "; to change it: vitrine teams set-plan"));
  }

  private void printJson(NewKey key, Project owner) {
    JsonObject result =
        JsonObject.of("key", new JsonString(key.record().id()))
            .with("secret", new JsonString(key.secret()))
            .with("projectId", new JsonString(owner.id()))
            .with("teamId", new JsonString(owner.teamId()));
    terminal.out().println(new String(JsonWriter.write(result), StandardCharsets.UTF_8));
  }

  private void printText(NewKey key, Project owner, Catalogue catalogue) {
    String teamName = catalogue.teams().get(owner.teamId()).map(Team::name).orElse("");
    terminal.out().println("Key      " + key.record().id());
    terminal.out().println("Secret   " + key.secret());
    terminal.out().println("Role     " + key.record().role().wireName());
    terminal.out().println("Project  " + owner.id() + "  " + owner.name());
    terminal.out().println("Team     " + owner.teamId() + "  " + teamName);
  }
}
