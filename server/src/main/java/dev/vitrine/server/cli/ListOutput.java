package dev.vitrine.server.cli;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** A list for people, or with an option for programs. */
final class ListOutput {
  private final List<Json> elements = new ArrayList<>();

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  void add(Json element) {
    elements.add(element);
  }

  void print(Table table, Terminal terminal) {
    if (json) {
      terminal
          .out()
          .println(new String(JsonWriter.write(new JsonArray(elements)), StandardCharsets.UTF_8));
    } else {
      table.lines().forEach(terminal.out()::println);
    }
  }
}
