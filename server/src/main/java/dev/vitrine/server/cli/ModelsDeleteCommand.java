package dev.vitrine.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes models. */
@Command(
    name = "delete",
    header = "Delete models; vitrine models restore brings them back for a time.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models delete model_inks --url http://127.0.0.1:8080",
      "  vitrine models list --json --url http://127.0.0.1:8080 | jq -r '.[].id' | vitrine models delete - --url http://127.0.0.1:8080"
    })
final class ModelsDeleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "Ids of models; - reads ids from standard input, separated by white space.")
  private List<String> ids = List.of();

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if the model still has this etag, as models get shows it.")
  private @Nullable String ifMatch;

  ModelsDeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> all = IdArguments.all(ids, terminal);
    if (ifMatch != null && all.size() != 1) {
      throw new CommandFailure("--if-match is the etag of one model: name one.");
    }
    return server.make(
        terminal,
        ifMatch,
        (client, options) ->
            OneByOne.each(
                terminal,
                all,
                id -> {
                  client.models().delete(id, options);
                  return "deleted " + id;
                }));
  }
}
