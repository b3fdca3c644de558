package dev.vitrine.server.cli;

import dev.vitrine.asset.SigningKeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a new key sign. */
@Command(
    name = "rotate",
    header = "Make a new key that signs from now on.",
    description =
        "URLs signed by older keys stay valid until they expire; keys that nothing valid is signed with any more are dropped. A running server takes the new key by itself within a second or two. Servers that do not share the file need the new one within a day.",
    footerHeading = "%nExamples:%n",
    footer = {"  vitrine signing-keys rotate", "  vitrine signing-keys rotate --data /srv/vitrine"})
final class SigningKeysRotateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final DataOption data = new DataOption();

  SigningKeysRotateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path file = SigningKeysCommand.file(data, terminal);
    try {
      SigningKeyFile.Rotation done = SigningKeyFile.rotate(file, InstantSource.system().instant());
      terminal.out().println(done.signs() + " signs from now on");
      for (SigningKeyFile.Listed key : done.kept()) {
        terminal.out().println(key.id() + " verifies until " + key.until());
      }
      done.dropped().forEach(id -> terminal.out().println(id + " is gone"));
    } catch (IOException e) {
      throw new CommandFailure("The signing keys cannot be changed: " + e.getMessage() + ".");
    }
    return 0;
  }
}
