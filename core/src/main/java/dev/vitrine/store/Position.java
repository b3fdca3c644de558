package dev.vitrine.store;

import java.util.Objects;

/**
 * A place in the feed of changes. Only the engine that made a position can read it; to everyone
 * else it is opaque text.
 *
 * @param token short, printable ASCII
 */
public record Position(String token) {
  /** Before the first change. */
  public static final Position START = new Position("");

  public Position {
    Objects.requireNonNull(token);
  }
}
