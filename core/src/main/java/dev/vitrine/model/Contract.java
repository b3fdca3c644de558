package dev.vitrine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code openapi.yaml}, which the build puts beside this class. */
public final class Contract {
  private static final int DEEPEST = 32;
  private static final String MODEL = "ModelFields";

  private final JsonNode schemas;

  private Contract(JsonNode schemas) {
    this.schemas = schemas;
  }

  /** The documented fields of a model. */
  public static ModelFields modelFields() {
    try (InputStream in = Contract.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is missing from the class path");
      }
      return new Contract(new YAMLMapper().readTree(in).path("components").path("schemas")).model();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModelFields model() {
    JsonNode schema = schemas.path(MODEL);
    if (!(shape(schema, 0) instanceof Shape.ObjectOf object)) {
      throw new IllegalStateException("the schema " + MODEL + " is no object");
    }
    List<String> leading = new ArrayList<>();
    schema.path("x-row-order").forEach(name -> leading.add(name.stringValue()));
    return new ModelFields(leading, object);
  }

  private Shape shape(JsonNode schema, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalStateException("schemas nest without end");
    }
    if (schema.has("$ref")) {
      String ref = schema.path("$ref").stringValue();
      return shape(schemas.required(ref.substring(ref.lastIndexOf('/') + 1)), depth + 1);
    }
    String type = schema.path("type").asString("");
    return switch (type) {
      case "" -> new Shape.Open();
      case "string" -> new Shape.Text();
      case "number", "integer" -> new Shape.Numeral();
      case "boolean" -> new Shape.Flag();
      case "array" -> new Shape.ListOf(shape(schema.path("items"), depth + 1));
      case "object" -> object(schema, depth);
      default ->
          throw new IllegalStateException(
              "a schema has the type " + type + ", which is not understood");
    };
  }

  private Shape object(JsonNode schema, int depth) {
    Map<String, Shape> known = new LinkedHashMap<>();
    schema
        .path("properties")
        .forEachEntry((name, property) -> known.put(name, shape(property, depth + 1)));
    JsonNode others = schema.path("additionalProperties");
    return new Shape.ObjectOf(
        known, others.isObject() ? shape(others, depth + 1) : new Shape.Open());
  }
}
