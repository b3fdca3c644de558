package dev.vitrine.bench.load;

import dev.vitrine.bench.drive.Loop;
import dev.vitrine.bench.drive.Outcome;

/**
 * One run of the load driver.
 *
 * @param stage what it was for
 * @param turn from 1, in the order in which the runs were made
 * @param serverCores processor time the server took, divided by the time that passed
 */
record Run(Stage stage, int turn, Loop loop, int connections, double serverCores, Outcome outcome) {
  /** What a run is for. */
  enum Stage {
    PEAK,
    BELOW,
    OVERLOAD,
    RECOVERY,
    PEAK_AFTERWARDS
  }

  /** What nothing that a server does about load may bring about. */
  double failures() {
    return outcome.serverErrors() + outcome.cut() + outcome.malformed() + outcome.wrong();
  }

  double spread() {
    return outcome.all().p99() / outcome.all().p50();
  }
}
