package dev.vitrine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Brings a value into the one form documents are kept in: documented members that are null are
 * unset, flags written as text become booleans, and everything has its documented type. All else
 * stays as it was (contract section 1, "JSON").
 */
final class Normaliser {
  private Normaliser() {}

  /**
   * The value in its kept form.
   *
   * @param path where it stands, for the error
   * @throws InvalidDocumentException if it, or a value inside it, has another type than documented
   */
  static Json normalise(Json value, Shape shape, String path) {
    return switch (shape) {
      case Shape.Open() -> value;
      case Shape.Text text -> expect(value instanceof JsonString, value, path, "a string");
      case Shape.Numeral number -> expect(value instanceof JsonNumber, value, path, "a number");
      case Shape.Flag() -> flag(value, path);
      case Shape.ListOf list -> list(value, list.element(), path);
      case Shape.ObjectOf object -> object(value, object, path);
    };
  }

  private static Json flag(Json value, String path) {
    if (value instanceof JsonString(String text)) {
      if (text.equals("true")) {
        return JsonBoolean.TRUE;
      }
      if (text.equals("false")) {
        return JsonBoolean.FALSE;
      }
    }
    return expect(value instanceof JsonBoolean, value, path, "a boolean");
  }

  private static Json list(Json value, Shape element, String path) {
    if (!(value instanceof JsonArray(List<Json> elements))) {
      throw new InvalidDocumentException(path, "must be an array, not " + value.kindName());
    }
    if (element instanceof Shape.Open) {
      return value;
    }
    List<Json> kept = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      kept.add(normalise(elements.get(i), element, path + "[" + i + "]"));
    }
    return new JsonArray(kept);
  }

  static JsonObject object(Json value, Shape.ObjectOf shape, String path) {
    if (!(value instanceof JsonObject(var members))) {
      throw new InvalidDocumentException(path, "must be an object, not " + value.kindName());
    }
    SequencedMap<String, Json> kept = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : members.entrySet()) {
      String name = member.getKey();
      Shape known = shape.known().get(name);
      if (known != null && member.getValue() == JsonNull.NULL && !(known instanceof Shape.Open)) {
        continue;
      }
      String inner = path.isEmpty() ? name : path + "." + name;
      kept.put(name, normalise(member.getValue(), known == null ? shape.others() : known, inner));
    }
    return new JsonObject(kept);
  }

  private static Json expect(boolean holds, Json value, String path, String what) {
    if (!holds) {
      throw new InvalidDocumentException(path, "must be " + what + ", not " + value.kindName());
    }
    return value;
  }
}
