package dev.vitrine.bench.load;

import dev.vitrine.bench.pairs.Spread;
import java.util.List;

/**
 * The most a server answers in a closed loop.
 *
 * @param connections at which it does
 * @param perSecond right answers, the median of several runs
 */
record Peak(int connections, double perSecond) {
  /**
   * What it answered over so many connections.
   *
   * @throws Unusable if a request got no right answer: then this is no peak
   */
  static Peak of(List<Run> runs, Run.Stage stage, int connections) {
    List<Run> those =
        runs.stream()
            .filter(run -> run.stage() == stage && run.connections() == connections)
            .toList();
    for (Run run : those) {
      if (run.outcome().withoutRightAnswer() > 0) {
        throw new Unusable(
            "Over "
                + connections
                + " connections not every request got the right answer: "
                + run.outcome().statuses());
      }
    }
    return new Peak(
        connections,
        Spread.of(those.stream().map(run -> run.outcome().goodPerSecond()).toList()).median());
  }
}
