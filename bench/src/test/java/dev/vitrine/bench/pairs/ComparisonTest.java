package dev.vitrine.bench.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.bench.pairs.Comparison.Target;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final Spread RATIO = new Spread(7, 12.34, 0.5, 20);

  @Test
  void saysOnWhichSideOfItsTargetItIsToBe() {
    assertThat(new Comparison("work", "other", Target.atLeast(12), RATIO).line())
        .isEqualToIgnoringNewLines("| work | other | ≥ 12.0 | **12.3** | 0.50 | 20.0 | 7 |");
    assertThat(new Comparison("work", "other", Target.atMost(1.3), RATIO).line())
        .contains("| ≤ 1.30 |");
  }

  @Test
  void mayHaveNoTarget() {
    assertThat(new Comparison("work", "other", null, RATIO).line())
        .startsWith("| work | other |  | **12.3**");
  }
}
