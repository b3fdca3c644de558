package dev.vitrine.server.cli;

import dev.vitrine.client.JsonRow;
import dev.vitrine.client.Page;
import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.OpenValue;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists models. */
@Command(
    name = "list",
    header = "List models, as they come.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models list --url http://127.0.0.1:8080",
      "  vitrine models list --tag ink --tag paper --sort updatedAt --asc --url http://127.0.0.1:8080",
      "  vitrine models list --privacy public --type flux.1-lora --limit 20 --json --url http://127.0.0.1:8080",
      "  vitrine models list --status deleted --url http://127.0.0.1:8080"
    })
final class ModelsListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final StreamedList output = new StreamedList();
  @Mixin private final ModelFilters filters = new ModelFilters();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: all.")
  private long limit = Long.MAX_VALUE;

  ModelsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFailure("--limit is at least 1.");
    }
    return server.make(
        terminal,
        (client, options) -> {
          output.begin("MODEL", "TYPE", "STATUS", "PRIVACY", "NAME");
          return Listed.all(
              terminal,
              output,
              () -> rows(client.models().listJson(filters.params(limit), options)),
              this::print);
        });
  }

  private Iterator<JsonRow> rows(Page<JsonRow> page) {
    return page.autoPager().stream().limit(limit).iterator();
  }

  /** A row that has a field of a type nobody expects is listed by its id. */
  private void print(JsonRow row) {
    if (output.isJson()) {
      output.add(terminal, row.toString());
      return;
    }
    try {
      Model model = Model.fromJson(row.toString());
      output.add(
          terminal,
          "",
          Terminal.shown(model.id()),
          text(model.type().map(OpenValue::value)),
          text(model.status().map(OpenValue::value)),
          text(model.privacy().map(OpenValue::value)),
          text(model.name()));
    } catch (InvalidFieldException e) {
      output.add(terminal, "", Terminal.shown(row.id()), "?", "?", "?", "?");
    }
  }

  private static String text(Optional<String> value) {
    return Terminal.shown(value.orElse(""));
  }
}
