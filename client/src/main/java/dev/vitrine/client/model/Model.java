package dev.vitrine.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vitrine.client.error.InvalidFieldException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model of the catalogue, as one row of an answer. Which fields are present depends on the model
 * and on what was asked for.
 */
public final class Model extends ApiObject {
  private @Nullable String id;
  private @Nullable String userId;
  private @Nullable String authorId;
  private @Nullable String ownerId;
  private @Nullable String createdAt;
  private @Nullable String updatedAt;
  private @Nullable String name;
  private @Nullable String shortDescription;
  private @Nullable ModelType type;
  private @Nullable ModelPrivacy privacy;
  private @Nullable List<ModelCapability> capabilities;
  private @Nullable ModelSource source;
  private @Nullable ModelStatus status;
  private @Nullable TrainingProgress trainingProgress;
  private @Nullable TrainingParameters parameters;
  private @Nullable BigDecimal trainingImagesNumber;
  private @Nullable List<TrainingImage> trainingImages;
  private @Nullable List<TrainingImagePair> trainingImagePairs;
  private @Nullable List<String> tags;
  private @Nullable List<String> collectionIds;
  private @Nullable List<String> exampleAssetIds;
  private @Nullable Boolean custom;
  private @Nullable AccessRestrictions accessRestrictions;

  @JsonProperty("class")
  private @Nullable ModelClass modelClass;

  private @Nullable List<String> compliantModelIds;
  private @Nullable List<Concept> concepts;
  private @Nullable Boolean disableRefund;
  private @Nullable String epoch;
  private @Nullable List<Epoch> epochs;
  private @Nullable List<ModelInput> inputs;
  private @Nullable String modelKeyword;
  private @Nullable String negativePromptEmbedding;
  private @Nullable String parentModelId;
  private @Nullable PerformanceStats performanceStats;
  private @Nullable String promptEmbedding;
  private @Nullable String softDeletionOn;
  private @Nullable Thumbnail thumbnail;
  private @Nullable TrainingStats trainingStats;
  private @Nullable UiConfig uiConfig;

  private Model() {}

  /**
   * The model of a JSON object, for tests and caches.
   *
   * @throws InvalidFieldException if it is no JSON object, a known field has a value of another
   *     type, or there is no id
   */
  public static Model fromJson(String json) {
    Model model = read(Model.class, json);
    model.id();
    return model;
  }

  /**
   * Identifies the model, 1 to 256 characters. Never changes, not even when the model changes
   * owner.
   */
  public String id() {
    if (id == null) {
      throw new InvalidFieldException("id", "is missing", null);
    }
    return id;
  }

  /**
   * Older name of {@code authorId}, kept for clients that still read it.
   *
   * @deprecated see {@link #authorId()}
   */
  @Deprecated
  public Optional<String> userId() {
    return Optional.ofNullable(userId);
  }

  /** Who created the model, the id of the API key that wrote it, or as imported. */
  public Optional<String> authorId() {
    return Optional.ofNullable(authorId);
  }

  /** The project that owns the model. */
  public Optional<String> ownerId() {
    return Optional.ofNullable(ownerId);
  }

  /**
   * When the model came into being.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> createdAt() {
    return instant("createdAt", createdAt);
  }

  /**
   * When the model last changed.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> updatedAt() {
    return instant("updatedAt", updatedAt);
  }

  /** Display name. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** A line or two for cards and lists. */
  public Optional<String> shortDescription() {
    return Optional.ofNullable(shortDescription);
  }

  /** Architecture and role of the model. */
  public Optional<ModelType> type() {
    return Optional.ofNullable(type);
  }

  /** Who may see the model. {@code private} unless set otherwise. */
  public Optional<ModelPrivacy> privacy() {
    return Optional.ofNullable(privacy);
  }

  /**
   * What the model can be asked to do, each as input kind to output kind or as a named technique.
   */
  public Optional<List<ModelCapability>> capabilities() {
    return list(capabilities);
  }

  /** Where the weights come from. */
  public Optional<ModelSource> source() {
    return Optional.ofNullable(source);
  }

  /** Where the model stands in its life. */
  public Optional<ModelStatus> status() {
    return Optional.ofNullable(status);
  }

  /** How far a running or queued training has come. May be an empty object. */
  public Optional<TrainingProgress> trainingProgress() {
    return Optional.ofNullable(trainingProgress);
  }

  /** Settings of the training. */
  public Optional<TrainingParameters> parameters() {
    return Optional.ofNullable(parameters);
  }

