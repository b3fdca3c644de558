package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Withdraws a class from new models. */
@Command(
    name = "unpublish",
    header = "Withdraw a class from new models; those that have it keep it.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine classes unpublish character-ceramic-figurine")
final class ClassesUnpublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "SLUG", description = "Slug of the class, as classes list shows it.")
  private String slug = "";

  ClassesUnpublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      catalogue.classes().unpublish(slug);
      terminal.out().println("unpublished " + slug);
    }
    return 0;
  }
}
