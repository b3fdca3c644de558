package dev.vitrine.server.cli;

import dev.vitrine.store.sql.Role;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the data folder. */
final class DataOption {
  private static final String DEFAULT = "vitrine-data";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder. Default: $VITRINE_DATA, else ./" + DEFAULT + ".")
  private @Nullable String data;

  boolean isGiven() {
    return data != null;
  }

  Path folder(Terminal terminal) {
    String variable = terminal.variable("VITRINE_DATA");
    return path(data != null ? data : variable != null ? variable : DEFAULT);
  }

  /** The folder of this name. */
  static Path path(String named) {
    if (named.isBlank()) {
      throw new CommandFailure("--data needs the name of a folder.");
    }
    try {
      return Path.of(named);
    } catch (InvalidPathException e) {
      throw new CommandFailure("--data is no name of a folder: " + e.getReason() + ".");
    }
  }

  /** Opens the folder, which is made if it is not there. */
  Catalogue open(Terminal terminal) {
    return Catalogue.open(folder(terminal), Role.TOOL);
  }

  /** Opens a folder that must be there: a mistyped name is an error, not a new catalogue. */
  Catalogue openExisting(Terminal terminal) {
    return openExisting(terminal, Role.TOOL);
  }

  /** As {@link #openExisting(Terminal)}; as a server, it must be the only one. */
  Catalogue openExisting(Terminal terminal, Role role) {
    Path folder = folder(terminal);
    if (!Files.exists(folder)) {
      throw new CommandFailure(
          "There is no data folder "
              + folder
              + ": name another with --data, or begin with: vitrine keys create --project NAME --data "
              + Suggested.folder(folder));
    }
    return Catalogue.open(folder, role);
  }
}
