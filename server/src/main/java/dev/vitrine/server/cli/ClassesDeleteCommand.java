package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes a class. */
@Command(
    name = "delete",
    header = "Delete a class that no model has.",
    description = "Looks through all models of the data folder first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine classes delete character-ceramic-figurine",
      "  vitrine classes delete character-ceramic-figurine --force"
    })
final class ClassesDeleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "SLUG", description = "Slug of the class, as classes list shows it.")
  private String slug = "";

  @Option(
      names = "--force",
      description = "Delete it also if models have it; they keep it as it is now.")
  private boolean force;

  ClassesDeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      if (!catalogue.classes().delete(slug, force)) {
        throw new CommandFailure(
            "Models have the class "
                + slug
                + ": unpublish it, so that no more get it, or delete it with --force.");
      }
      terminal.out().println("deleted " + slug);
    }
    return 0;
  }
}
