package dev.vitrine.server.cli;

import dev.vitrine.server.config.Configuration;
import dev.vitrine.store.sql.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server. */
@Command(
    name = "serve",
    header = "Answer over HTTP until told to end.",
    description =
        "Prints one line with its URL when it is ready. On SIGTERM or Ctrl-C requests under way are finished first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  vitrine serve --data /srv/vitrine",
      "  vitrine serve --host 0.0.0.0 --port 80 --public-url https://models.example.com"
    })
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final ServerOptions options = new ServerOptions();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = options.configuration(terminal);
    Logging.forServer(configuration.log());
    Catalogue catalogue = Catalogue.open(options.data().folder(terminal), Role.SERVER);
    Service service =
        Service.start(
            catalogue,
            () -> AssetStores.open(configuration, catalogue),
            ServerOptions.wiring(configuration, catalogue.folder()));
    service.endOnSignal(() -> {});
    terminal.out().println("Vitrine is ready: " + service.address());
    terminal.out().flush();
    service.awaitTermination();
    return 0;
  }
}
