package dev.vitrine.bench.pairs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ratio and what it is to be.
 *
 * @param work what was done
 * @param against whose value the ratio is a multiple of
 * @param target null where none was set
 */
public record Comparison(String work, String against, @Nullable Target target, Spread ratio) {
  /** The head of a Markdown table of comparisons. */
  public static final String HEAD =
      """
      | work | against | target | median | lowest | highest | pairs |
      |---|---|---:|---:|---:|---:|---:|
      """;

  /** What a median is to be at least, or at most. */
  public record Target(Bound bound, double value) {
    public static Target atLeast(double value) {
      return new Target(Bound.AT_LEAST, value);
    }

    public static Target atMost(double value) {
      return new Target(Bound.AT_MOST, value);
    }
  }

  /** On which side of its target a median is to be. */
  public enum Bound {
    AT_LEAST("≥ "),
    AT_MOST("≤ ");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  /** A row of the table. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | **%s** | %s | %s | %d |%n",
        work,
        against,
        target == null ? "" : target.bound().sign + shown(target.value()),
        shown(ratio.median()),
        shown(ratio.least()),
        shown(ratio.most()),
        ratio.count());
  }

  private static String shown(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.1f", ratio);
  }
}
