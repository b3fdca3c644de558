package dev.vitrine.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is done with assets: over HTTP, and with their bytes in the data folder. */
@Command(
    name = "assets",
    header = "Upload, download, list and delete assets, and collect bytes that nobody needs.",
    synopsisSubcommandLabel = "COMMAND")
final class AssetsCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
