package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes models from a collection. */
@Command(
    name = "remove",
    header = "Take models out of a collection; any number.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine collections remove collection_4GsXkq7PwzLdRb2YhVnE9mTc model_inks model_washes --url http://127.0.0.1:8080",
      "  vitrine models list --tag ink --json --url http://127.0.0.1:8080 | jq -r '.[].id' | vitrine collections remove collection_4GsXkq7PwzLdRb2YhVnE9mTc - --url http://127.0.0.1:8080"
    })
final class CollectionsRemoveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final CollectionMembers members = new CollectionMembers();

  CollectionsRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return members.change(
        terminal,
        (client, id, models, options) -> client.collections().removeModels(id, models, options));
  }
}
