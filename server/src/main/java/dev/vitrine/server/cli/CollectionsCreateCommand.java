package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Creates a collection. */
@Command(
    name = "create",
    header = "Create an empty collection.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine collections create Herbarium --url http://127.0.0.1:8080")
final class CollectionsCreateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final CollectionOutput output = new CollectionOutput();

  @Parameters(paramLabel = "NAME", description = "A name that no other collection has.")
  private String name = "";

  CollectionsCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    output.print(
        server.make(terminal, (client, options) -> client.collections().create(name, options)),
        terminal);
    return 0;
  }
}
