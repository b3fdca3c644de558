package dev.vitrine.server.cli;

import dev.vitrine.client.ModelCreateParams;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a model. */
@Command(
    name = "create",
    header = "Create a model.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine models create --name Inks --type flux.1-lora --url http://127.0.0.1:8080",
      "  vitrine models create --name Inks --set 'tags=[\"ink\"]' --set parameters.rank=16 --url http://127.0.0.1:8080",
      "  vitrine models create --body model.json --json --url http://127.0.0.1:8080"
    })
final class ModelsCreateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerCalls server = new ServerCalls();
  @Mixin private final ModelOutput output = new ModelOutput();
  @Mixin private final BodyOptions body = new BodyOptions();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description =
          "What the creation is known by: run again with the same key, it creates nothing more.")
  private @Nullable String idempotencyKey;

  ModelsCreateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModelCreateParams params =
        ModelCreateParams.builder().additionalFields(body.json(terminal)).build();
    output.print(
        server.make(
            terminal,
            (client, options) ->
                client
                    .models()
                    .create(
                        idempotencyKey == null ? params : params.idempotencyKey(idempotencyKey),
                        options)),
        terminal);
    return 0;
  }
}
