package dev.vitrine.server.cli;

import dev.vitrine.client.RequestOptions;
import dev.vitrine.client.VitrineClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes assets. */
@Command(
    name = "delete",
    header = "Delete assets for good, unless models use them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine assets delete asset_Y7mSiSwDPqaugdpnqSShT2kr --url http://127.0.0.1:8080",
      "  vitrine assets delete asset_Y7mSiSwDPqaugdpnqSShT2kr --force --url http://127.0.0.1:8080",
      "  vitrine assets list --tag draft --json --url http://127.0.0.1:8080 | jq -r '.[].id' | vitrine assets delete - --url http://127.0.0.1:8080"
    })
final class AssetsDeleteCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "Ids of assets; - reads ids from standard input, separated by white space.")
  private List<String> ids = List.of();

  @Option(
      names = "--force",
      description = "Delete what models use, too, and take it out of these models.")
  private boolean force;

  AssetsDeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> all = IdArguments.all(ids, terminal);
    return server.make(
        terminal,
        (client, options) ->
            OneByOne.each(
                terminal,
                all,
                id -> {
                  delete(client, id, options);
                  return "deleted " + id;
                }));
  }

  private void delete(VitrineClient client, String id, RequestOptions options) {
    if (force) {
      client.assets().forceDelete(List.of(id), options);
    } else {
      client.assets().delete(List.of(id), options);
    }
  }
}