  /**
   * How many training images the model has, whether or not this row shows them. The larger of the
   * number on record and the images held.
   */
  public Optional<BigDecimal> trainingImagesNumber() {
    return Optional.ofNullable(trainingImagesNumber);
  }

  /**
   * Training images, for callers of the owning project only. How many of them is decided by the
   * flags of the read.
   */
  public Optional<List<TrainingImage>> trainingImages() {
    return list(trainingImages);
  }

  /** Before-and-after pairs, for training a model that edits images. */
  public Optional<List<TrainingImagePair>> trainingImagePairs() {
    return list(trainingImagePairs);
  }

  /** Free keywords for finding the model. */
  public Optional<List<String>> tags() {
    return list(tags);
  }

  /** The collections that hold the model. */
  public Optional<List<String>> collectionIds() {
    return list(collectionIds);
  }

  /** Assets the owner picked to show what the model can do. */
  public Optional<List<String>> exampleAssetIds() {
    return list(exampleAssetIds);
  }

  /**
   * Whether this is a custom model, one that declares its own {@code inputs} and is run by {@code
   * POST /generate/custom/{modelId}} only.
   */
  public Optional<Boolean> custom() {
    return Optional.ofNullable(custom);
  }

  /** The lowest plan that may generate with the model. Reading is not affected. */
  public Optional<AccessRestrictions> accessRestrictions() {
    return Optional.ofNullable(accessRestrictions);
  }

  /** The class of subjects the model was trained on, for older models that have one. */
  public Optional<ModelClass> modelClass() {
    return Optional.ofNullable(modelClass);
  }

  /** Base models that the model's weights work with; of use for Flux LoRAs above all. */
  public Optional<List<String>> compliantModelIds() {
    return list(compliantModelIds);
  }

  /**
   * The models that a composition blends. A composition needs at least one; a LoRA may name itself.
   */
  public Optional<List<Concept>> concepts() {
    return list(concepts);
  }

  /**
   * Whether a failed generation with this model keeps the credits it cost. Absent and false both
   * mean that they are given back.
   */
  public Optional<Boolean> disableRefund() {
    return Optional.ofNullable(disableRefund);
  }

  /** The epoch in use, one of {@code epochs}, for trained Flux LoRAs. Absent means the last one. */
  public Optional<String> epoch() {
    return Optional.ofNullable(epoch);
  }

  /** The saved stages of a training, for trained Flux LoRAs. */
  public Optional<List<Epoch>> epochs() {
    return list(epochs);
  }

  /**
   * The parameters that a custom model takes. Sent in bulk rows too, unlike on the hosted platform,
   * so one call is enough.
   */
  public Optional<List<ModelInput>> inputs() {
    return list(inputs);
  }

  /**
   * The word that evokes the subject in older models. {@code parameters.conceptPrompt} has taken
   * its place.
   *
   * @deprecated see {@link TrainingParameters#conceptPrompt()}
   */
  @Deprecated
  public Optional<String> modelKeyword() {
    return Optional.ofNullable(modelKeyword);
  }

  /**
   * Text added to the negative prompt of every generation. Bulk rows have it with {@code settings}
   * only.
   */
  public Optional<String> negativePromptEmbedding() {
    return Optional.ofNullable(negativePromptEmbedding);
  }

  /** The model that this one was derived from. */
  public Optional<String> parentModelId() {
    return Optional.ofNullable(parentModelId);
  }

  /** Measured speed, cost and quality. */
  public Optional<PerformanceStats> performanceStats() {
    return Optional.ofNullable(performanceStats);
  }

  /** Text added to the prompt of every generation. Bulk rows have it with {@code settings} only. */
  public Optional<String> promptEmbedding() {
    return Optional.ofNullable(promptEmbedding);
  }

  /**
   * When the model will be deleted. Set for models of projects on the free plan only, where the
   * operator has such a term.
   *
   * @throws InvalidFieldException if the text is no ISO-8601 time
   */
  public Optional<Instant> softDeletionOn() {
    return instant("softDeletionOn", softDeletionOn);
  }

  /**
   * The picture that stands for the model. Bulk rows have it with the flag {@code thumbnail} only.
   */
  public Optional<Thumbnail> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }

  /** How long the last training waited and ran. */
  public Optional<TrainingStats> trainingStats() {
    return Optional.ofNullable(trainingStats);
  }

  /** How a form for the model's {@code inputs} is laid out. */
  public Optional<UiConfig> uiConfig() {
    return Optional.ofNullable(uiConfig);
  }
}
