package dev.vitrine.server.cli;

import dev.vitrine.client.UpdateTagsParams;
import dev.vitrine.client.model.TagChange;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes tags of a model. */
@Command(
    name = "tags",
    header = "Add tags to a model and delete tags from it.",
    footerHeading = "%nExample:%n",
    footer =
        "  vitrine models tags model_inks --add ink --add paper --delete draft --url http://127.0.0.1:8080")
final class ModelsTagsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(paramLabel = "ID", description = "Id of the model.")
  private String id = "";

  @Option(names = "--add", paramLabel = "TAG", description = "Tag to add; may be repeated.")
  private List<String> added = List.of();

  @Option(names = "--delete", paramLabel = "TAG", description = "Tag to delete; may be repeated.")
  private List<String> deleted = List.of();

  @Option(
      names = "--strict",
      description = "Fail if a tag to add is there already, or one to delete is not.")
  private boolean strict;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if the model still has this etag, as models get shows it.")
  private @Nullable String ifMatch;

  ModelsTagsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (added.isEmpty() && deleted.isEmpty()) {
      throw new CommandFailure("Say what to change: --add TAG or --delete TAG.");
    }
    UpdateTagsParams params = UpdateTagsParams.none().add(added).delete(deleted).strict(strict);
    TagChange change =
        server.make(
            terminal,
            ifMatch,
            (client, options) -> client.models().updateTags(id, params, options));
    change.added().forEach(tag -> terminal.out().println("added " + Terminal.shown(tag)));
    change.deleted().forEach(tag -> terminal.out().println("deleted " + Terminal.shown(tag)));
    if (change.added().isEmpty() && change.deleted().isEmpty()) {
      terminal.err().println("Nothing changed: the tags were so already.");
    }
    return 0;
  }
}
