package dev.vitrine.bench.load;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;

/** All that a measurement found, as JSON and as a table. */
final class Result {
  private final Map<String, Object> about = new LinkedHashMap<>();
  private final List<Match.Facts> facts = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();

  /** Notes the circumstances. */
  Result(Options options, Path root) throws Exception {
    about.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    about.put("commit", Tools.commit(root));
    about.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    about.put("javaOptions", Workspace.javaOptions());
    about.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    about.put("cores", Runtime.getRuntime().availableProcessors());
    about.put("nginx", Tools.version("nginx"));
    about.put("wrk", Tools.version("wrk"));
    about.put("connections", options.connections());
    about.put("secondsPerRun", options.seconds());
    about.put("warmUpSeconds", options.warmUpSeconds());
    about.put("rounds", options.rounds());
    about.put("loadAverageAtStart", load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  void add(Match.Facts found, List<Sample> measured) {
    facts.add(found);
    samples.addAll(measured);
    about.put("loadAverageAtEnd", load());
  }

  byte[] json() {
    Map<String, Object> whole = new LinkedHashMap<>(about);
    whole.put("catalogues", facts);
    List<Map<String, Object>> ratios = new ArrayList<>();
    for (Ratio ratio : Ratio.of(samples)) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("documents", ratio.documents());
      one.put("work", ratio.work());
      one.put("against", ratio.rival());
      one.put("target", ratio.target());
      one.put("median", ratio.median());
      one.put("least", ratio.least());
      one.put("most", ratio.most());
      ratios.add(one);
    }
    whole.put("ratios", ratios);
    whole.put("samples", samples);
    return Asking.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(whole);
  }

  /** The table of the ratios, in Markdown. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | documents | work | against | target | median | lowest | highest | pairs |
            |---|---|---|---:|---:|---:|---:|---:|
            """);
    for (Ratio ratio : Ratio.of(samples)) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | ≥ %s | **%s** | %s | %s | %d |%n",
              ratio.documents(),
              ratio.work().label(),
              ratio.rival().label(),
              shown(ratio.target()),
              shown(ratio.median()),
              shown(ratio.least()),
              shown(ratio.most()),
              ratio.rounds()));
    }
    return table.toString();
  }

  private static String shown(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
  }
}
