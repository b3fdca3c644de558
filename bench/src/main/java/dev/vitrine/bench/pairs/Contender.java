package dev.vitrine.bench.pairs;

import java.io.IOException;

/** Something that is measured in every round. */
public record Contender(String name, Measurement measurement) {
  /** One measurement, which takes as long as it takes. */
  @FunctionalInterface
  public interface Measurement {
    /**
     * Measures once.
     *
     * @param round from 1, to draw from: what is compared in a round should do the same work
     */
    Measured in(int round) throws IOException, InterruptedException;
  }

  /**
   * What was measured.
   *
   * @param value what is compared, in the unit all contenders share
   * @param seen whatever else is worth keeping, as JSON can hold it
   */
  public record Measured(double value, Object seen) {}
}
