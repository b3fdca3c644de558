package dev.vitrine.bench.load;

import dev.vitrine.bench.Documents;
import dev.vitrine.bench.cold.ColdStore;
import dev.vitrine.bench.cold.Reads;
import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures bulk reads of which nothing is cached. */
@Command(
    name = "cold",
    header = "Measure bulk reads of which nothing is cached.",
    description = {
      "The time of a request for 50 ids that memory does not hold, their files in the page cache of the system:"
          + " in this process against the engine's own multi-get plus decoding and encoding, and over HTTP on one connection.",
      "The catalogue is imported once, under bench/target/catalogues."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  bench/cold --short", "  bench/cold --rounds 21 --bytes 5400"},
    mixinStandardHelpOptions = true)
public final class Cold extends Measuring {
  private static final String READER = "bulk reader, empty cache";
  private static final String ENGINE = "the engine's multi-get plus encoding";
  private static final String HTTP = "over HTTP, no cache";
  private static final String CACHED = "over HTTP, all cached";
  private static final Target TARGET = Target.atMost(1.3);
  private static final int KEPT = 1_000;

  @Option(
      names = "--models",
      paramLabel = "N",
      description = "Size of the catalogue. Default: 100000, with --short 20000.")
  private int models;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "" + Documents.SMALL,
      description = "Size of a model. Default: ${DEFAULT-VALUE}.")
  private int bytes;

  private Cold() {}

  /** Measures, prints a table and stores the result. */
  public static void main(String[] arguments) {
    run(new Cold(), arguments);
  }

  @Override
  String name() {
    return "cold";
  }

  @Override
  void measure(Bench bench, Report report) throws Exception {
    int count = models > 0 ? models : bench.pace().choose(100_000, 20_000);
    StoredCatalogue catalogue = bench.stored(count, bytes);
    catalogue.read();
    List<String> ids = catalogue.ids();
    Reads reads = new Reads(ids, count / (2 * Reads.A_REQUEST));
    try (ColdStore store = ColdStore.open(catalogue.data(), ids.getFirst())) {
      if (!store.agree(ids.subList(0, Reads.A_REQUEST))) {
        throw new Unusable("The bulk reader and the engine do not make the same rows.");
      }
      Load cold = load(bench, catalogue, HTTP, count, Map.of("VITRINE_CACHE_HEAP_SHARE", "0"));
      // A second server needs a folder of its own.
      Load kept = load(bench, bench.stored(KEPT, bytes), CACHED, KEPT, Map.of());
      warmUp(bench, store, reads, cold, kept);
      List<Turn> turns =
          bench
              .rounds(bench.pace().rounds())
              .of(
                  "Cold",
                  List.of(
                      new Contender(READER, round -> measured(store.reader(reads.of(0, round)))),
                      new Contender(ENGINE, round -> measured(store.engine(reads.of(1, round)))),
                      over(bench, cold, 0),
                      over(bench, kept, 1)));
      report.put("connections", 1);
      report.put("catalogue", Map.of("models", count, "bytes", bytes));
      report.put("driverHeapBytes", Runtime.getRuntime().maxMemory());
      report.put("microsARequest", turns);
      compare(report, turns, READER, TARGET);
      report.add(
          new Comparison(
              "the same, processor time",
              ENGINE,
              null,
              Spread.ofRatios(
                  turns,
                  READER,
                  ENGINE,
                  turn -> ((ColdStore.Seen) turn.seen()).processorMicros())));
      compare(report, turns, HTTP, null);
      compare(report, turns, CACHED, null);
      cold.served().stop();
      kept.served().stop();
    }
  }

  private Load load(
      Bench bench, StoredCatalogue catalogue, String name, int inUse, Map<String, String> settings)
      throws IOException, InterruptedException {
    String file = name.replaceAll("[^a-zA-Z]+", "-");
    Served served = bench.serve(file, catalogue, settings);
    Draw draw = Draw.first(bench.workspace(), file, catalogue.idFile(), inUse);
    return new Load(name, served, bench.caller(catalogue), draw, bench.wrk(1));
  }

  private static void warmUp(Bench bench, ColdStore store, Reads reads, Load cold, Load kept)
      throws IOException, InterruptedException {
    int seconds = bench.pace().warmUpSeconds();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int round = 1; System.nanoTime() < end; round++) {
      store.reader(reads.of(0, round));
      store.engine(reads.of(1, round));
    }
    cold.warmUp(seconds);
    kept.warmUp(seconds);
  }

  private static Contender.Measured measured(ColdStore.Seen seen) {
    return new Contender.Measured(seen.microsARequest(), seen);
  }

  /** Microseconds a request over HTTP, if as many rows were cached as should have been. */
  private static Contender over(Bench bench, Load load, double hitShare) {
    return new Contender(
        load.name(),
        round -> {
          Load.Seen seen = load.measure(round, bench.pace().seconds());
          if (Math.abs(seen.hitShare() - hitShare) > 0.001 || seen.refusedShare() > 0) {
            throw new Unusable(load.name() + " is not what was measured: " + seen);
          }
          return new Contender.Measured(1e6 / seen.goodPerSecond(), seen);
        });
  }

  private static void compare(
      Report report, List<Turn> turns, String name, @Nullable Target target) {
    report.add(
        new Comparison("50 ids, " + name, ENGINE, target, Spread.ofRatios(turns, name, ENGINE)));
  }
}
