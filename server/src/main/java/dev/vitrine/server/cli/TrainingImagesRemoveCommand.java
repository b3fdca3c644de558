package dev.vitrine.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes training images from a model. */
@Command(
    name = "remove",
    header = "Take pictures out of those a model is trained on; the assets stay.",
    footerHeading = "%nExample:%n",
    footer =
        "  vitrine models training-images remove model_inks asset_Y7mSiSwDPqaugdpnqSShT2kr --url http://127.0.0.1:8080")
final class TrainingImagesRemoveCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
  private String model = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ASSET",
      description = "Ids of the assets; - reads ids from standard input, separated by white space.")
  private List<String> assets = List.of();

  TrainingImagesRemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> all = IdArguments.all(assets, terminal);
    return server.make(
        terminal,
        (client, options) ->
            OneByOne.each(
                terminal,
                all,
                id -> {
                  client.models().trainingImages().delete(model, id, options);
                  return "removed " + id;
                }));
  }
}
