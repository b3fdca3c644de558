package dev.vitrine.server.cli;

import dev.vitrine.client.model.Collection;
import picocli.CommandLine.Option;

/** One collection for people, or with an option for programs. */
final class CollectionOutput {
  @Option(names = "--json", description = "Print the collection as JSON.")
  private boolean json;

  void print(Collection collection, Terminal terminal) {
    if (json) {
      terminal.out().println(collection.toJson());
      return;
    }
    terminal.out().println("Collection  " + Terminal.shown(collection.id().orElse("")));
    terminal.out().println("Name        " + Terminal.shown(collection.name().orElse("")));
    collection.modelCount().ifPresent(count -> terminal.out().println("Models      " + count));
    collection.assetCount().ifPresent(count -> terminal.out().println("Assets      " + count));
  }
}
