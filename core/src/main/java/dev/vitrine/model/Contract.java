package dev.vitrine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    return new Contract(schemas()).model();
  }

  /** How assets come into being: the values that lists of them are filtered by. */
  public static Set<String> assetTypes() {
    Set<String> types = new LinkedHashSet<>();
    schemas().path("AssetType").path("enum").forEach(type -> types.add(type.stringValue()));
    return types;
  }

  private static JsonNode schemas() {
    try (InputStream in = Contract.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is missing from the class path");
      }
      return new YAMLMapper().readTree(in).path("components").path("schemas");
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
    return new ModelFields(leading, object, trainers());
  }

  private Trainers trainers() {
    Map<String, String> ofType = new LinkedHashMap<>();
    schemas
        .path("ModelType")
        .path("x-trainer-of-types")
        .forEachEntry((type, trainer) -> ofType.put(type, trainer.stringValue()));
    Map<String, Set<String>> ofParameter = new LinkedHashMap<>();
    Map<String, Map<String, NumberBounds>> bounds = new LinkedHashMap<>();
    schemas
        .path("TrainingParameters")
        .path("properties")
        .forEachEntry((name, property) -> {
          Set<String> trainers = new LinkedHashSet<>();
          property.path("x-trainers").forEach(trainer -> trainers.add(trainer.stringValue()));
          if (!trainers.isEmpty()) {
            ofParameter.put(name, trainers);
          }
          Map<String, NumberBounds> own = new LinkedHashMap<>();
          property
              .path("x-trainer-bounds")
              .forEachEntry(
                  (trainer, bound) -> own.put(trainer, numberBounds(bound, "", List.of())));
          bounds.put(name, own);
        });
    return new Trainers(ofType, ofParameter, bounds);
  }

  private static TextBounds textBounds(JsonNode schema) {
    Set<String> known = new LinkedHashSet<>();
    eachKnown(schema, value -> known.add(value.stringValue()));
    TextBounds.Form form =
        switch (schema.path("x-write-text").asString("")) {
          case "line" -> TextBounds.Form.LINE;
          case "prose" -> TextBounds.Form.PROSE;
          case "" -> TextBounds.Form.ANY;
          default -> throw new IllegalStateException("x-write-text is line or prose");
        };
    return new TextBounds(
        known,
        schema.path("x-write-minLength").asInt(0),
        schema.path("x-write-maxLength").asInt(Integer.MAX_VALUE),
        form);
  }

  private static NumberBounds numberBounds(JsonNode schema) {
    List<BigDecimal> known = new ArrayList<>();
    eachKnown(schema, value -> known.add(value.decimalValue()));
    return numberBounds(schema, "x-write-", known);
  }

  private static NumberBounds numberBounds(JsonNode schema, String prefix, List<BigDecimal> known) {
    BigDecimal exclusive = number(schema.path(prefix + "exclusiveMinimum"));
    return new NumberBounds(
        exclusive == null ? number(schema.path(prefix + "minimum")) : exclusive,
        exclusive != null,
        number(schema.path(prefix + "maximum")),
        known);
  }

  private static @Nullable BigDecimal number(JsonNode value) {
    return value.isNumber() ? value.decimalValue() : null;
  }

  /**
   * The values named by the first branch of {@code anyOf}: the second admits the rest in answers.
   */
  private static void eachKnown(JsonNode schema, Consumer<JsonNode> known) {
    schema.path("anyOf").forEach(branch -> branch.path("enum").forEach(known));
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
      case "string" -> new Shape.Text(textBounds(schema));
      case "number", "integer" -> new Shape.Numeral(numberBounds(schema));
      case "boolean" -> new Shape.Flag();
      case "array" ->
          new Shape.ListOf(
              shape(schema.path("items"), depth + 1),
              schema.path("x-write-maxItems").asInt(Integer.MAX_VALUE));
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
    Set<String> required = new LinkedHashSet<>();
    schema.path("x-write-required").forEach(name -> required.add(name.stringValue()));
    return new Shape.ObjectOf(
        known,
        others.isObject() ? shape(others, depth + 1) : new Shape.Open(),
        required,
        schema.path("x-write-maxProperties").asInt(Integer.MAX_VALUE));
  }
}
