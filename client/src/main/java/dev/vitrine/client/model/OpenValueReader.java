package dev.vitrine.client.model;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads values of an enumeration. Half of the values of a row are such: no reflection for them. */
final class OpenValueReader extends ValueDeserializer<OpenValue> {
  private final @Nullable Known<?> known;

  /** Of no type yet. */
  OpenValueReader() {
    this(null);
  }

  private OpenValueReader(@Nullable Known<?> known) {
    super();
    this.known = known;
  }

  @Override
  public ValueDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) {
    Class<?> type = context.getContextualType().getRawClass();
    try {
      Class.forName(type.getName(), true, type.getClassLoader()); // Fills its known values.
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return new OpenValueReader(Known.ofType(type));
  }

  @Override
  public OpenValue deserialize(JsonParser parser, DeserializationContext context) {
    if (known != null && parser.hasToken(JsonToken.VALUE_STRING)) {
      return known.of(parser.getString());
    }
    return (OpenValue) context.handleUnexpectedToken(OpenValue.class, parser);
  }
}
