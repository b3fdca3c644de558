package dev.vitrine.server.cli;

import dev.vitrine.client.PartialChangeException;
import dev.vitrine.client.TrainingImageParams;
import dev.vitrine.client.model.TrainingImage;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds training images to a model. */
@Command(
    name = "add",
    header = "Add pictures to those a model is trained on: assets, or files.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models training-images add model_inks asset_Y7mSiSwDPqaugdpnqSShT2kr --url http://127.0.0.1:8080",
      "  vitrine models training-images add model_inks --file fern.png --caption \"A fern\" --url http://127.0.0.1:8080",
      "  vitrine assets put *.png --json --url http://127.0.0.1:8080 | jq -r '.[].id' | vitrine models training-images add model_inks - --url http://127.0.0.1:8080"
    })
final class TrainingImagesAddCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();

  @Parameters(index = "0", paramLabel = "MODEL", description = "Id of the model.")
  private String model = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ASSET",
      description = "Ids of assets; - reads ids from standard input, separated by white space.")
  private List<String> assets = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A picture of which an asset is made; may be repeated. Large ones: assets put.")
  private List<String> files = List.of();

  @Option(
      names = "--caption",
      paramLabel = "TEXT",
      description = "Caption of the one picture. Default: what the asset has.")
  private @Nullable String caption;

  TrainingImagesAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String> ids = IdArguments.all(assets, terminal);
    List<TrainingImageParams> single = new ArrayList<>();
    files.forEach(file -> single.add(params(file)));
    if (caption != null) {
      ids.forEach(id -> single.add(TrainingImageParams.ofAsset(id)));
      if (single.size() != 1) {
        throw new CommandFailure("--caption is of one picture: name one.");
      }
    } else if (ids.isEmpty() && single.isEmpty()) {
      throw new CommandFailure("Say which pictures: ids of assets, or --file FILE.");
    }
    return server.make(
        terminal,
        (client, options) -> {
          for (TrainingImageParams params : single) {
            print(
                client
                    .models()
                    .trainingImages()
                    .add(model, caption == null ? params : params.description(caption), options));
          }
          if (caption == null && !ids.isEmpty()) {
            try {
              client.models().trainingImages().addAssets(model, ids, options).forEach(this::print);
            } catch (PartialChangeException e) {
              throw new CommandFailure(
                  e.done().size()
                      + " of "
                      + ids.size()
                      + " assets were added, the last of them "
                      + Terminal.shown(e.done().getLast())
                      + ". Doing it again is harmless. "
                      + Terminal.shown(String.valueOf(e.getMessage())));
            }
          }
          return 0;
        });
  }

  private static TrainingImageParams params(String file) {
    try {
      return TrainingImageParams.of(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new CommandFailure(
          "The file " + Terminal.shown(file) + " cannot be read: " + e.getMessage() + ".");
    }
  }

  private void print(TrainingImage image) {
    terminal.out().println("added " + Terminal.shown(image.id().orElse("")));
  }
}
