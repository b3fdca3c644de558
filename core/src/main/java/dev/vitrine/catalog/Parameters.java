package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's body, by the rules of contract section 1, "JSON": null is absent,
 * flags may be text, unknown ones are ignored.
 *
 * @param members as they were sent
 */
public record Parameters(JsonObject members) {
  /** Whether a parameter is there, be it as null. */
  boolean has(String name) {
    return members.get(name) != null;
  }

  /** Whether a parameter is there as null, which unsets what has a value. */
  boolean unsets(String name) {
    return members.get(name) == JsonNull.NULL;
  }

  /**
   * A text; null if absent.
   *
   * @throws VitrineException INVALID_PARAMETER if it is something else
   */
  public @Nullable String text(String name) {
    return switch (members.get(name)) {
      case null -> null;
      case JsonNull nothing -> null;
      case JsonString(String value) -> value;
      default -> throw VitrineException.invalidParameter(name, "must be a string");
    };
  }

  /**
   * A text that must be there.
   *
   * @throws VitrineException INVALID_PARAMETER
   */
  public String requiredText(String name) {
    String value = text(name);
    if (value == null) {
      throw VitrineException.invalidParameter(name, "is required");
    }
    return value;
  }

  /**
   * A flag; the other value if absent.
   *
   * @throws VitrineException INVALID_PARAMETER if it is something else
   */
  public boolean flag(String name, boolean absent) {
    return switch (members.get(name)) {
      case null -> absent;
      case JsonNull nothing -> absent;
      case JsonBoolean(boolean value) -> value;
      case JsonString(String text) when text.equals("true") -> true;
      case JsonString(String text) when text.equals("false") -> false;
      default -> throw VitrineException.invalidParameter(name, "must be a boolean");
    };
  }

  /**
   * Distinct texts in the order of their first occurrence; null if absent.
   *
   * @param most that may be named
   * @throws VitrineException INVALID_PARAMETER
   */
  public @Nullable Set<String> texts(String name, int most) {
    return switch (members.get(name)) {
      case null -> null;
      case JsonNull nothing -> null;
      case JsonArray(List<Json> elements) -> texts(name, elements, most);
      default -> throw VitrineException.invalidParameter(name, "must be an array");
    };
  }

  /**
   * Distinct ids in the order of their first occurrence; null if absent.
   *
   * @param most that one call may name
   * @throws VitrineException INVALID_PARAMETER; TOO_MANY_IDS if there are more
   */
  public @Nullable Set<String> ids(String name, int most) {
    Set<String> ids = texts(name, Integer.MAX_VALUE);
    if (ids != null && ids.size() > most) {
      throw new VitrineException(
          ErrorCode.TOO_MANY_IDS,
          "\"" + name + "\" must name at most " + most,
          Map.of("field", name, "limit", most, "received", ids.size()));
    }
    return ids;
  }

  /**
   * Distinct ids of a list that must be there.
   *
   * @throws VitrineException INVALID_PARAMETER; TOO_MANY_IDS if there are more
   */
  public Set<String> requiredIds(String name, int most) {
    Set<String> ids = ids(name, most);
    if (ids == null) {
      throw VitrineException.invalidParameter(name, "is required");
    }
    return ids;
  }

  /** The texts of a list as they were sent, after {@link #texts}; none if it is absent. */
  List<String> sent(String name) {
    JsonArray list = members.array(name);
    return list == null ? List.of() : list.strings();
  }

  private static Set<String> texts(String name, List<Json> elements, int most) {
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof JsonString(String value))) {
        throw VitrineException.invalidElement(name, i, "must be a string");
      }
      values.add(value);
    }
    if (values.size() > most) {
      throw VitrineException.invalidParameter(
          name, "must name at most " + most, Map.of("limit", most, "received", values.size()));
    }
    return values;
  }
}
