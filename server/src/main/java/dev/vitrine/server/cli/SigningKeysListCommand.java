package dev.vitrine.server.cli;

import dev.vitrine.asset.SigningKeyFile;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the keys that URLs are signed with. */
@Command(
    name = "list",
    header = "List the names of the signing keys, the newest first. Secrets are not shown.",
    footerHeading = "%nExample:%n",
    footer = "  vitrine signing-keys list --json | jq -r '.[].key'")
final class SigningKeysListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();
  @Mixin private final ListOutput output = new ListOutput();

  SigningKeysListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Table table = new Table("KEY", "NEEDED UNTIL");
    try {
      for (SigningKeyFile.Listed key :
          SigningKeyFile.list(SigningKeysCommand.file(data, terminal))) {
        Instant until = key.until();
        table.row(key.id(), until == null ? "" : until.toString());
        JsonObject told = JsonObject.of("key", new JsonString(key.id()));
        output.add(until == null ? told : told.with("until", new JsonString(until.toString())));
      }
    } catch (IOException e) {
      throw new CommandFailure("The signing keys cannot be used: " + e.getMessage() + ".");
    }
    output.print(table, terminal);
    return 0;
  }
}
