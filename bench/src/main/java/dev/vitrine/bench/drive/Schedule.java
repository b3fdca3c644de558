package dev.vitrine.bench.drive;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The moments at which the requests of an open loop are due. */
final class Schedule {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Loop.Open loop;
  private final SplittableRandom random;
  private long count;
  private double at;

  Schedule(Loop.Open loop) {
    this.loop = loop;
    this.random = new SplittableRandom(loop.seed());
  }

  /** The next moment, in nanoseconds since the start. */
  long next() {
    at =
        switch (loop.arrivals()) {
          case POISSON -> at - Math.log1p(-random.nextDouble()) * SECOND / loop.perSecond();
          case EVEN -> count * SECOND / loop.perSecond();
        };
    count++;
    return (long) at;
  }
}
