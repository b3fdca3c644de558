package dev.vitrine.bench.pairs;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ratio that was measured some times, and what it is to be.
 *
 * @param work what was done
 * @param against whose value the ratio is a multiple of
 * @param target null where none was set
 */
public record Comparison(String work, String against, @Nullable Target target, Spread ratio) {
  /** Under which a result holds its comparisons. */
  public static final String ALL = "comparisons";

  private static final String HEAD =
      """
      | work | against | target | median | lowest | highest | runs |
      |---|---|---:|---:|---:|---:|---:|
      """;

  private static final double SHORT = 10;
  private static final double LONG = 1000;

  /** On which side of its target a median is to be. */
  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  /** What a median is to be. */
  public record Target(Bound bound, double value) {
    public static Target atLeast(double value) {
      return new Target(Bound.AT_LEAST, value);
    }

    public static Target atMost(double value) {
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
          + (value == Math.rint(value) ? Long.toString((long) value) : Comparison.shown(value));
    }
  }

  /** All of them, in Markdown. */
  public static String table(List<Comparison> comparisons) {
    StringBuilder table = new StringBuilder(HEAD);
    comparisons.forEach(comparison -> table.append(comparison.line()));
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
