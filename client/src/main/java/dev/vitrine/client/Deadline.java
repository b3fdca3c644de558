package dev.vitrine.client;

import java.time.Duration;

/** The instant by which a call has to be over, on the monotonic clock. */
final class Deadline {
  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time left; zero or negative once it is over. */
  Duration left() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }

  /** The time left, or less. */
  Duration atMost(Duration time) {
    Duration left = left();
    return left.compareTo(time) < 0 ? left : time;
  }
}
