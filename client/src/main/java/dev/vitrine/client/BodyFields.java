package dev.vitrine.client;

import static java.util.Objects.requireNonNull;

import dev.vitrine.client.json.Json;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a body: each is absent, null or has a value. Not safe for several threads. */
final class BodyFields {
  private static final String PARAMETERS = "parameters";

  private final ObjectNode fields;

  BodyFields() {
    this(Json.MAPPER.createObjectNode());
  }

  private BodyFields(ObjectNode fields) {
    this.fields = fields;
  }

  BodyFields copy() {
    return new BodyFields(fields.deepCopy());
  }

  /** Sends a value: a text, a number, a flag, a value of an enumeration, an object, JSON. */
  void set(String name, Object value) {
    fields.set(name, Json.MAPPER.<JsonNode>valueToTree(requireNonNull(value, name)));
  }

  /** Sends a list. */
  void set(String name, Collection<?> values) {
    fields.set(name, Json.MAPPER.<JsonNode>valueToTree(List.copyOf(values)));
  }

  /** Sends null. */
  void clear(String name) {
    fields.putNull(name);
  }

  /** Sends one of the training parameters, with those named before. */
  void parameter(String name, Object value) {
    parameters().set(name, Json.MAPPER.<JsonNode>valueToTree(requireNonNull(value, name)));
  }

  /** Sends null for one of the training parameters. */
  void clearParameter(String name) {
    parameters().putNull(name);
  }

  private ObjectNode parameters() {
    return fields.get(PARAMETERS) instanceof ObjectNode given
        ? given
        : fields.putObject(PARAMETERS);
  }

  ObjectNode tree() {
    return fields.deepCopy();
  }

  byte[] bytes() {
    return Json.MAPPER.writeValueAsBytes(fields);
  }
}
