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
import java.util.stream.IntStream;

/** Ever more models of a catalogue in use, until memory holds only a part of them. */
final class WorkingSets {
  private static final List<Integer> SIZES =
      List.of(5_000, 50_000, 100_000, 200_000, 400_000, 1_000_000);
  private static final double MIB = 1 << 20;

  private final Bench bench;

  WorkingSets(Bench bench) {
    this.bench = bench;
  }

  /** Measures one server; before each run it is asked for the set until memory has settled. */
  void measure(StoredCatalogue catalogue, Report report) throws IOException, InterruptedException {
    Asking asking = bench.caller(catalogue);
    Wrk wrk = bench.wrk(bench.pace().connections());
    Served served = bench.serve("working", catalogue, Map.of());
    List<Contender> contenders = new ArrayList<>();
    for (int size : sizes(catalogue.models())) {
      String name = Integer.toString(size);
      Draw draw = Draw.first(bench.workspace(), "working-" + name, catalogue.idFile(), size);
      Load load = new Load(name, served, asking, draw, wrk);
      contenders.add(
          new Contender(
              name,
              round -> {
                load.warmUp(bench.pace().warmUpSeconds());
                Load.Seen seen = load.measure(round, bench.pace().seconds());
                return new Contender.Measured(seen.goodPerSecond(), seen);
              }));
    }
    List<Turn> turns = bench.rounds(bench.pace().choose(3, 1)).of("Working sets", contenders);
    report.put("workingSets", turns);
    report.table(table(catalogue, contenders.stream().map(Contender::name).toList(), turns));
    served.stop();
  }

  /** The sizes of sets in a catalogue, that of all of it last. */
  static List<Integer> sizes(int models) {
    return IntStream.concat(
            SIZES.stream().mapToInt(size -> size).filter(size -> size < models),
            IntStream.of(models))
        .boxed()
        .toList();
  }

  private String table(StoredCatalogue catalogue, List<String> names, List<Turn> turns) {
    StringBuilder table =
        new StringBuilder(
            """
            | of %d models, %s heap, in use | answers/s | refused | held in memory | processor µs a request | paused | resident, own MiB | resident, files MiB |
            |---:|---:|---:|---:|---:|---:|---:|---:|
            """
                .formatted(catalogue.models(), bench.pace().heap()));
    for (String name : names) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %.2f %% | %.1f %% | %.0f | %.2f %% | %.0f | %.0f |%n",
              name,
              Spread.of(turns, name).median(),
              median(turns, name, seen -> 100 * seen.refusedShare()),
              median(turns, name, seen -> 100 * seen.hitShare()),
              median(turns, name, Load.Seen::processorMicros),
              median(turns, name, seen -> 100 * seen.pausedShare()),
              median(turns, name, seen -> seen.resident().own() / MIB),
              median(turns, name, seen -> seen.resident().files() / MIB)));
    }
    return table.toString();
  }

  private static double median(List<Turn> turns, String name, ToDoubleFunction<Load.Seen> value) {
    return Spread.of(turns, name, turn -> value.applyAsDouble((Load.Seen) turn.seen())).median();
  }
}
