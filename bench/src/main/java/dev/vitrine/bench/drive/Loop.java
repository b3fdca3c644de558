package dev.vitrine.bench.drive;

/** What decides when the next request is sent. */
public sealed interface Loop {
  /** As soon as the connection has its last answer: finds what a server can do at most. */
  record Closed() implements Loop {}

  /**
   * By a schedule that does not depend on answers, as independent callers do.
   *
   * @param perSecond requests, on average
   * @param seed of what is random: the same one gives the same schedule
   */
  record Open(double perSecond, Arrivals arrivals, long seed) implements Loop {
    /** Most that one driver is asked for: far beyond what it reaches. */
    private static final double MOST = 1e6;

    public Open {
      if (!(perSecond > 0 && perSecond <= MOST)) {
        throw new IllegalArgumentException("a rate lies above 0 and is at most " + MOST);
      }
    }
  }
}
