package dev.vitrine.bench.load;

import dev.vitrine.bench.load.Run.Stage;
import dev.vitrine.bench.pairs.Comparison;
import dev.vitrine.bench.pairs.Comparison.Target;
import dev.vitrine.bench.pairs.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What became of a server under load.
 *
 * @param footprints every second of the overload
 * @param before the overload, with all rubbish collected
 * @param after recovery, with all rubbish collected
 */
record Stressed(
    List<Run> runs,
    Peak peak,
    Peak peakAfterwards,
    List<Footprint> footprints,
    Footprint before,
    Footprint after) {
  private static final double TAIL = 5;
  private static final double GOODPUT = 0.9;

  /** What counts as no growth: more than what differs from one look to the next. */
  private static final double SAME_HEAP = 1.1;

  private static final double SAME_RESIDENT = 1.05;
  private static final int PARTS = 3;

  /** The rows of the table; those of memory only where it could be looked at. */
  List<Comparison> findings(String work, double below, double over) {
    String overload = String.format(Locale.ROOT, "%s, at %.0f × the peak: ", work, over);
    List<Comparison> findings = new ArrayList<>();
    findings.add(
        new Comparison(
            String.format(Locale.ROOT, "%s, p99 at %.0f %% of the peak", work, 100 * below),
            "p50",
            Target.atMost(TAIL),
            spread(Stage.BELOW, Run::spread)));
    findings.add(
        new Comparison(
            overload + "right answers",
            "the peak",
            Target.atLeast(GOODPUT),
            spread(Stage.OVERLOAD, run -> run.outcome().goodPerSecond() / peak.perSecond())));
    findings.add(
        new Comparison(
            overload + "answers 5xx, broken off or wrong",
            "their number",
            Target.atMost(0),
            spread(Stage.OVERLOAD, Run::failures)));
    if (footprints.size() >= PARTS) {
      findings.add(
          new Comparison(
              overload + "most resident memory in the last third",
              "in the first",
              Target.atMost(SAME_RESIDENT),
              one((double) most(PARTS - 1) / most(0))));
    }
    findings.add(
        new Comparison(
            overload + "heap and direct memory afterwards, collected",
            "before",
            Target.atMost(SAME_HEAP),
            one((double) after.heapAndDirect() / before.heapAndDirect())));
    findings.add(
        new Comparison(
            work + ", the peak afterwards",
            "before",
            null,
            one(peakAfterwards.perSecond() / peak.perSecond())));
    return findings;
  }

  private Spread spread(Stage stage, ToDoubleFunction<Run> value) {
    return Spread.of(
        runs.stream()
            .filter(run -> run.stage() == stage)
            .map(run -> value.applyAsDouble(run))
            .toList());
  }

  private static Spread one(double value) {
    return Spread.of(List.of(value));
  }

  /** Most physical memory in one of the parts of the overload. */
  private long most(int part) {
    int from = footprints.size() * part / PARTS;
    int to = footprints.size() * (part + 1) / PARTS;
    return footprints.subList(from, to).stream().mapToLong(Footprint::resident).max().orElse(0);
  }
}
