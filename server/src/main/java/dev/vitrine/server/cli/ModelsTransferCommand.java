package dev.vitrine.server.cli;

import dev.vitrine.client.ModelTransferParams;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Transfers a model. */
@Command(
    name = "transfer",
    header = "Give a model to another project of the team. Needs an admin key.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine models transfer model_inks --to proj_archive --url http://127.0.0.1:8080")
final class ModelsTransferCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final ModelOutput output = new ModelOutput();

  @Parameters(paramLabel = "ID", description = "Id of the model.")
  private String id = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "PROJECT",
      description = "Id of the project that is to own it.")
  private String destination = "";

  @Option(names = "--team", paramLabel = "TEAM", description = "Id of that project's team.")
  private @Nullable String team;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if the model still has this etag, as models get shows it.")
  private @Nullable String ifMatch;

  ModelsTransferCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelTransferParams to = ModelTransferParams.to(destination);
    ModelTransferParams params = team == null ? to : to.team(team);
    output.print(
        server.make(
            terminal, ifMatch, (client, options) -> client.models().transfer(id, params, options)),
        terminal);
    return 0;
  }
}
