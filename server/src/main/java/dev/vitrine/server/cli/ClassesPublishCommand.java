package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Offers a class to new models. */
@Command(
    name = "publish",
    header = "Offer a class to new models.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine classes publish character-ceramic-figurine")
final class ClassesPublishCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "SLUG", description = "Slug of the class, as classes list shows it.")
  private String slug = "";

  ClassesPublishCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      catalogue.classes().publish(slug);
      terminal.out().println("published " + slug);
    }
    return 0;
  }
}
