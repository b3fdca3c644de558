package dev.vitrine.bench.load;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: a ratio that was measured some times, and what it is to be.
 *
 * @param target null where none was set
 */
record Finding(String work, String against, @Nullable Target target, Spread ratio) {
  /** Under which a result holds its findings. */
  static final String ALL = "comparisons";

  private static final String HEAD =
      """
      | work | against | target | median | lowest | highest | runs |
      |---|---|---:|---:|---:|---:|---:|
      """;

  private static final double SHORT = 10;
  private static final double LONG = 1000;

  /** On which side of its target a median is to be. */
  enum Bound {
    AT_LEAST,
    AT_MOST
  }

  /** What a median is to be. */
  record Target(Bound bound, double value) {
    static Target atLeast(double value) {
      return new Target(Bound.AT_LEAST, value);
    }

    static Target atMost(double value) {
      return new Target(Bound.AT_MOST, value);
    }

    private boolean isReachedBy(double median) {
      return switch (bound) {
        case AT_LEAST -> median >= value;
        case AT_MOST -> median <= value;
      };
    }

    private String shown() {
      return (bound == Bound.AT_LEAST ? "≥ " : "≤ ")
          + (value == Math.rint(value) ? Long.toString((long) value) : Finding.shown(value));
    }
  }

  /** What was measured, in brief. */
  record Spread(int count, double median, double least, double most) {
    static Spread of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      int middle = sorted.size() / 2;
      double median =
          sorted.size() % 2 == 1
              ? sorted.get(middle)
              : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
      return new Spread(sorted.size(), median, Collections.min(sorted), Collections.max(sorted));
    }
  }

  /** All of them, in Markdown. */
  static String table(List<Finding> findings) {
    StringBuilder table = new StringBuilder(HEAD);
    findings.forEach(finding -> table.append(finding.line()));
    return table.toString();
  }

  /** In Markdown; a median that misses its target is not set in bold. */
  private String line() {
    boolean missed = target != null && !target.isReachedBy(ratio.median());
    String median = shown(ratio.median());
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s | %d |%n",
        work,
        against,
        target == null ? "" : target.shown(),
        missed ? median + " (missed)" : "**" + median + "**",
        shown(ratio.least()),
        shown(ratio.most()),
        ratio.count());
  }

  private static String shown(double ratio) {
    String form = ratio < SHORT ? "%.2f" : ratio < LONG ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, form, ratio);
  }
}
