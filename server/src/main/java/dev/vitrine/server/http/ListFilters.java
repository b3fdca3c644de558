package dev.vitrine.server.http;

import dev.vitrine.error.VitrineException;
import dev.vitrine.index.TimeRange;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters that lists are filtered by (contract section 5). */
final class ListFilters {
  /** Values that one filter may name. */
  private static final int MOST_VALUES = 100;

  private static final int LONGEST_VALUE = 256;

  private ListFilters() {}

  /** {@code type} or {@code types}: any of some values. */
  static Set<String> types(QueryParameters query, Set<String> known) {
    Set<String> one = values(query, "type", known);
    Set<String> several = values(query, "types", known);
    if (!one.isEmpty() && !several.isEmpty()) {
      throw VitrineException.invalidParameter("types", "cannot be used together with \"type\"");
    }
    return one.isEmpty() ? several : one;
  }

  /** {@code collectionId} or {@code collectionIds}. */
  static Set<String> collections(QueryParameters query) {
    Set<String> one = values(query, "collectionId", Set.of());
    Set<String> several = values(query, "collectionIds", Set.of());
    if (!one.isEmpty() && !several.isEmpty()) {
      throw VitrineException.invalidParameter(
          "collectionIds", "cannot be used together with \"collectionId\"");
    }
    return one.isEmpty() ? several : one;
  }

  /**
   * Instants after and before.
   *
   * @param name what the parameters begin with
   * @param sorted whether the list is sorted so that the range can be asked for
   * @param sort how it must be sorted
   */
  static @Nullable TimeRange range(
      QueryParameters query, String name, boolean sorted, String sort) {
    Instant after = instant(query, name + "After");
    Instant before = instant(query, name + "Before");
    if (after == null && before == null) {
      return null;
    }
    if (!sorted) {
      throw VitrineException.invalidParameter(
          name + (after == null ? "Before" : "After"), "needs sortBy=" + sort);
    }
    return new TimeRange(after, before);
  }

  private static @Nullable Instant instant(QueryParameters query, String name) {
    String text = query.text(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw VitrineException.invalidParameter(
          name, "must be an instant in ISO-8601, such as 2026-02-17T08:41:05.312Z");
    }
  }

  /** One of some values; null if none is named. */
  static @Nullable String choice(QueryParameters query, String name, Set<String> known) {
    String value = query.text(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    check(name, value, known);
    return value;
  }

  /** The distinct values of a list, which may be any if none are known; empty ones do not count. */
  static Set<String> values(QueryParameters query, String name, Set<String> known) {
    List<String> given = query.list(name);
    Set<String> values = new LinkedHashSet<>(given == null ? List.of() : given);
    values.remove("");
    if (values.size() > MOST_VALUES) {
      throw VitrineException.invalidParameter(
          name,
          "must name at most " + MOST_VALUES,
          Map.of("limit", MOST_VALUES, "received", values.size()));
    }
    for (String value : values) {
      if (value.length() > LONGEST_VALUE) {
        throw VitrineException.invalidParameter(
            name,
            "must have at most " + LONGEST_VALUE + " characters",
            Map.of("limit", LONGEST_VALUE));
      }
      if (!known.isEmpty()) {
        check(name, value, known);
      }
    }
    return values;
  }

  private static void check(String name, String value, Set<String> known) {
    if (!known.contains(value)) {
      List<String> allowed = List.copyOf(new TreeSet<>(known));
      throw VitrineException.invalidParameter(
          name, "must be one of " + String.join(", ", allowed), Map.of("allowed", allowed));
    }
  }
}
