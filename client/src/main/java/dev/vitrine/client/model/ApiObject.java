package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.json.TypedReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object of an answer, with all that it came with. Immutable. */
public abstract class ApiObject {
  /** What is never printed. */
  private static final String SECRET = "wandbKey";

  @JsonIgnore private @Nullable Map<String, JsonNode> additional;

  ApiObject() {}

  /** The fields that this version of the client has no method for, in the order they came. */
  @JsonAnyGetter
  public Map<String, JsonNode> additionalProperties() {
    return additional == null ? Map.of() : Collections.unmodifiableMap(additional);
  }

  @JsonAnySetter
  void additional(String name, JsonNode value) {
    if (additional == null) {
      additional = new LinkedHashMap<>();
    }
    additional.put(name, value);
  }

  /** A new tree of all fields, known and unknown. */
  public ObjectNode toTree() {
    return (ObjectNode) Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(this));
  }

  /** The JSON text of all fields, known and unknown: the same values as came, the known first. */
  public String toJson() {
    return Json.MAPPER.writeValueAsString(this);
  }

  /**
   * The object of a JSON text.
   *
   * @throws InvalidFieldException if it is no JSON object, or a field has a value of another type
   */
  static <T> T read(Class<T> type, String json) {
    try {
      return new TypedReader<>(type).read(json);
    } catch (JacksonException e) {
      throw new InvalidFieldException("", "is no JSON", e);
    }
  }

  static <T> Optional<List<T>> list(@Nullable List<T> elements) {
    return Optional.ofNullable(elements).map(Collections::unmodifiableList);
  }

  static <T> Optional<Map<String, T>> map(@Nullable Map<String, T> members) {
    return Optional.ofNullable(members).map(Collections::unmodifiableMap);
  }

  static Optional<Instant> instant(String field, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new InvalidFieldException(field, "is no ISO-8601 time", e);
    }
  }

  static Optional<Instant> epochMillis(String field, @Nullable BigDecimal millis) {
    if (millis == null) {
      return Optional.empty();
    }
    if (millis.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new InvalidFieldException(field, "is no time", null);
    }
    return Optional.of(
        Instant.ofEpochMilli(millis.setScale(0, RoundingMode.DOWN).longValueExact()));
  }

  /** Whether the other is of the same type and has the same fields, in any order. */
  @Override
  @SuppressWarnings("EqualsGetClass") // Subclasses are closed, and differ.
  public boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && toTree().equals(((ApiObject) other).toTree());
  }

  @Override
  public int hashCode() {
    return toTree().hashCode();
  }

  /** For people; keys of other services are not shown. */
  @Override
  public String toString() {
    ObjectNode shown = toTree();
    for (JsonNode holder : shown.findParents(SECRET)) {
      ((ObjectNode) holder).put(SECRET, "…");
    }
    return getClass().getSimpleName() + shown;
  }
}
