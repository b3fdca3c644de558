package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How long servers over catalogues of several sizes take to be ready, and how much they then hold.
 */
final class Readiness {
  private static final double MIB = 1 << 20;

  private final Bench bench;

  Readiness(Bench bench) {
    this.bench = bench;
  }

  /** What a server had used when it became ready. */
  record Seen(double processorMillis, Resident resident) {}

  /** Starts servers, their files in the page cache of the system. */
  void measure(List<StoredCatalogue> catalogues, int times, Report report)
      throws IOException, InterruptedException {
    List<Contender> contenders = new ArrayList<>();
    for (StoredCatalogue catalogue : catalogues) {
      contenders.add(
          new Contender(
              Integer.toString(catalogue.models()),
              round -> {
                catalogue.read();
                Served served = bench.serve("ready", catalogue, Map.of());
                Seen seen = new Seen(served.processorTime().toNanos() / 1e6, served.resident());
                served.stop();
                return new Contender.Measured(served.untilReady().toNanos() / 1e6, seen);
              }));
    }
    List<Turn> turns = bench.rounds(times).of("Ready", contenders);
    report.put("readyMillis", turns);
    report.table(table(catalogues, turns));
  }

  private static String table(List<StoredCatalogue> catalogues, List<Turn> turns)
      throws IOException {
    StringBuilder table =
        new StringBuilder(
            """
            | models | files, MiB | ready after, ms: median | least | most | processor ms | resident, own MiB | resident, files MiB |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """);
    for (StoredCatalogue catalogue : catalogues) {
      String name = Integer.toString(catalogue.models());
      Spread millis = Spread.of(turns, name);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | **%.0f** | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
              name,
              catalogue.fileBytes() / MIB,
              millis.median(),
              millis.least(),
              millis.most(),
              median(turns, name, Seen::processorMillis),
              median(turns, name, seen -> seen.resident().own() / MIB),
              median(turns, name, seen -> seen.resident().files() / MIB)));
    }
    return table.toString();
  }

  private static double median(List<Turn> turns, String name, ToDoubleFunction<Seen> value) {
    return Spread.of(turns, name, turn -> value.applyAsDouble((Seen) turn.seen())).median();
  }
}
