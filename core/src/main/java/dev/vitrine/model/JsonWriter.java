package dev.vitrine.model;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes {@link Json} compactly as UTF-8, escaping only what RFC 8259 says must be. */
public final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(10_000).build())
          .build();

  private JsonWriter() {}

  /** The bytes of one value. */
  public static byte[] write(Json value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(value, generator);
    }
    return out.toByteArray();
  }

  private static void write(Json value, JsonGenerator out) {
    switch (value) {
      case JsonObject(var members) -> {
        out.writeStartObject();
        for (Map.Entry<String, Json> member : members.entrySet()) {
          out.writeName(member.getKey());
          write(member.getValue(), out);
        }
        out.writeEndObject();
      }
      case JsonArray(var elements) -> {
        out.writeStartArray();
        for (Json element : elements) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case JsonString(String text) -> out.writeString(text);
      case JsonNumber(String text) -> out.writeNumber(text);
      case JsonBoolean(boolean bool) -> out.writeBoolean(bool);
      case JsonNull nothing -> out.writeNull();
    }
  }
}
