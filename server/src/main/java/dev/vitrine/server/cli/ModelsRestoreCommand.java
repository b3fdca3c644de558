package dev.vitrine.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restores models. */
@Command(
    name = "restore",
    header = "Bring deleted models back.",
    description = "Deleted models are listed by: vitrine models list --status deleted",
    footerHeading = "%nExample:%n",
    footer = "  vitrine models restore model_inks --url http://127.0.0.1:8080")
final class ModelsRestoreCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description =
          "Ids of deleted models; - reads ids from standard input, separated by white space.")
  private List<String> ids = List.of();

  ModelsRestoreCommand(Terminal terminal) {
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
                id -> "restored " + client.models().restore(id, options).model().id()));
  }
}
