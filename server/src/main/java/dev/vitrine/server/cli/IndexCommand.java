package dev.vitrine.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the index of lists. */
@Command(
    name = "index",
    header = "Manage the index that lists are answered from.",
    description =
        "The index is made from the catalogue and looks after itself: it is built when it is missing or damaged.",
    synopsisSubcommandLabel = "COMMAND")
final class IndexCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
