package dev.vitrine.bench.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final long SECOND = 1_000_000_000;

  private static LongStream firstSecond(Loop.Open loop) {
    Schedule schedule = new Schedule(loop);
    return LongStream.generate(schedule::next).takeWhile(moment -> moment < SECOND);
  }

  @Test
  void evenArrivalsAreAsManyAsTheRateAndEvenlySpaced() {
    long[] moments = firstSecond(new Loop.Open(7, Arrivals.EVEN, 1)).toArray();

    assertThat(moments).hasSize(7).startsWith(0, SECOND / 7, 2 * SECOND / 7);
  }

  @Test
  void independentArrivalsAreAsManyAsTheRateOnAverage() {
    // Ten standard deviations either way: 10_000 is expected, and its root is the deviation.
    assertThat(firstSecond(new Loop.Open(10_000, Arrivals.POISSON, 5)).count())
        .isBetween(9_000L, 11_000L);
  }

  @Test
  void independentArrivalsComeInBunches() {
    long[] moments = firstSecond(new Loop.Open(10_000, Arrivals.POISSON, 5)).toArray();

    // Of exponential gaps, 1 - 1/e are shorter than the mean; of even ones half or none.
    long shorter =
        LongStream.range(1, moments.length)
            .filter(i -> moments[(int) i] - moments[(int) i - 1] < SECOND / 10_000)
            .count();
    assertThat((double) shorter / moments.length).isBetween(0.60, 0.66);
    assertThat(moments).isSorted();
  }

  @Test
  void theSameSeedGivesTheSameSchedule() {
    assertThat(firstSecond(new Loop.Open(500, Arrivals.POISSON, 9)))
        .containsExactlyElementsOf(
            firstSecond(new Loop.Open(500, Arrivals.POISSON, 9)).boxed().toList());
  }
}
