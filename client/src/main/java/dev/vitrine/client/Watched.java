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

  /** Gives the call up, with what it is to fail with. */
  void end(VitrineException reason);
}
