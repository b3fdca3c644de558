package dev.vitrine.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Revokes a key. */
@Command(
    name = "revoke",
    header = "Make an API key useless, on running servers within a second.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine keys revoke apiu_4LnPkZ8rGq2uXwTcYb6VdFhJ")
final class KeysRevokeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  @Parameters(paramLabel = "KEY", description = "Id of the key, as keys list shows it.")
  private String key = "";

  KeysRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Catalogue catalogue = data.openExisting(terminal)) {
      if (!catalogue.keys().revoke(key)) {
        throw new CommandFailure(
            "There is no key "
                + Terminal.shown(key)
                + ". See: vitrine keys list --data "
                + Suggested.folder(catalogue.folder()));
      }
      terminal.out().println("revoked " + key);
    }
    return 0;
  }
}
