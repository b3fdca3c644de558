package dev.vitrine.bench.drive;

/** How requests of an open loop follow each other. */
public enum Arrivals {
  /**
   * As many callers who know nothing of each other ask: gaps are exponential, so that requests come
   * in bunches.
   */
  POISSON,

  /** One every so often: kinder than any crowd of callers. */
  EVEN
}
