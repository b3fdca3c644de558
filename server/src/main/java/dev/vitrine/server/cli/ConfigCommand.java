package dev.vitrine.server.cli;

import dev.vitrine.server.config.Configuration;
import dev.vitrine.server.config.Setting;
import dev.vitrine.server.config.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the configuration a server would run with. */
@Command(
    name = "config",
    header = "Show and check the settings a server would run with, and where each comes from.",
    description =
        "The command line counts most, then the environment, then the file, then the defaults.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine config",
      "  VITRINE_HTTP_PORT=9000 vitrine config --config staging.yaml",
      "",
      "A file looks like this:",
      "  http:",
      "    port: 9000",
      "    publicUrl: https://models.example.com",
      "  limits:",
      "    responseBytes: 32MiB"
    })
final class ConfigCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerOptions options = new ServerOptions();

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Settings settings = options.settings(terminal);
    Configuration.of(settings);
    Table table = new Table("SETTING", "VALUE", "FROM", "VARIABLE", "TAKES");
    for (Setting setting : Setting.values()) {
      Settings.Value value = settings.get(setting);
      table.row(
          setting.key(),
          Terminal.shown(shown(setting, value)),
          Terminal.shown(value.origin()),
          setting.variable(),
          setting.takes());
    }
    table.lines().forEach(terminal.out()::println);
    return 0;
  }

  private static String shown(Setting setting, Settings.Value value) {
    return value.text().isEmpty() ? "-" : setting.secret() ? "(secret)" : value.text();
  }
}
