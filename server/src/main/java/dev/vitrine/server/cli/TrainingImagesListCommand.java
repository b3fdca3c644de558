package dev.vitrine.server.cli;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.TrainingImage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the training images of a model. */
@Command(
    name = "list",
    header = "List all pictures a model is trained on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models training-images list model_inks --url http://127.0.0.1:8080",
      "  vitrine models training-images list model_inks --json --url http://127.0.0.1:8080 | jq -r '.[].downloadUrl'"
    })
final class TrainingImagesListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final StreamedList output = new StreamedList();

  @Parameters(paramLabel = "MODEL", description = "Id of the model.")
  private String id = "";

  TrainingImagesListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelGetBulkParams params =
        ModelGetBulkParams.builder().modelIds(List.of(id)).allTrainingImages(true).build();
    Model model =
        server.make(
            terminal,
            (client, options) ->
                client.models().getBulk(params, options).models().stream()
                    .findFirst()
                    .orElseThrow(() ->
                        new CommandFailure(
                            "There is no model "
                                + Terminal.shown(id)
                                + ", or not for this key. See: vitrine models list")));
    output.begin("ASSET", "NAME", "CAPTION");
    model.trainingImages().orElse(List.of()).forEach(this::print);
    output.end(terminal);
    return 0;
  }

  private void print(TrainingImage image) {
    output.add(
        terminal,
        image.toJson(),
        text(image.id()),
        text(image.name()),
        text(image.description().or(image::automaticCaptioning)));
  }

  private static String text(Optional<String> value) {
    return Terminal.shown(value.orElse(""));
  }
}
