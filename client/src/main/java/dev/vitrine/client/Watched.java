package dev.vitrine.client;

import dev.vitrine.client.error.VitrineException;

/** A call under way, as seen from other threads. */
interface Watched {
  /**
   * Ends the attempt under way if its time is over.
   *
   * @param now on the monotonic clock
   */
  void endIfLate(long now);

  /** Something has come or gone, so that the time of the attempt under way begins anew. */
  default void progressed() {}

  /** Gives the call up, with what it is to fail with. */
  void end(VitrineException reason);
}
