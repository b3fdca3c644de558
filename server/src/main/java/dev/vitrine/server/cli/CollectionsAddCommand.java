package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Adds models to a collection. */
@Command(
    name = "add",
    header = "Put models into a collection; any number.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine collections add collection_4GsXkq7PwzLdRb2YhVnE9mTc model_inks model_washes --url http://127.0.0.1:8080",
      "  vitrine models list --tag ink --json --url http://127.0.0.1:8080 | jq -r '.[].id' | vitrine collections add collection_4GsXkq7PwzLdRb2YhVnE9mTc - --url http://127.0.0.1:8080"
    })
final class CollectionsAddCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final CollectionMembers members = new CollectionMembers();

  CollectionsAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return members.change(
        terminal,
        (client, id, models, options) -> client.collections().addModels(id, models, options));
  }
}
