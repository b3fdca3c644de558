package dev.vitrine.client;

import dev.vitrine.client.Placed.Said;
import dev.vitrine.client.error.UnprocessedException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of a bulk read put together. Not safe for use by several threads. */
final class Merged<R> {
  private final List<String> ids;

  /** By position: the row, what was said, why it failed, or null. */
  private final @Nullable Object[] places;

  private final Map<String, String> etags = new HashMap<>();
  private boolean reported;
  private boolean answered;

  /** Nothing yet of these ids. */
  Merged(List<String> ids) {
    this.ids = ids;
    this.places = new Object[ids.size()];
  }

  /** Takes over what came for the ids from a position on. */
  void add(int from, Placed part) {
    answered = true;
    System.arraycopy(part.places(), 0, places, from, part.places().length);
    Outcomes outcomes = part.outcomes();
    if (outcomes != null) {
      reported = true;
      etags.putAll(outcomes.etags());
    }
  }

  /** Fails all ids from one position to another. */
  void fail(int from, int to, VitrineException failure) {
    Arrays.fill(places, from, to, failure);
  }

  /** Whether no request has brought an answer. */
  boolean isNothing() {
    return !answered;
  }

  /** All that came, in the order asked. */
  BulkRows<R> rows() {
    List<R> rows = new ArrayList<>(ids.size());
    List<String> missing = new ArrayList<>();
    List<String> notModified = new ArrayList<>();
    List<String> unprocessed = new ArrayList<>();
    Map<String, VitrineException> failures = new LinkedHashMap<>();
    Map<String, String> ordered = new LinkedHashMap<>();
    for (int i = 0; i < places.length; i++) {
      String id = ids.get(i);
      Object place = places[i];
      if (place == null || place == Said.NOT_FOUND) {
        missing.add(id);
      } else if (place == Said.NOT_MODIFIED) {
        notModified.add(id);
      } else if (place == Said.UNPROCESSED) {
        unprocessed.add(id);
        failures.put(id, new UnprocessedException(id));
      } else if (place instanceof VitrineException failure) {
        failures.put(id, failure);
      } else {
        @SuppressWarnings("unchecked") // What else is there came as a row.
        R row = (R) place;
        rows.add(row);
      }
      String etag = reported ? etags.get(id) : null;
      if (etag != null) {
        ordered.put(id, etag);
      }
    }
    return new BulkRows<>(
        Collections.unmodifiableList(rows),
        List.copyOf(missing),
        Collections.unmodifiableMap(failures),
        reported ? Outcomes.of(missing, notModified, unprocessed, ordered) : null);
  }
}
