package dev.vitrine.server.cli;

import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetProperties;
import dev.vitrine.client.model.OpenValue;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One asset for people, or with an option for programs. */
final class AssetOutput {
  @Option(names = "--json", description = "Print the whole asset as JSON.")
  private boolean json;

  void print(Asset asset, Terminal terminal) {
    if (json) {
      terminal.out().println(asset.toJson());
      return;
    }
    line(terminal, "Asset", asset.id());
    line(terminal, "Name", name(asset));
    line(terminal, "Kind", asset.kind().map(OpenValue::value));
    line(terminal, "Type", asset.mimeType());
    line(terminal, "Size", asset.properties().map(found -> ShownSize.of(found.size())));
    line(terminal, "Pixels", asset.properties().flatMap(AssetOutput::pixels));
    line(terminal, "Privacy", asset.privacy().map(OpenValue::value));
    line(terminal, "Tags", asset.tags().map(tags -> String.join(", ", tags)));
    line(terminal, "Caption", asset.description());
    line(terminal, "Owner", asset.ownerId());
    asset.url().ifPresent(url -> terminal.out().println("URL      " + controlled(url)));
  }

  /** The name of the file it came as. */
  static Optional<String> name(Asset asset) {
    return asset
        .metadata()
        .map(metadata -> metadata.path("name"))
        .filter(name -> name.isString())
        .map(name -> name.stringValue());
  }

  private static Optional<String> pixels(AssetProperties properties) {
    return properties
        .width()
        .flatMap(width -> properties.height().map(height -> width + " × " + height));
  }

  /** A URL in full length, which it needs. */
  private static String controlled(String url) {
    return url.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  private static void line(Terminal terminal, String title, Optional<String> value) {
    value
        .filter(text -> !text.isEmpty())
        .ifPresent(text ->
            terminal
                .out()
                .println(
                    title + " ".repeat(Math.max(1, 9 - title.length())) + Terminal.shown(text)));
  }
}
