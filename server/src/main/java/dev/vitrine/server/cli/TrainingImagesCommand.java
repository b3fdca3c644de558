package dev.vitrine.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with the pictures a model is trained on. */
@Command(
    name = "training-images",
    header = "Add, list and remove the pictures a model is trained on.",
    synopsisSubcommandLabel = "COMMAND")
final class TrainingImagesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
