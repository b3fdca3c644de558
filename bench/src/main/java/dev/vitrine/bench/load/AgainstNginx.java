package dev.vitrine.bench.load;

import dev.vitrine.bench.Documents;
import dev.vitrine.bench.pairs.Comparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures Vitrine beside nginx and two usual ways of doing the same, in one run. */
@Command(
    name = "against-nginx",
    header = "Measure Vitrine beside nginx and two usual ways of doing the same.",
    description =
        "Servers run one beside the other on this machine; ratios within one run are what counts."
            + " Takes about four minutes, with --all about eight.",
    mixinStandardHelpOptions = true)
public final class AgainstNginx implements Callable<Integer> {
  private final Path root = Path.of(System.getProperty("vitrine.bench.root", ".")).toAbsolutePath();
  private final Random random = new Random();

  @Mixin private final Options options = new Options();

  private AgainstNginx() {}

  /** Measures, prints a table and stores the result. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new AgainstNginx());
    line.setExecutionExceptionHandler((problem, command, parsed) -> {
      if (!(problem instanceof Unusable)) {
        throw problem;
      }
      command.getErr().println(problem.getMessage());
      return 1;
    });
    System.exit(line.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Tools.path("nginx");
    Tools.path("wrk");
    Result result = new Result(options, root);
    try (Workspace workspace = Workspace.create()) {
      Set<Work> works = EnumSet.allOf(Work.class);
      Set<Work> large = EnumSet.of(Work.FIFTY_PLAIN, Work.FIFTY_GZIP);
      Set<Rival> rivals =
          options.all() ? EnumSet.allOf(Rival.class) : EnumSet.of(Rival.VITRINE, Rival.NGINX);
      if (options.file() != null) {
        measure(workspace, result, "own", options.file().toAbsolutePath(), works, rivals);
      } else {
        Path small = made(workspace, Documents.SMALL);
        measure(workspace, result, "1.5 kB", small, works, rivals);
      }
      if (options.file() == null || options.all()) {
        Path made = made(workspace, Documents.LARGE);
        measure(workspace, result, "5.4 kB", made, options.all() ? works : large, rivals);
      }
    }
    Path file = root.resolve("bench/results").resolve(options.name() + ".json");
    Files.createDirectories(file.getParent());
    Files.write(file, result.json());
    System.out.print(Comparison.table(result.findings()));
    System.err.println("All samples: bench/results/" + options.name() + ".json");
    return 0;
  }

  private Path made(Workspace workspace, int bytes) throws Exception {
    return Catalogue.file(
        workspace.path(bytes + ".ndjson"), Documents.of(options.documents(), bytes));
  }

  private void measure(
      Workspace workspace,
      Result result,
      String documents,
      Path models,
      Set<Work> works,
      Set<Rival> rivals)
      throws Exception {
    String folder = documents.replaceAll("[^0-9A-Za-z]", "-");
    Catalogue catalogue = Catalogue.serve(workspace, root.resolve("vitrine"), folder, models);
    Match match = new Match(workspace, options, documents, folder, catalogue, works, rivals);
    result.add(match.facts(), match.play(random, System.err::println));
    match.end();
  }
}
