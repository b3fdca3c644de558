package dev.vitrine.server.cli;

import dev.vitrine.client.PageParams;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists collections. */
@Command(
    name = "list",
    header = "List collections, as they come.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine collections list --url http://127.0.0.1:8080",
      "  vitrine collections list --json --url http://127.0.0.1:8080 | jq -r '.[].id'"
    })
final class CollectionsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final StreamedList output = new StreamedList();

  CollectionsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return server.make(
        terminal,
        (client, options) -> {
          output.begin("COLLECTION", "MODELS", "ID", "CREATED");
          return Listed.all(
              terminal,
              output,
              () ->
                  client
                      .collections()
                      .list(PageParams.none().pageSize(100), options)
                      .autoPager()
                      .iterator(),
              collection ->
                  output.add(
                      terminal,
                      collection.toJson(),
                      Terminal.shown(collection.name().orElse("")),
                      collection.modelCount().map(String::valueOf).orElse(""),
                      collection.id().orElse(""),
                      collection.createdAt().map(String::valueOf).orElse("")));
        });
  }
}
