package dev.vitrine.client.model;

import dev.vitrine.client.json.Json;
import dev.vitrine.client.json.TypedReader;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes a parameter of a custom model, for writing. What a field means is said at {@link
 * ModelInput}; values are judged by the service.
 */
public final class ModelInputBuilder {
  private static final TypedReader<ModelInput> READER = new TypedReader<>(ModelInput.class);

  private final ObjectNode fields = Json.MAPPER.createObjectNode();

  ModelInputBuilder(String name, InputType type) {
    set("name", name);
    set("type", type);
  }

  private ModelInputBuilder set(String name, Object value) {
    fields.set(name, Json.MAPPER.<JsonNode>valueToTree(value));
    return this;
  }

  /** The values to choose from, in this order. */
  public ModelInputBuilder allowedValues(JsonNode... values) {
    return set("allowedValues", List.of(values));
  }

  /** Whether a picture's background counts. */
  public ModelInputBuilder backgroundBehavior(BackgroundBehavior value) {
    return set("backgroundBehavior", value);
  }

  /** Whether the text is a colour. */
  public ModelInputBuilder color(boolean value) {
    return set("color", value);
  }

  /** Whether the value changes what a generation costs. */
  public ModelInputBuilder costImpact(boolean value) {
    return set("costImpact", value);
  }

  /** The value taken where a request gives none. */
  public ModelInputBuilder defaultValue(String value) {
    return set("default", value);
  }

  /** The value taken where a request gives none. */
  public ModelInputBuilder defaultValue(BigDecimal value) {
    return set("default", value);
  }

  /** The value taken where a request gives none. */
  public ModelInputBuilder defaultValue(boolean value) {
    return set("default", value);
  }

  /** The value taken where a request gives none. */
  public ModelInputBuilder defaultValue(JsonNode value) {
    return set("default", value);
  }

  /** A longer explanation. */
  public ModelInputBuilder description(String value) {
    return set("description", value);
  }

  /** The heading a form places it under. */
  public ModelInputBuilder group(String value) {
    return set("group", value);
  }

  /** A short explanation. */
  public ModelInputBuilder hint(String value) {
    return set("hint", value);
  }

  /** The fields of each object in the list, for {@code inputs_array}. */
  public ModelInputBuilder inputs(List<ModelInput> value) {
    return set("inputs", List.copyOf(value));
  }

  /** The kind of file. */
  public ModelInputBuilder kind(InputKind value) {
    return set("kind", value);
  }

  /** The caption. */
  public ModelInputBuilder label(String value) {
    return set("label", value);
  }

  /** The name of the file input on whose picture the mask is drawn. */
  public ModelInputBuilder maskFrom(String value) {
    return set("maskFrom", value);
  }

  /** The largest value. */
  public ModelInputBuilder max(BigDecimal value) {
    return set("max", value);
  }

  /** The longest audio or video, in seconds. */
  public ModelInputBuilder maxDuration(BigDecimal value) {
    return set("maxDuration", value);
  }

  /** The longest text, in characters; the most models. */
  public ModelInputBuilder maxLength(BigDecimal value) {
    return set("maxLength", value);
  }

  /** The largest file, in bytes. */
  public ModelInputBuilder maxSize(BigDecimal value) {
    return set("maxSize", value);
  }

  /** The smallest value. */
  public ModelInputBuilder min(BigDecimal value) {
    return set("min", value);
  }

  /** The shortest text, in characters. */
  public ModelInputBuilder minLength(BigDecimal value) {
    return set("minLength", value);
  }

  /** The types of model that may be chosen. */
  public ModelInputBuilder modelTypes(List<ModelType> value) {
    return set("modelTypes", List.copyOf(value));
  }

  /** Whether the file becomes the parent of the assets produced. */
  public ModelInputBuilder parent(boolean value) {
    return set("parent", value);
  }

  /** The text shown while it is empty. */
  public ModelInputBuilder placeholder(String value) {
    return set("placeholder", value);
  }

  /** Whether the text is a prompt. */
  public ModelInputBuilder prompt(boolean value) {
    return set("prompt", value);
  }

  /** Whether the prompt-writing help works with it. */
  public ModelInputBuilder promptSpark(boolean value) {
    return set("promptSpark", value);
  }

  /** The distance between the values a control offers. */
  public ModelInputBuilder step(BigDecimal value) {
    return set("step", value);
  }

  /** That a value must be given in any case. */
  public ModelInputBuilder required() {
    ObjectNode always = Json.MAPPER.createObjectNode().put("always", true);
    return set("required", always);
  }

  /** A field that has no method here, such as a {@code required} that depends on other inputs. */
  public ModelInputBuilder additionalField(String name, JsonNode value) {
    return set(name, value);
  }

  /** The input. */
  public ModelInput build() {
    return READER.read(fields.toString());
  }
}
