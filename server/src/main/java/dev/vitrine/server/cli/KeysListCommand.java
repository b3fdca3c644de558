package dev.vitrine.server.cli;

import dev.vitrine.access.KeyRecord;
import dev.vitrine.catalog.Project;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists keys. */
@Command(
    name = "list",
    header = "List API keys, oldest first. Secrets are not known.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine keys list --json | jq -r '.[].key'")
final class KeysListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();
  @Mixin private final ListOutput output = new ListOutput();

  KeysListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Map<String, String> projects =
          catalogue.projects().list().stream()
              .collect(Collectors.toMap(Project::id, Project::name));
      Table table = new Table("KEY", "ROLE", "PROJECT", "CREATED");
      for (KeyRecord key : catalogue.keys().list()) {
        String project = projects.getOrDefault(key.projectId(), "");
        table.row(key.id(), key.role().wireName(), project, key.createdAt());
        output.add(
            JsonObject.of("key", new JsonString(key.id()))
                .with("role", new JsonString(key.role().wireName()))
                .with("projectId", new JsonString(key.projectId()))
                .with("project", new JsonString(project))
                .with("createdAt", new JsonString(key.createdAt())));
      }
      output.print(table, terminal);
    }
    return 0;
  }
}
