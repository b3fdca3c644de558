package dev.vitrine.server.cli;

import dev.vitrine.model.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a class. */
@Command(
    name = "show",
    header = "Print one class as JSON.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine classes show character-ceramic-figurine")
final class ClassesShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "SLUG", description = "Slug of the class, as classes list shows it.")
  private String slug = "";

  ClassesShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      byte[] shown = JsonWriter.write(catalogue.classes().get(slug));
      terminal.out().println(new String(shown, StandardCharsets.UTF_8));
    }
    return 0;
  }
}
