package dev.vitrine.server.cli;

import dev.vitrine.client.model.Description;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or sets a description. */
@Command(
    name = "describe",
    header = "Show what a model says of itself, or set it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models describe model_inks --url http://127.0.0.1:8080",
      "  vitrine models describe model_inks --file README.md --url http://127.0.0.1:8080",
      "  vitrine models describe model_inks --clear --url http://127.0.0.1:8080"
    })
final class ModelsDescribeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(paramLabel = "ID", description = "Id of the model.")
  private String id = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "File with the new text, Markdown; - is standard input.")
  private @Nullable String file;

  @Option(names = "--clear", description = "Delete the text.")
  private boolean clear;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if the model still has this etag, as models get shows it.")
  private @Nullable String ifMatch;

  ModelsDescribeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (file != null && clear) {
      throw new CommandFailure("--file and --clear exclude each other.");
    }
    if (file == null && !clear) {
      String text =
          server.make(
              terminal,
              (client, options) ->
                  client.models().content().description(id, options).value().orElse(""));
      terminal.out().println(terminal.outIsTerminal() ? TextFile.printable(text) : text);
      return 0;
    }
    @Nullable String text = file == null ? null : TextFile.read(file, terminal);
    Description _ =
        server.make(
            terminal,
            ifMatch,
            (client, options) -> client.models().content().updateDescription(id, text, options));
    terminal.out().println((clear ? "cleared " : "described ") + Terminal.shown(id));
    return 0;
  }
}
