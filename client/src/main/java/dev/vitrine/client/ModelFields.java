package dev.vitrine.client;

import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.AccessRestrictions;
import dev.vitrine.client.model.Concept;
import dev.vitrine.client.model.ModelCapability;
import dev.vitrine.client.model.ModelInput;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.PerformanceStats;
import dev.vitrine.client.model.TrainingParameters;
import dev.vitrine.client.model.UiConfig;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the fields of a model that is created or changed. What is not named is not sent. Values
 * are judged by the service, which answers what is wrong with a field ({@link
 * dev.vitrine.client.error.InvalidRequestException}, with {@code field} among its details).
 *
 * @param <B> the builder itself
 */
public abstract sealed class ModelFields<B extends ModelFields<B>>
    permits ModelCreateParams.Builder, ModelUpdateParams.Builder {
  final BodyFields fields;

  ModelFields(BodyFields fields) {
    this.fields = fields;
  }

  abstract B self();

  private B set(String name, Object value) {
    fields.set(name, value);
    return self();
  }

  /** Display name, up to 256 characters. */
  public B name(String name) {
    return set("name", name);
  }

  /** A line or two for cards and lists. */
  public B shortDescription(String text) {
    return set("shortDescription", text);
  }

  /** Architecture and role. Changes only while the status is {@code new}. */
  public B type(ModelType type) {
    return set("type", type);
  }

  /** The class of subjects that the model is trained on, by its slug. */
  public B classSlug(String slug) {
    return set("classSlug", slug);
  }

  /** The collections that hold the model, in place of all others. */
  public B collectionIds(Collection<String> ids) {
    fields.set("collectionIds", List.copyOf(ids));
    return self();
  }

  /** What a composition blends, in place of all before; a composition needs at least one. */
  public B concepts(Collection<Concept> concepts) {
    fields.set("concepts", List.copyOf(concepts));
    return self();
  }

  /** The model that a training starts from. Default: as the type has it. */
  public B baseModelId(String id) {
    return set("baseModelId", id);
  }

  /** Who may see the model. Only an admin key may say public. Vitrine only. */
  public B privacy(ModelPrivacy privacy) {
    return set("privacy", privacy);
  }

  /** What the model can be asked to do, in place of all before. Vitrine only. */
  public B capabilities(Collection<ModelCapability> capabilities) {
    fields.set("capabilities", List.copyOf(capabilities));
    return self();
  }

  /** The parameters that a custom model takes, in place of all before. Vitrine only. */
  public B inputs(Collection<ModelInput> inputs) {
    fields.set("inputs", List.copyOf(inputs));
    return self();
  }

  /** How a form for the inputs of a custom model is laid out. Vitrine only. */
  public B uiConfig(UiConfig config) {
    return set("uiConfig", config);
  }

  /** Whether it is a custom model. Vitrine only; default: if its type is. */
  public B custom(boolean flag) {
    return set("custom", flag);
  }

  /** The lowest plan that may generate with the model. Vitrine only. */
  public B accessRestrictions(AccessRestrictions plan) {
    return set("accessRestrictions", plan);
  }

  /** Measured speed, cost and quality. Vitrine only. */
  public B performanceStats(PerformanceStats stats) {
    return set("performanceStats", stats);
  }

  /** Text added to the prompt of every generation. */
  public B promptEmbedding(String text) {
    return set("promptEmbedding", text);
  }

  /** Text added to the negative prompt of every generation. */
  public B negativePromptEmbedding(String text) {
    return set("negativePromptEmbedding", text);
  }

  /**
   * Settings of the training, all that these have: another model's, say. Of a model that has
   * settings, those named are changed and the others stay. Forgets parameters named before.
   */
  public B parameters(TrainingParameters parameters) {
    return set("parameters", parameters);
  }

  /** One setting of the training, beside those named before: {@code conceptPrompt}. */
  public B parameter(String name, String value) {
    fields.parameter(name, value);
    return self();
  }

  /** One setting of the training, beside those named before: {@code learningRate}. */
  public B parameter(String name, BigDecimal value) {
    fields.parameter(name, value);
    return self();
  }

  /** One setting of the training, beside those named before: {@code maxTrainSteps}. */
  public B parameter(String name, long value) {
    fields.parameter(name, value);
    return self();
  }

  /** One setting of the training, beside those named before: {@code randomCrop}. */
  public B parameter(String name, boolean value) {
    fields.parameter(name, value);
    return self();
  }

  /** One setting of the training, beside those named before: {@code samplePrompts}. */
  public B parameter(String name, Collection<String> values) {
    fields.parameter(name, List.copyOf(values));
    return self();
  }

  /**
   * A field that has no method here, or a value that has no type; JSON null is sent as null. In
   * place of what was said of the field before.
   */
  public B additionalField(String name, JsonNode value) {
    return set(name, value);
  }

  /**
   * The fields of a JSON object, each as {@link #additionalField} takes it.
   *
   * @throws IllegalArgumentException if it is no JSON object
   */
  public B additionalFields(String json) {
    try {
      if (Json.MAPPER.readTree(json) instanceof ObjectNode object) {
        object.properties().forEach(field -> fields.set(field.getKey(), field.getValue()));
        return self();
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The fields are no JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("The fields are no JSON object");
  }
}
