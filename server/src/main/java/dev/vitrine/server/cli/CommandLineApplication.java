package dev.vitrine.server.cli;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.CorruptDocumentException;
import dev.vitrine.server.config.ConfigurationException;
import dev.vitrine.store.StoreException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/** The commands put together, and what becomes of their errors. */
public final class CommandLineApplication {
  private static final int FAILED = 1;

  private CommandLineApplication() {}

  /**
   * Runs one command.
   *
   * @return the exit status: 0 done, 1 something was refused or failed, 2 the command line was
   *     wrong
   */
  public static int run(Terminal terminal, String... arguments) {
    Logging.forCommands();
    CommandLine line = commands(terminal);
    int status = line.execute(arguments);
    Logging.flush();
    boolean lost = terminal.out().checkError();
    if (status == 0 && lost) {
      say(unwritten(terminal), terminal);
    }
    terminal.err().flush();
    return status == 0 && lost ? FAILED : status;
  }

  static CommandLine commands(Terminal terminal) {
    CommandLine line =
        new CommandLine(new VitrineCommand())
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new ServeCommand(terminal))
            .addSubcommand(
                new CommandLine(new KeysCommand())
                    .addSubcommand(new KeysCreateCommand(terminal))
                    .addSubcommand(new KeysListCommand(terminal))
                    .addSubcommand(new KeysRevokeCommand(terminal)))
            .addSubcommand(
                new CommandLine(new SigningKeysCommand())
                    .addSubcommand(new SigningKeysListCommand(terminal))
                    .addSubcommand(new SigningKeysRotateCommand(terminal)))
            .addSubcommand(
                new CommandLine(new ProjectsCommand())
                    .addSubcommand(new ProjectsListCommand(terminal)))
            .addSubcommand(
                new CommandLine(new TeamsCommand())
                    .addSubcommand(new TeamsListCommand(terminal))
                    .addSubcommand(new TeamsSetPlanCommand(terminal)))
            .addSubcommand(
                new CommandLine(new IndexCommand())
                    .addSubcommand(new IndexRebuildCommand(terminal)))
            .addSubcommand(
                new CommandLine(new ClassesCommand())
                    .addSubcommand(new ClassesListCommand(terminal))
                    .addSubcommand(new ClassesShowCommand(terminal))
                    .addSubcommand(new ClassesPutCommand(terminal))
                    .addSubcommand(new ClassesPublishCommand(terminal))
                    .addSubcommand(new ClassesUnpublishCommand(terminal))
                    .addSubcommand(new ClassesDeleteCommand(terminal)))
            .addSubcommand(new ImportCommand(terminal))
            .addSubcommand(new ExportCommand(terminal))
            .addSubcommand(new GetCommand(terminal))
            .addSubcommand(RemoteCommands.models(terminal))
            .addSubcommand(RemoteCommands.assets(terminal))
            .addSubcommand(RemoteCommands.collections(terminal))
            .addSubcommand(RemoteCommands.tags(terminal))
            .addSubcommand(new ConfigCommand(terminal))
            .addSubcommand(new CompletionCommand(terminal));
    return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            Help.defaultColorScheme(terminal.outIsTerminal() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler((exception, given) -> misused(exception))
        .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, terminal));
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("vitrine: " + Terminal.shown(String.valueOf(e.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, Terminal terminal) throws Exception {
    String message =
        switch (e) {
          case CommandFailure failure -> failure.getMessage();
          case ConfigurationException failure -> failure.getMessage();
          case StoreException failure -> failure.getMessage();
          case AssetStoreException failure -> failure.getMessage();
          case VitrineException refusal -> refusal.reason();
          case CorruptDocumentException damage ->
              "A stored document "
                  + damage.getMessage()
                  + ": restore the data folder from a backup.";
          case BrokenPipe gone -> unwritten(terminal);
          default -> throw e;
        };
    say(message, terminal);
    return e instanceof ConfigurationException ? CommandLine.ExitCode.USAGE : FAILED;
  }

  /** What is said of a result that did not get out: nothing if its reader went away. */
  private static String unwritten(Terminal terminal) {
    String failure = terminal.outFailure();
    return failure == null ? "" : "The result could not be written: " + failure + ".";
  }

  private static void say(@Nullable String message, Terminal terminal) {
    if (message != null && !message.isEmpty()) {
      terminal.err().println("vitrine: " + message);
    }
  }
}
