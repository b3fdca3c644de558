package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Contender;
import dev.vitrine.bench.pairs.Spread;
import dev.vitrine.bench.pairs.Turn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models that memory holds, read from a small and from a large catalogue. */
final class WarmSet {
  private static final int IN_USE = 5_000;
  private static final double TARGET = 0.90;

  /** A run with fewer hits is not of what memory holds. */
  private static final double HIT_SHARE = 0.9999;

  private final Bench bench;

  WarmSet(Bench bench) {
    this.bench = bench;
  }

  /**
   * Compares. The small catalogue may have fewer models than are in use of the large one, so as
   * many of the large one as the small one has are measured as well: what lies between those two
   * runs is the size of the set, not that of the catalogue.
   */
  void compare(StoredCatalogue small, StoredCatalogue large, Report report)
      throws IOException, InterruptedException {
    Served few = bench.serve("small", small, Map.of());
    Served many = bench.serve("large", large, Map.of());
    int all = Math.min(small.models(), IN_USE);
    Load base = load(few, small, all);
    Load wide = load(many, large, Math.min(IN_USE, large.models()));
    Load same = load(many, large, all);
    warmUp(List.of(List.of(base), List.of(wide, same)));
    List<Turn> turns =
        bench
            .rounds(bench.pace().rounds())
            .of("Warm", List.of(contender(base), contender(wide), contender(same)));
    compare(turns, wide, base, Target.atLeast(TARGET), report);
    compare(turns, same, base, null, report);
    report.put("warm", turns);
    few.stop();
    many.stop();
  }

  private Load load(Served served, StoredCatalogue catalogue, int inUse)
      throws IOException, InterruptedException {
    String name = inUse + " of " + catalogue.models() + " models";
    return new Load(
        name,
        served,
        bench.caller(catalogue),
        Draw.first(bench.workspace(), name.replace(' ', '-'), catalogue.idFile(), inUse),
        bench.wrk(bench.pace().connections()));
  }

  /** Fills the caches, then asks each server as long as the other, in turns. */
  private void warmUp(List<List<Load>> servers) throws IOException, InterruptedException {
    for (Load load : servers.stream().flatMap(List::stream).toList()) {
      load.fill();
    }
    for (int second = 0; second < bench.pace().warmUpSeconds(); second++) {
      for (List<Load> loads : servers) {
        loads.get(second % loads.size()).warmUp(1);
      }
    }
  }

  private Contender contender(Load load) {
    return new Contender(
        load.name(),
        round -> {
          Load.Seen seen = load.measure(round, bench.pace().seconds());
          if (seen.hitShare() < HIT_SHARE || seen.refusedShare() > 0) {
            throw new Unusable(
                "Memory did not hold " + load.name() + ": give more --heap. " + seen);
          }
          return new Contender.Measured(seen.goodPerSecond(), seen);
        });
  }

  private static void compare(
      List<Turn> turns, Load load, Load base, @Nullable Target target, Report report) {
    report.add(
        new Comparison(
            "50 ids of " + load.name(),
            base.name(),
            target,
            Spread.ofRatios(turns, load.name(), base.name())));
  }
}
