package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.testkit.Threads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {
  private static final long SECOND = 1_000_000_000L;

  /** Not at zero, and about to overflow: clocks of machines are anywhere. */
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 3 * SECOND);

  private RequestRate rate(int perSecond, int burst) {
    return new RequestRate(new RateLimits(perSecond, burst), clock::get);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  /** How many requests of a key are let through at this moment. */
  private static int let(RequestRate rate, String key, int asked) {
    int through = 0;
    for (int i = 0; i < asked; i++) {
      try {
        rate.count(key);
        through++;
      } catch (VitrineException refusal) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
      }
    }
    return through;
  }

  @Test
  void aBurstIsLetThroughAndThenAsMuchAsTimePasses() {
    RequestRate rate = rate(10, 5);
    assertThat(let(rate, "a", 20)).isEqualTo(5);
    pass(Duration.ofMillis(99));
    assertThat(let(rate, "a", 20)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(let(rate, "a", 20)).isEqualTo(1);
    pass(Duration.ofMillis(250));
    assertThat(let(rate, "a", 20)).isEqualTo(2);
    pass(Duration.ofHours(1));
    assertThat(let(rate, "a", 20)).as("never more than a burst").isEqualTo(5);
  }

  @Test
  void inTheLongRunItIsTheRate() {
    RequestRate rate = rate(7, 3);
    int through = 0;
    for (int i = 0; i < 10_000; i++) {
      through += let(rate, "a", 1);
      pass(Duration.ofMillis(10));
    }
    assertThat(through).isBetween(700, 703);
  }

  @Test
  void keysDoNotShareTheirLeave() {
    RequestRate rate = rate(1, 1);
    assertThat(let(rate, "a", 2)).isEqualTo(1);
    assertThat(let(rate, "b", 2)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000, 1_000_000})
  void whoWaitsAsLongAsToldIsLetThrough(int perSecond) {
    RequestRate rate = rate(perSecond, 2);
    assertThat(let(rate, "a", 2)).isEqualTo(2);
    assertThatThrownBy(() -> rate.count("a"))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> {
              assertThat(refusal.details()).containsEntry(RequestRate.RETRY_AFTER, 1);
              pass(Duration.ofSeconds(1));
            });
    assertThat(let(rate, "a", 1)).isEqualTo(1);
  }

  @Test
  void refusalsCostNoLeave() {
    RequestRate rate = rate(1, 1);
    assertThat(let(rate, "a", 1000)).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(let(rate, "a", 1000)).isEqualTo(1);
  }

  @Test
  void withoutALimitNothingIsRefused() {
    assertThat(let(rate(0, 1), "a", 10_000)).isEqualTo(10_000);
  }

  @Test
  void manyAtOnceGetNoMoreThanOneAfterTheOther() throws Exception {
    RequestRate rate = rate(1000, 100);
    AtomicInteger through = new AtomicInteger();
    Threads.runAll(16, thread -> through.addAndGet(let(rate, "a", 100)));
    assertThat(through).hasValue(100);
  }
}
