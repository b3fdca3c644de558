package dev.vitrine.server.cli;

import dev.vitrine.model.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists classes. */
@Command(
    name = "list",
    header = "List classes, by slug.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine classes list --json | jq -r '.[].slug'")
final class ClassesListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();
  @Mixin private final ListOutput output = new ListOutput();

  ClassesListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      Table table = new Table("SLUG", "STATUS", "CATEGORY", "NAME");
      for (JsonObject found : catalogue.classes().list()) {
        table.row(
            cell(found, "slug"),
            cell(found, "status"),
            cell(found, "category"),
            cell(found, "name"));
        output.add(found);
      }
      output.print(table, terminal);
    }
    return 0;
  }

  private static String cell(JsonObject found, String member) {
    String text = found.text(member);
    return text == null ? "" : Terminal.shown(text);
  }
}
