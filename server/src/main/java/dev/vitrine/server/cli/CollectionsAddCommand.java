package dev.vitrine.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds models to a collection. */
@Command(
    name = "add",
    header = "Put models into a collection; any number.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine collections add collection_4GsXkq7PwzLdRb2YhVnE9mTc model_inks model_washes --url http://127.0.0.1:8080",
      "  vitrine models list --tag ink --json --url http://127.0.0.1:8080 | jq -r '.[].id' | vitrine collections add collection_4GsXkq7PwzLdRb2YhVnE9mTc - --url http://127.0.0.1:8080"
    })
final class CollectionsAddCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final CollectionOutput output = new CollectionOutput();

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the collection.")
  private String id = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "MODEL",
      description = "Ids of models; - reads ids from standard input, separated by white space.")
  private List<String> models = List.of();

  CollectionsAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> all = IdArguments.all(models, terminal);
    output.print(
        server.make(
            terminal,
            (client, options) ->
                ManyModels.change(
                    terminal, all, piece -> client.collections().addModels(id, piece, options))),
        terminal);
    return 0;
  }
}
