package dev.vitrine.client.json;

import dev.vitrine.client.error.InvalidFieldException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.ObjectReader;

/** Values of one type out of JSON, with errors that name the field. Safe for several threads. */
public final class TypedReader<T> {
  private final Class<T> type;
  private final ObjectReader reader;

  /** Of this type. */
  public TypedReader(Class<T> type) {
    this.type = type;
    this.reader = Json.MAPPER.readerFor(type);
  }

  /**
   * The value at which a parser stands.
   *
   * @throws InvalidFieldException if it is of another type somewhere within; the parser then stands
   *     where that was found
   * @throws JacksonException if it is no JSON
   */
  public T read(JsonParser parser) {
    try {
      return type.cast(reader.<Object>readValue(parser));
    } catch (DatabindException e) {
      throw invalid(e);
    }
  }

  /**
   * The value of a text.
   *
   * @throws InvalidFieldException if it is of another type somewhere within
   * @throws JacksonException if it is no JSON
   */
  public T read(String json) {
    try {
      Object value = reader.<@Nullable Object>readValue(json);
      if (value == null) {
        throw new InvalidFieldException("", "is null", null);
      }
      return type.cast(value);
    } catch (DatabindException e) {
      throw invalid(e);
    }
  }

  /** What is wrong, in our words: those of the library quote the value. */
  private static InvalidFieldException invalid(DatabindException e) {
    return new InvalidFieldException(path(e.getPath()), "has a value of another type", null);
  }

  private static String path(List<JacksonException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference reference : references) {
      if (reference.getPropertyName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
      }
    }
    return path.toString();
  }
}
