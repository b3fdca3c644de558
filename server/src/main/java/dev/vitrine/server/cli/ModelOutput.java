package dev.vitrine.server.cli;

import dev.vitrine.client.ModelResponse;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.OpenValue;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** One model for people, or with an option for programs. */
final class ModelOutput {
  private static final JsonLimits ROW = new JsonLimits(1 << 30, 1000);

  @Option(names = "--json", description = "Print the whole model as JSON.")
  private boolean json;

  void print(ModelResponse response, Terminal terminal) {
    Model model = response.model();
    if (json) {
      String text = model.toJson();
      terminal
          .out()
          .println(
              terminal.outIsTerminal()
                  ? PrettyJson.of(
                      JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), ROW), true)
                  : text);
      return;
    }
    line(terminal, "Model", model.id());
    line(terminal, "Name", model.name().orElse(""));
    line(terminal, "Type", model.type().map(OpenValue::value).orElse(""));
    line(terminal, "Status", model.status().map(OpenValue::value).orElse(""));
    line(terminal, "Privacy", model.privacy().map(OpenValue::value).orElse(""));
    line(terminal, "Tags", model.tags().map(tags -> String.join(", ", tags)).orElse(""));
    line(terminal, "Owner", model.ownerId().orElse(""));
    line(terminal, "Etag", response.etag().map(tag -> tag.replace("\"", "")).orElse(""));
  }

  private static void line(Terminal terminal, String title, String value) {
    if (!value.isEmpty()) {
      terminal
          .out()
          .println(title + " ".repeat(Math.max(1, 9 - title.length())) + Terminal.shown(value));
    }
  }
}
