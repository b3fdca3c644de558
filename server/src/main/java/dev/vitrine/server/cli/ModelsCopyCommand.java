package dev.vitrine.server.cli;

import dev.vitrine.client.ModelCopyParams;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a model. */
@Command(
    name = "copy",
    header = "Make a new model of the same content.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models copy model_inks --url http://127.0.0.1:8080",
      "  vitrine models copy model_inks --as-trained --no-examples --url http://127.0.0.1:8080"
    })
final class ModelsCopyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final ModelOutput output = new ModelOutput();

  @Parameters(paramLabel = "ID", description = "Id of the model.")
  private String id = "";

  @Option(names = "--as-trained", description = "With the result of the training.")
  private boolean asTrained;

  @Option(names = "--no-examples", description = "Without the examples.")
  private boolean noExamples;

  ModelsCopyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelCopyParams params =
        ModelCopyParams.none().copyAsTrained(asTrained).copyExamples(!noExamples);
    output.print(
        server.make(terminal, (client, options) -> client.models().copy(id, params, options)),
        terminal);
    return 0;
  }
}
