package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;

/**
 * What bounds the memory of work that decodes whole models: the trees of all that is under way
 * together must fit, however large the models are that one caller names.
 */
public interface TreeRoom {
  /** For work that is done by one thread, one model after the other. */
  TreeRoom BOUNDLESS = bytes -> {};

  /**
   * Holds at least so many bytes until the work has ended, for what it has in memory at a time.
   *
   * @throws VitrineException TOO_MANY_REQUESTS if there is no room for them
   */
  void hold(long bytes);
}
