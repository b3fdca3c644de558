package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parameter of a custom model, and how a form asks for it. */
public final class ModelInput extends ApiObject {
  private @Nullable String name;
  private @Nullable InputType type;

  @JsonSetter(contentNulls = Nulls.SET)
  private @Nullable List<JsonNode> allowedValues;

  private @Nullable BackgroundBehavior backgroundBehavior;
  private @Nullable Boolean color;
  private @Nullable Boolean costImpact;

  @JsonProperty("default")
  private @Nullable JsonNode defaultValue;

  private @Nullable String description;
  private @Nullable String group;
  private @Nullable String hint;
  private @Nullable List<JsonNode> inputs;
  private @Nullable InputKind kind;
  private @Nullable String label;
  private @Nullable String maskFrom;
  private @Nullable BigDecimal max;
  private @Nullable BigDecimal maxDuration;
  private @Nullable BigDecimal maxLength;
  private @Nullable BigDecimal maxSize;
  private @Nullable BigDecimal min;
  private @Nullable BigDecimal minLength;
  private @Nullable List<ModelType> modelTypes;
  private @Nullable Boolean parent;
  private @Nullable String placeholder;
  private @Nullable Boolean prompt;
  private @Nullable Boolean promptSpark;
  private @Nullable InputRequirement required;
  private @Nullable BigDecimal step;

  private ModelInput() {}

  /**
   * An input to be described.
   *
   * @param name key of the parameter in a generation request
   */
  public static ModelInputBuilder builder(String name, InputType type) {
    return new ModelInputBuilder(name, type);
  }

  /**
   * The input of a JSON object, for writing.
   *
   * @throws InvalidFieldException if it is no JSON object, or a known field has a value of another
   *     type
   */
  public static ModelInput fromJson(String json) {
    return read(ModelInput.class, json);
  }

  /** Key of the parameter in a generation request. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Type of the value. */
  public Optional<InputType> type() {
    return Optional.ofNullable(type);
  }

  /**
   * The values to choose from: one of them for {@code string} and {@code number}, any of them for
   * {@code string_array}.
   */
  public Optional<List<JsonNode>> allowedValues() {
    return list(allowedValues);
  }

  /**
   * Whether a picture's background counts. For {@code file} and {@code file_array} of kind {@code
   * image}.
   */
  public Optional<BackgroundBehavior> backgroundBehavior() {
    return Optional.ofNullable(backgroundBehavior);
  }

  /** Whether the text is a colour, so that a form shows a colour picker. For {@code string}. */
  public Optional<Boolean> color() {
    return Optional.ofNullable(color);
  }

  /** Whether the value changes what a generation costs. */
  public Optional<Boolean> costImpact() {
    return Optional.ofNullable(costImpact);
  }

  /** The value taken where a request gives none. */
  public Optional<JsonNode> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** A longer explanation, shown beside the control. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** Heading under which a form places the control, next to others of the same group. */
  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  /** A short explanation, shown on hovering. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  /**
   * The fields of each object in the list, described like inputs themselves. For {@code
   * inputs_array}. Their content is kept as it came, nulls included.
   */
  public Optional<List<JsonNode>> inputs() {
    return list(inputs);
  }

  /**
   * The kind of file. For {@code file} and {@code file_array}. Where a model takes several kinds, a
   * data URL must state its own, as in {@code data:image/png;base64,…}, for an asset to be made of
   * it.
   */
  public Optional<InputKind> kind() {
    return Optional.ofNullable(kind);
  }

  /** Caption of the control. */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /** Name of the file input on whose picture the mask is drawn. */
  public Optional<String> maskFrom() {
    return Optional.ofNullable(maskFrom);
  }

  /** Largest value, for {@code number}; largest value of each item, for arrays of numbers. */
  public Optional<BigDecimal> max() {
    return Optional.ofNullable(max);
  }

  /**
   * Longest audio or video, in seconds. For {@code file} and {@code file_array}; checked when a job
   * is created.
   */
  public Optional<BigDecimal> maxDuration() {
    return Optional.ofNullable(maxDuration);
  }

  /**
   * Longest text, in characters, of a {@code string} or of each item of a {@code string_array};
   * most items of a {@code model_array}.
   */
  public Optional<BigDecimal> maxLength() {
    return Optional.ofNullable(maxLength);
  }

  /**
   * Largest file, in bytes. For {@code file} and {@code file_array}; checked when a job is created.
   */
  public Optional<BigDecimal> maxSize() {
    return Optional.ofNullable(maxSize);
  }

  /** Smallest value, for {@code number}; smallest value of each item, for arrays of numbers. */
  public Optional<BigDecimal> min() {
    return Optional.ofNullable(min);
  }

  /** Shortest text, in characters. */
  public Optional<BigDecimal> minLength() {
    return Optional.ofNullable(minLength);
  }

  /** The types of model that may be chosen. For {@code model_array}. */
  public Optional<List<ModelType>> modelTypes() {
    return list(modelTypes);
  }

  /**
   * Whether the file becomes the parent of the assets produced; of a {@code file_array}, its first
   * file. For {@code file} and {@code file_array}.
   */
  public Optional<Boolean> parent() {
    return Optional.ofNullable(parent);
  }

  /** Text shown in the control while it is empty. For {@code string}. */
  public Optional<String> placeholder() {
    return Optional.ofNullable(placeholder);
  }

  /**
   * Whether the text is a prompt, so that a form shows a large text area with help for writing it.
   * For {@code string}.
   */
  public Optional<Boolean> prompt() {
    return Optional.ofNullable(prompt);
  }

  /** Whether the prompt-writing help works with this input. For {@code string}. */
  public Optional<Boolean> promptSpark() {
    return Optional.ofNullable(promptSpark);
  }

  /** When a value must be given. Absent means never. */
  public Optional<InputRequirement> required() {
    return Optional.ofNullable(required);
  }

  /** Distance between the values a control offers, at least 1 on writes. For {@code number}. */
  public Optional<BigDecimal> step() {
    return Optional.ofNullable(step);
  }
}
