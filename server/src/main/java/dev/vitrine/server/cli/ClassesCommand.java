package dev.vitrine.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with classes. */
@Command(
    name = "classes",
    header = "Manage the classes that models can be trained on.",
    description =
        "Works on the data folder, also beside a running server, which brings the change into models within seconds.",
    synopsisSubcommandLabel = "COMMAND")
final class ClassesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
