package dev.vitrine.server.cli;

import dev.vitrine.client.ModelUpdateParams;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a model. */
@Command(
    name = "update",
    header = "Change fields of a model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models update model_inks --name Washes --set thumbnail=null --url http://127.0.0.1:8080",
      "  vitrine models update model_inks --set parameters.rank=32 --if-match 7.3f2a --url http://127.0.0.1:8080",
      "  echo '{\"shortDescription\":\"Ink on paper\"}' | vitrine models update model_inks --body - --url http://127.0.0.1:8080"
    })
final class ModelsUpdateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final ModelOutput output = new ModelOutput();
  @Mixin private final BodyOptions body = new BodyOptions();

  @Parameters(paramLabel = "ID", description = "Id of the model.")
  private String id = "";

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if the model still has this etag, as models get shows it.")
  private @Nullable String ifMatch;

  ModelsUpdateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (body.isEmpty()) {
      throw new CommandFailure(
          "Say what to change: --name NAME, --set FIELD=VALUE or --body FILE.");
    }
    ModelUpdateParams params =
        ModelUpdateParams.builder().additionalFields(body.json(terminal)).build();
    output.print(
        server.make(
            terminal, ifMatch, (client, options) -> client.models().update(id, params, options)),
        terminal);
    return 0;
  }
}
