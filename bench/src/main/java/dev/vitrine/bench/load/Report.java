package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/** What a command found: a result in JSON with all its samples, and tables in Markdown. */
final class Report {
  private final Path root;
  private final Map<String, Object> all = new LinkedHashMap<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final StringBuilder tables = new StringBuilder();

  /** Notes the circumstances. */
  Report(Path root, Pace pace) throws IOException, InterruptedException {
    this.root = root;
    all.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("commit", Tools.commit(root));
    all.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    all.put("javaOptions", Workspace.javaOptions());
    all.put("heap", pace.heap());
    all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("wrk", Tools.versionIfThere("wrk"));
    all.put("connections", pace.connections());
    all.put("secondsPerRun", pace.seconds());
    all.put("warmUpSeconds", pace.warmUpSeconds());
    all.put("rounds", pace.rounds());
    all.put("loadAverageAtStart", load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Keeps something with the result. */
  void put(String name, Object value) {
    all.put(name, value);
  }

  void add(Comparison comparison) {
    comparisons.add(comparison);
  }

  /** A table beside that of the comparisons. */
  void table(String markdown) {
    tables.append('\n').append(markdown);
  }

  /** Writes the result and prints the tables. */
  void end(String name) throws IOException {
    all.put("loadAverageAtEnd", load());
    all.put(Comparison.ALL, comparisons);
    Path file = root.resolve("bench/results").resolve(name + ".json");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        Asking.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all));
    if (!comparisons.isEmpty()) {
      System.out.print(Comparison.table(comparisons));
    }
    System.out.print(tables);
    System.err.println("All samples: bench/results/" + name + ".json");
  }
}
