package dev.vitrine.index;

import dev.vitrine.store.Position;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written with each commit of an index.
 *
 * @param position everything up to here in the store's feed is in it
 * @param passed the revision of the last change before that
 * @param complete everything acknowledged before this time is in it
 * @param corrupt how many documents could not be read
 */
record Committed(Position position, long passed, Instant complete, long corrupt) {
  /** To be raised with every change of what is indexed: older indexes are then built again. */
  private static final String FORMAT = "5";

  static @Nullable Committed of(Map<String, String> data) {
    String position = data.get("position");
    String passed = data.get("passed");
    String complete = data.get("complete");
    String corrupt = data.get("corrupt");
    if (position == null
        || passed == null
        || complete == null
        || corrupt == null
        || !FORMAT.equals(data.get("format"))) {
      return null;
    }
    try {
      return new Committed(
          new Position(position),
          Long.parseLong(passed),
          Instant.ofEpochMilli(Long.parseLong(complete)),
          Long.parseLong(corrupt));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  Map<String, String> data() {
    return Map.of(
        "format",
        FORMAT,
        "position",
        position.token(),
        "passed",
        Long.toString(passed),
        "complete",
        Long.toString(complete.toEpochMilli()),
        "corrupt",
        Long.toString(corrupt));
  }
}
