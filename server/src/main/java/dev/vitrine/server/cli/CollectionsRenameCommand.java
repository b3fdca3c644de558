package dev.vitrine.server.cli;

import dev.vitrine.client.CollectionUpdateParams;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Renames a collection. */
@Command(
    name = "rename",
    header = "Give a collection another name.",
    footerHeading = "%nExample:%n",
    footer =
        "  vitrine collections rename collection_4GsXkq7PwzLdRb2YhVnE9mTc Herbarium --url http://127.0.0.1:8080")
final class CollectionsRenameCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final CollectionOutput output = new CollectionOutput();

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the collection.")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "A name that no other collection has.")
  private String name = "";

  CollectionsRenameCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CollectionUpdateParams params = CollectionUpdateParams.none().name(name);
    output.print(
        server.make(
            terminal, (client, options) -> client.collections().update(id, params, options)),
        terminal);
    return 0;
  }
}
