package dev.vitrine.server.cli;

import dev.vitrine.server.config.Setting;
import dev.vitrine.server.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the keys that URLs are signed with. */
@Command(
    name = "signing-keys",
    header = "List and rotate the keys that asset URLs are signed with.",
    description =
        "They are in the file signing-key of the data folder, unless assets.signingKeys is set.",
    synopsisSubcommandLabel = "COMMAND")
final class SigningKeysCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }

  /** The file of a data folder, or a failure where another place is configured. */
  static Path file(DataOption data, Terminal terminal) {
    Path folder = data.folder(terminal);
    Settings.Value configured =
        new ConfigOption().settings(folder, terminal).get(Setting.ASSETS_SIGNING_KEYS);
    if (!configured.text().isBlank()) {
      throw new CommandFailure(
          "The keys of this server are configured in "
              + Terminal.shown(configured.origin())
              + " (assets.signingKeys): change them there, the newest first.");
    }
    Path file = folder.resolve(AssetStores.SIGNING_KEY);
    if (!Files.exists(file)) {
      throw new CommandFailure(
          "There are no signing keys in " + folder + ": name another folder with --data.");
    }
    return file;
  }
}
