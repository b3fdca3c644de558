package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one model. */
@Command(
    name = "get",
    header = "Show one model with its etag.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models get flux.1-dev --url http://127.0.0.1:8080",
      "  vitrine models get flux.1-dev --json --url http://127.0.0.1:8080 | jq .tags"
    })
final class ModelsGetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final ModelOutput output = new ModelOutput();

  @Parameters(paramLabel = "ID", description = "Id of the model.")
  private String id = "";

  ModelsGetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    output.print(
        server.make(terminal, (client, options) -> client.models().get(id, options)), terminal);
    return 0;
  }
}
