package dev.vitrine.client;

import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Outcomes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with what it says of each id in that id's place: its row, why that cannot be read, or
 * one of {@link Said}; null for an id it does not mention.
 */
final class Placed {
  /** What may be said of an id that has no row. */
  enum Said {
    NOT_FOUND,
    NOT_MODIFIED,
    UNPROCESSED
  }

  private final List<String> ids;
  private final @Nullable Object[] places;
  private final @Nullable Outcomes outcomes;
  private int next;
  private @Nullable Map<String, Integer> byId;

  private Placed(List<String> ids, @Nullable Outcomes outcomes) {
    this.ids = ids;
    this.places = new Object[ids.size()];
    this.outcomes = outcomes;
  }

  /**
   * Puts an answer in place.
   *
   * @param ids those asked for, all distinct
   * @param held the etags that were sent, by id
   * @throws MalformedAnswerException if it is about an id that was not asked for, names one twice,
   *     has a report that leaves one out, or leaves out a row nobody has
   */
  static <R> Placed of(
      List<String> ids, Part<R> part, RowFormat<R> format, Map<String, String> held) {
    Placed placed = new Placed(ids, part.outcomes);
    for (R row : part.rows) {
      placed.set(format.id(row), row);
    }
    part.failures.forEach(placed::set);
    if (part.outcomes != null) {
      part.outcomes.notFound().forEach(id -> placed.set(id, Said.NOT_FOUND));
      for (String id : part.outcomes.notModified()) {
        if (!held.containsKey(id)) {
          throw new MalformedAnswerException(
              "The answer leaves out a row as unchanged that is not held", null);
        }
        placed.set(id, Said.NOT_MODIFIED);
      }
      part.outcomes.unprocessed().forEach(id -> placed.set(id, Said.UNPROCESSED));
      placed.requireAll();
    }
    return placed;
  }

  @Nullable Object[] places() {
    return places;
  }

  @Nullable Outcomes outcomes() {
    return outcomes;
  }

  private void set(String id, Object what) {
    int place = next < ids.size() && ids.get(next).equals(id) ? next : find(id);
    next = place + 1; // Answers come in the order asked.
    if (places[place] != null) {
      throw new MalformedAnswerException("The answer names one twice", null);
    }
    places[place] = what;
  }

  private int find(String id) {
    if (byId == null) {
      byId = new HashMap<>();
      for (int i = 0; i < ids.size(); i++) {
        byId.put(ids.get(i), i);
      }
    }
    Integer place = byId.get(id);
    if (place == null) {
      throw new MalformedAnswerException("The answer has a row that was not asked for", null);
    }
    return place;
  }

  private void requireAll() {
    for (Object place : places) {
      if (place == null) {
        throw new MalformedAnswerException("The report of the answer leaves out an id", null);
      }
    }
  }
}
