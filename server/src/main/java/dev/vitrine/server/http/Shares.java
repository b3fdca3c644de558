package dev.vitrine.server.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Places at something of which nobody may have more than so many at a time. */
final class Shares {
  private final int most;
  private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

  /**
   * Places that are all free.
   *
   * @param most that one holder may have
   */
  Shares(int most) {
    this.most = most;
  }

  /** Takes a place; false if the holder has as many as it may. */
  boolean enter(String holder) {
    int now = taken.merge(holder, 1, Integer::sum);
    if (now > most) {
      leave(holder);
      return false;
    }
    return true;
  }

  /** Gives a place back. */
  void leave(String holder) {
    taken.computeIfPresent(holder, (name, places) -> places == 1 ? null : places - 1);
  }
}
