package dev.vitrine.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command all others hang under. */
@Command(
    name = "vitrine",
    versionProvider = Version.class,
    header = "A self-hosted model catalogue, built around exact and fast bulk reads.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nTo begin:%n",
    footer = {
      "  vitrine demo                                 see it work on a sample catalogue",
      "  vitrine keys create --project studio         make a project and a key for it",
      "  vitrine import models.json --project studio  fill it",
      "  vitrine serve                                answer over HTTP",
      "",
      "Data lives in --data DIR, else in $VITRINE_DATA, else in ./vitrine-data.",
      "Exit status: 0 done, 1 something was refused or failed, 2 wrong command line."
    })
final class VitrineCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is needed");
  }
}
