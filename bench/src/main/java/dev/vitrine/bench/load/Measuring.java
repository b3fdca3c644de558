package dev.vitrine.bench.load;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** A command that measures in rounds and reports. */
abstract class Measuring implements Callable<Integer> {
  @Mixin private final Pace pace = new Pace();

  private final Path root = Path.of(System.getProperty("vitrine.bench.root", ".")).toAbsolutePath();

  /** Runs a command; why there is no result is said in a line. */
  static void run(Measuring command, String[] arguments) {
    CommandLine line = new CommandLine(command);
    line.setExecutionExceptionHandler((problem, failed, parsed) -> {
      if (!(problem instanceof Unusable)) {
        throw problem;
      }
      failed.getErr().println(problem.getMessage());
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    require();
    Report report = new Report(root, pace);
    try (Workspace workspace = Workspace.create()) {
      measure(new Bench(workspace, root, pace), report);
    }
    report.end(pace.name(name()));
    return 0;
  }

  /** Finds what is needed to measure, or says that it is not there. */
  void require() {
    Tools.path("wrk");
  }

  /** The command's name, and that of its result. */
  abstract String name();

  abstract void measure(Bench bench, Report report) throws Exception;
}
