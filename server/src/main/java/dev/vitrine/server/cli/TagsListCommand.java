package dev.vitrine.server.cli;

import dev.vitrine.client.PageParams;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists tags. */
@Command(
    name = "list",
    header = "List the tags in use with their counts, by name, as they come.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine tags list --url http://127.0.0.1:8080",
      "  vitrine tags list --json --url http://127.0.0.1:8080 | jq -r '.[].tagName'"
    })
final class TagsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final StreamedList output = new StreamedList();

  TagsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return server.make(
        terminal,
        (client, options) -> {
          output.begin("TAG", "ITEMS");
          return Listed.all(
              terminal,
              output,
              () ->
                  client
                      .tags()
                      .list(PageParams.none().pageSize(100), options)
                      .autoPager()
                      .iterator(),
              tag ->
                  output.add(
                      terminal,
                      tag.toJson(),
                      Terminal.shown(tag.tagName().orElse("")),
                      tag.itemCount().map(String::valueOf).orElse("")));
        });
  }
}
