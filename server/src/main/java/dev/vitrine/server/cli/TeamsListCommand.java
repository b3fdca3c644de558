package dev.vitrine.server.cli;

import dev.vitrine.catalog.Team;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists teams. */
@Command(
    name = "list",
    header = "List teams by name, with their plans.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine teams list")
final class TeamsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();
  @Mixin private final ListOutput output = new ListOutput();

  TeamsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Table table = new Table("TEAM", "ID", "PLAN", "CREATED");
      for (Team team : catalogue.teams().list()) {
        table.row(team.name(), team.id(), team.plan().wireName(), team.createdAt());
        output.add(
            JsonObject.of("id", new JsonString(team.id()))
                .with("name", new JsonString(team.name()))
                .with("plan", new JsonString(team.plan().wireName()))
                .with("createdAt", new JsonString(team.createdAt())));
      }
      output.print(table, terminal);
    }
    return 0;
  }
}
