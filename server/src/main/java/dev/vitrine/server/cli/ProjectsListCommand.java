package dev.vitrine.server.cli;

import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Team;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists projects. */
@Command(
    name = "list",
    header = "List projects by name.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine projects list --json | jq -r '.[].id'")
final class ProjectsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();
  @Mixin private final ListOutput output = new ListOutput();

  ProjectsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Map<String, String> teams =
          catalogue.teams().list().stream().collect(Collectors.toMap(Team::id, Team::name));
      Table table = new Table("PROJECT", "ID", "TEAM", "CREATED");
      for (Project project : catalogue.projects().list()) {
        String team = teams.getOrDefault(project.teamId(), "");
        table.row(project.name(), project.id(), team, project.createdAt());
        output.add(
            JsonObject.of("id", new JsonString(project.id()))
                .with("name", new JsonString(project.name()))
                .with("teamId", new JsonString(project.teamId()))
                .with("team", new JsonString(team))
                .with("createdAt", new JsonString(project.createdAt())));
      }
      output.print(table, terminal);
    }
    return 0;
  }
}
