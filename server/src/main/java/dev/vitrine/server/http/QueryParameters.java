package dev.vitrine.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's query, by the contract's rules for booleans and lists (section 1).
 */
final class QueryParameters {
  private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

  private static final QueryParameters NONE = new QueryParameters(Map.of());

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Parses a raw query.
   *
   * @throws dev.vitrine.error.VitrineException INVALID_PARAMETER if it is not percent-encoded UTF-8
   */
  static QueryParameters parse(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return NONE;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name =
            PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals), true, "query");
        String value =
            equals < 0 ? "" : PercentEncoding.decode(pair.substring(equals + 1), true, name);
        values.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
      }
    }
    return new QueryParameters(values);
  }

  /** Present and not {@code false|0|no|off} is true; null if absent. Of repeats the last counts. */
  @Nullable Boolean flag(String name) {
    String value = text(name);
    return value == null ? null : !FALSE.contains(value.toLowerCase(Locale.ROOT));
  }

  /** The last value of this name; null if absent. */
  @Nullable String text(String name) {
    List<String> all = values.get(name);
    return all == null ? null : all.getLast();
  }

  /** A list in the comma form, as repeats, or as {@code name[]}, in any mixture; null if absent. */
  @Nullable List<String> list(String name) {
    List<String> all = new ArrayList<>(values.getOrDefault(name, List.of()));
    all.addAll(values.getOrDefault(name + "[]", List.of()));
    return all.isEmpty()
        ? null
        : all.stream()
            .flatMap(value -> List.of(value.split(",", -1)).stream())
            .map(String::strip)
            .toList();
  }
}
