package dev.vitrine.bench.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  private static Turn turn(String contender, int round, double value) {
    return new Turn(contender, round, 0, value, "");
  }

  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(3, 4, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetween() {
    assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Spread(4, 3, 1, 9));
  }

  @Test
  void nothingHasNoSpread() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }

  @Test
  void ratiosAreOfTheSameRound() {
    List<Turn> turns =
        List.of(
            turn("other", 1, 100),
            turn("ours", 1, 50),
            turn("third", 1, 7),
            turn("ours", 2, 30),
            turn("other", 2, 10),
            turn("ours", 3, 90),
            turn("other", 3, 100));

    assertThat(Spread.ofRatios(turns, "ours", "other")).isEqualTo(new Spread(3, 0.9, 0.5, 3));
    assertThat(Spread.of(turns, "other")).isEqualTo(new Spread(3, 100, 10, 100));
  }
}
