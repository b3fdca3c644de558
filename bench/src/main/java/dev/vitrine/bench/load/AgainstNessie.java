package dev.vitrine.bench.load;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Measures Vitrine beside Project Nessie's multi-content read. */
@Command(
    name = "against-nessie",
    header = "Measure Vitrine beside Project Nessie's multi-content read.",
    description = {
      "Both hold the same documents of 5.4 kB in memory and are asked for the same 50 again and again.",
      "Nessie (245 MB) is fetched with Maven when this first runs. If it cannot be had, the result says so."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bench/against-nessie --short", "  bench/against-nessie --rounds 15 --heap 2g"},
    mixinStandardHelpOptions = true)
public final class AgainstNessie extends Measuring {
  private AgainstNessie() {}

  /** Measures, prints a table and stores the result. */
  public static void main(String[] arguments) {
    run(new AgainstNessie(), arguments);
  }

  @Override
  String name() {
    return "against-nessie";
  }

  @Override
  void measure(Bench bench, Report report) throws Exception {
    Path jar;
    try {
      jar = NessieJar.fetch(bench.root());
    } catch (Unusable e) {
      String why = String.valueOf(e.getMessage());
      report.put("notMeasured", why);
      report.table("Not measured. " + why + "\n");
      return;
    }
    report.put("nessie", NessieJar.VERSION);
    try (NessieMatch match = NessieMatch.begin(bench, jar)) {
      match.check();
      match.play(report);
    }
  }
}
