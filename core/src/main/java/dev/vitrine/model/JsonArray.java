package dev.vitrine.model;

import java.util.List;

/** A JSON array. */
public record JsonArray(List<Json> elements) implements Json {
  public static final JsonArray EMPTY = new JsonArray(List.of());

  public JsonArray {
    elements = List.copyOf(elements);
  }

  public int size() {
    return elements.size();
  }

  /** An array of strings. */
  public static JsonArray ofStrings(Iterable<String> values) {
    var elements = new java.util.ArrayList<Json>();
    values.forEach(value -> elements.add(new JsonString(value)));
    return new JsonArray(elements);
  }

  /** The strings among the elements, in order. */
  public List<String> strings() {
    return elements.stream()
        .filter(JsonString.class::isInstance)
        .map(element -> ((JsonString) element).value())
        .toList();
  }
}
