package dev.vitrine.server.http;

import java.util.concurrent.Semaphore;

/**
 * Places for assets that are no files and are on their way: each keeps a thread, and most of the
 * time a connection to the store, until its client has all.
 */
final class Pumps {
  /**
   * Fewer than a store out of reach has connections, and than {@link Offload} has threads, so that
   * slow clients leave some of both for all else.
   */
  static final int MOST = 192;

  /** Those of one asset: whoever has its URL keeps nobody from the others. */
  static final int OF_ONE = MOST / 2;

  private final Semaphore places = new Semaphore(MOST);
  private final Shares ofAssets = new Shares(OF_ONE);

  /** Takes a place; false if there is none. */
  boolean enter(String assetId) {
    if (!ofAssets.enter(assetId)) {
      return false;
    }
    if (places.tryAcquire()) {
      return true;
    }
    ofAssets.leave(assetId);
    return false;
  }

  /** Gives a place back. */
  void leave(String assetId) {
    places.release();
    ofAssets.leave(assetId);
  }
}
