package dev.vitrine.server.cli;

import dev.vitrine.server.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the file of settings. */
final class ConfigOption {
  private static final String DEFAULT = "vitrine.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML file of settings. Default: " + DEFAULT + " in the data folder, if it is there.")
  private @Nullable Path config;

  /** What is set for a data folder beside the command line. */
  Settings settings(Path dataFolder, Terminal terminal) {
    Settings settings = new Settings();
    Path inFolder = dataFolder.resolve(DEFAULT);
    if (config != null) {
      settings.file(config);
    } else if (Files.exists(inFolder)) {
      settings.file(inFolder);
    }
    return settings.environment(terminal.environment());
  }
}
