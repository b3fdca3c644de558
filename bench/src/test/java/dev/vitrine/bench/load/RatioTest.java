package dev.vitrine.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RatioTest {
  private static Sample sample(Rival rival, int round, double requestsPerSecond) {
    Wrk.Seen seen = new Wrk.Seen(requestsPerSecond, 1, 1, 1, 1);
    return new Sample("some", Work.ONE, rival, round, round, seen);
  }

  @Test
  void comparesWhatWasMeasuredInTheSameRound() {
    List<Sample> samples =
        List.of(
            sample(Rival.NGINX, 1, 100),
            sample(Rival.VITRINE, 1, 50),
            sample(Rival.VITRINE, 2, 10),
            sample(Rival.NGINX, 2, 10),
            sample(Rival.VITRINE, 3, 90),
            sample(Rival.NGINX, 3, 100));

    assertThat(Ratio.of(samples))
        .containsExactly(new Ratio("some", Work.ONE, Rival.NGINX, 3, 0.9, 0.5, 1.0));
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetween() {
    List<Sample> samples =
        List.of(
            sample(Rival.NGINX, 1, 100),
            sample(Rival.VITRINE, 1, 50),
            sample(Rival.VITRINE, 2, 100),
            sample(Rival.NGINX, 2, 100));

    assertThat(Ratio.of(samples)).first().extracting(Ratio::median).isEqualTo(0.75);
  }
}
