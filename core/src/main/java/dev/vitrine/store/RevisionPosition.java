package dev.vitrine.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of engines whose feed is ordered by revision, and what they write into its token.
 *
 * @param store names the store that handed it out, so that another store's position is noticed: 8
 *     hexadecimal digits
 * @param revision the last revision seen
 * @param floor the newest tombstone that was already purged when this reading of the feed began at
 *     the start. It never knew the documents those tombstones were about, so it does not miss them:
 *     without the floor, nobody could read a feed longer than a page after the first purge
 */
public record RevisionPosition(String store, long revision, long floor) {
  private static final Pattern TOKEN =
      Pattern.compile("([0-9a-f]{8})-(0|[1-9][0-9]{0,18})(?:-([1-9][0-9]{0,18}))?");

  /**
   * Reads a position handed out by a store.
   *
   * @param head the store's newest revision
   * @param purged its newest purged one
   * @throws IllegalArgumentException if this store cannot have handed it out
   */
  public static RevisionPosition parse(Position position, String store, long head, long purged) {
    if (position.equals(Position.START)) {
      return new RevisionPosition(store, 0, purged);
    }
    Matcher token = TOKEN.matcher(position.token());
    if (token.matches() && token.group(1).equals(store)) {
      long revision = Long.parseLong(token.group(2));
      long floor = token.group(3) == null ? revision : Long.parseLong(token.group(3));
      if (revision <= head && floor <= head) {
        return new RevisionPosition(store, revision, floor);
      }
    }
    throw new IllegalArgumentException("not a position of this store's feed: " + position.token());
  }

  /** Whether tombstones its reader needs have been forgotten. */
  public boolean expired(long purged) {
    return purged > Math.max(revision, floor);
  }

  /** The position after a later revision of the same reading. */
  public RevisionPosition at(long later) {
    return new RevisionPosition(store, later, floor);
  }

  /** What is handed out. */
  public Position position() {
    return new Position(store + "-" + revision + (floor > revision ? "-" + floor : ""));
  }
}
