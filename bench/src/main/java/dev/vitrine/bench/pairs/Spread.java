package dev.vitrine.bench.pairs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Some values in brief.
 *
 * @param count of the values, at least one
 */
public record Spread(int count, double median, double least, double most) {
  /**
   * The spread of values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.size(), median, sorted.getFirst(), sorted.getLast());
  }

  /** The spread of what was measured of one contender. */
  public static Spread of(List<Turn> turns, String contender) {
    return of(turns, contender, Turn::value);
  }

  /** The spread of something of one contender's turns. */
  public static Spread of(List<Turn> turns, String contender, ToDoubleFunction<Turn> value) {
    return of(
        turns.stream()
            .filter(turn -> turn.contender().equals(contender))
            .mapToDouble(value)
            .boxed()
            .toList());
  }

  /** The spread of one contender's values as multiples of another's of the same round. */
  public static Spread ofRatios(List<Turn> turns, String above, String below) {
    return ofRatios(turns, above, below, Turn::value);
  }

  /** The spread of something of one contender's turns as multiples of another's. */
  public static Spread ofRatios(
      List<Turn> turns, String above, String below, ToDoubleFunction<Turn> value) {
    List<Double> ratios = new ArrayList<>();
    for (Turn over : turns) {
      if (over.contender().equals(above)) {
        turns.stream()
            .filter(under -> under.contender().equals(below) && under.round() == over.round())
            .forEach(under -> ratios.add(value.applyAsDouble(over) / value.applyAsDouble(under)));
      }
    }
    return of(ratios);
  }
}
