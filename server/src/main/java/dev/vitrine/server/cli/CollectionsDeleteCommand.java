package dev.vitrine.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes collections. */
@Command(
    name = "delete",
    header = "Delete collections; their models stay.",
    footerHeading = "%nExample:%n",
    footer =
        "  vitrine collections delete collection_4GsXkq7PwzLdRb2YhVnE9mTc --url http://127.0.0.1:8080")
final class CollectionsDeleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description =
          "Ids of collections; - reads ids from standard input, separated by white space.")
  private List<String> ids = List.of();

  CollectionsDeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return server.make(
        terminal,
        (client, options) ->
            OneByOne.each(
                terminal,
                IdArguments.all(ids, terminal),
                id -> {
                  client.collections().delete(id, options);
                  return "deleted " + id;
                }));
  }
}
