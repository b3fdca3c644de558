package dev.vitrine.model;

import dev.vitrine.error.VitrineException;
import java.util.Map;

/**
 * Holds values that clients write to the documented bounds and lists of known values. Values are
 * normalised before, so that their types are right.
 */
final class WriteBounds {
  private WriteBounds() {}

  /**
   * Refuses a value outside its bounds, or one inside it.
   *
   * @param path where it stands, for the error
   * @throws VitrineException INVALID_PARAMETER
   */
  static void check(Json value, Shape shape, String path) {
    switch (shape) {
      case Shape.Open(), Shape.Flag() -> {}
      case Shape.Text(TextBounds bounds) -> {
        if (value instanceof JsonString(String text)) {
          bounds.check(text, path);
        }
      }
      case Shape.Numeral(NumberBounds bounds) -> {
        if (value instanceof JsonNumber number) {
          bounds.check(number, path);
        }
      }
      case Shape.ListOf(Shape element, int most) -> {
        if (value instanceof JsonArray array) {
          list(array, element, most, path);
        }
      }
      case Shape.ObjectOf object -> {
        if (value instanceof JsonObject members) {
          object(members, object, path);
        }
      }
    }
  }

  private static void object(JsonObject value, Shape.ObjectOf shape, String path) {
    for (String name : shape.required()) {
      if (value.get(name) == null) {
        throw VitrineException.invalidParameter(inner(path, name), "is required");
      }
    }
    if (value.members().size() > shape.most()) {
      throw VitrineException.invalidParameter(
          path,
          "must have at most " + shape.most() + " members",
          Map.of("limit", shape.most(), "received", value.members().size()));
    }
    value
        .members()
        .forEach((name, member) ->
            check(member, shape.known().getOrDefault(name, shape.others()), inner(path, name)));
  }

  private static String inner(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static void list(JsonArray array, Shape element, int most, String path) {
    if (array.size() > most) {
      throw VitrineException.invalidParameter(
          path,
          "must have at most " + most + " elements",
          Map.of("limit", most, "received", array.size()));
    }
    for (int i = 0; i < array.size(); i++) {
      check(array.elements().get(i), element, path + "[" + i + "]");
    }
  }
}
