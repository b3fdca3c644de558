package dev.vitrine.bench.sdk;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows as someone would type them who writes a client for one program: plain fields for Jackson.
 */
final class HandTyped {
  private HandTyped() {}

  /** An answer to a bulk read. */
  static final class Answer extends Open {
    public @Nullable List<Row> models;
  }

  /** What keeps the fields it has no name for. */
  abstract static class Open {
    private @Nullable Map<String, Object> others;

    @JsonAnySetter
    void other(String name, Object value) {
      if (others == null) {
        others = new LinkedHashMap<>();
      }
      others.put(name, value);
    }
  }

  static final class Row extends Open {
    public @Nullable String id;
    public @Nullable String userId;
    public @Nullable String authorId;
    public @Nullable String ownerId;
    public @Nullable String createdAt;
    public @Nullable String updatedAt;
    public @Nullable String name;
    public @Nullable String shortDescription;
    public @Nullable String type;
    public @Nullable String privacy;
    public @Nullable List<String> capabilities;
    public @Nullable String source;
    public @Nullable String status;
    public @Nullable TrainingProgress trainingProgress;
    public @Nullable TrainingParameters parameters;
    public @Nullable Double trainingImagesNumber;
    public @Nullable List<TrainingImage> trainingImages;
    public @Nullable List<TrainingImagePair> trainingImagePairs;
    public @Nullable List<String> tags;
    public @Nullable List<String> collectionIds;
    public @Nullable List<String> exampleAssetIds;
    public @Nullable Boolean custom;
    public @Nullable Double accessRestrictions;

    @JsonProperty("class")
    public @Nullable ModelClass modelClass;

    public @Nullable List<String> compliantModelIds;
    public @Nullable List<Concept> concepts;
    public @Nullable Boolean disableRefund;
    public @Nullable String epoch;
    public @Nullable List<Epoch> epochs;
    public @Nullable List<Input> inputs;
    public @Nullable String modelKeyword;
    public @Nullable String negativePromptEmbedding;
    public @Nullable String parentModelId;
    public @Nullable PerformanceStats performanceStats;
    public @Nullable String promptEmbedding;
    public @Nullable String softDeletionOn;
    public @Nullable Thumbnail thumbnail;
    public @Nullable TrainingStats trainingStats;
    public @Nullable UiConfig uiConfig;
  }

  static final class Thumbnail extends Open {
    public @Nullable String assetId;
    public @Nullable String url;
  }

  static final class ModelClass extends Open {
    public @Nullable String category;
    public @Nullable String conceptPrompt;
    public @Nullable String modelId;
    public @Nullable String name;
    public @Nullable String prompt;
    public @Nullable String slug;
    public @Nullable String status;
    public @Nullable List<String> thumbnails;
  }

  static final class Concept extends Open {
    public @Nullable String modelId;
    public @Nullable Double scale;
    public @Nullable String modelEpoch;
  }

  static final class Epoch extends Open {
    public @Nullable String epoch;
    public @Nullable List<EpochAsset> assets;
  }

  static final class EpochAsset extends Open {
    public @Nullable String assetId;
    public @Nullable String url;
  }

  static final class TrainingImage extends Open {
    public @Nullable String id;
    public @Nullable String automaticCaptioning;
    public @Nullable String createdAt;
    public @Nullable String description;
    public @Nullable String downloadUrl;
    public @Nullable String name;
  }

  static final class TrainingImagePair extends Open {
    public @Nullable String instruction;
    public @Nullable String sourceId;
    public @Nullable String targetId;
  }

  static final class TrainingProgress extends Open {
    public @Nullable String stage;
    public @Nullable Double updatedAt;
    public @Nullable String captchaImageUrl;
    public @Nullable Double position;
    public @Nullable Double progress;
    public @Nullable Double remainingTimeMs;
    public @Nullable String retryableError;
    public @Nullable Double retryCount;
    public @Nullable Double startedAt;
  }

  static final class TrainingStats extends Open {
    public @Nullable String endedAt;
    public @Nullable Double queueDuration;
    public @Nullable String startedAt;
    public @Nullable Double trainDuration;
  }

  static final class TrainingParameters extends Open {
    public @Nullable String age;
    public @Nullable Double batchSize;
    public @Nullable String classPrompt;
    public @Nullable String cloneType;
    public @Nullable String conceptPrompt;
    public @Nullable String gender;
    public @Nullable String language;
    public @Nullable Double learningRate;
    public @Nullable Double learningRateTextEncoder;
    public @Nullable Double learningRateUnet;
    public @Nullable String lrScheduler;
    public @Nullable Double maxTrainSteps;
    public @Nullable Double nbEpochs;
    public @Nullable Double nbRepeats;
    public @Nullable Double numTextTrainSteps;
    public @Nullable Double numUNetTrainSteps;
    public @Nullable String optimizeFor;
    public @Nullable Double priorLossWeight;
    public @Nullable Boolean randomCrop;
    public @Nullable Double randomCropRatio;
    public @Nullable Double randomCropScale;
    public @Nullable Double rank;
    public @Nullable Boolean removeBackgroundNoise;
    public @Nullable List<String> samplePrompts;
    public @Nullable List<String> sampleSourceImages;
    public @Nullable Boolean scaleLr;
    public @Nullable Double seed;
    public @Nullable Double textEncoderTrainingRatio;
    public @Nullable Double validationFrequency;
    public @Nullable String validationPrompt;
    public @Nullable String voiceDescription;
    public @Nullable String wandbKey;
  }

  static final class PerformanceStats extends Open {
    public @Nullable List<PerformanceVariant> variants;

    @JsonProperty("default")
    public @Nullable String standard;
  }

  static final class PerformanceVariant extends Open {
    public @Nullable String capability;
    public @Nullable String computedAt;
    public @Nullable String variantKey;
    public @Nullable ArenaScore arenaScore;
    public @Nullable Double costPerAssetMaxCU;
    public @Nullable Double costPerAssetMinCU;
    public @Nullable Double costPerAssetP50CU;
    public @Nullable Double inferenceLatencyP50Sec;
    public @Nullable Double inferenceLatencyP75Sec;
    public @Nullable String resolution;
    public @Nullable Double totalLatencyP50Sec;
    public @Nullable Double totalLatencyP75Sec;
  }

  static final class ArenaScore extends Open {
    public @Nullable String arenaCategory;
    public @Nullable String arenaModelName;
    public @Nullable String fetchedAt;
    public @Nullable Double rank;
    public @Nullable Double rating;
    public @Nullable Double ratingLower;
    public @Nullable Double ratingUpper;
    public @Nullable Double votes;
  }

  static final class Input extends Open {
    public @Nullable String name;
    public @Nullable String type;
    public @Nullable List<Object> allowedValues;
    public @Nullable String backgroundBehavior;
    public @Nullable Boolean color;
    public @Nullable Boolean costImpact;

    @JsonProperty("default")
    public @Nullable Object standard;

    public @Nullable String description;
    public @Nullable String group;
    public @Nullable String hint;
    public @Nullable List<Object> inputs;
    public @Nullable String kind;
    public @Nullable String label;
    public @Nullable String maskFrom;
    public @Nullable Double max;
    public @Nullable Double maxDuration;
    public @Nullable Double maxLength;
    public @Nullable Double maxSize;
    public @Nullable Double min;
    public @Nullable Double minLength;
    public @Nullable List<String> modelTypes;
    public @Nullable Boolean parent;
    public @Nullable String placeholder;
    public @Nullable Boolean prompt;
    public @Nullable Boolean promptSpark;
    public @Nullable InputRequired required;
    public @Nullable Double step;
  }

  static final class InputRequired extends Open {
    public @Nullable Boolean always;
    public @Nullable Object conditionalValues;
    public @Nullable Object ifDefined;
    public @Nullable Object ifNotDefined;
  }

  static final class UiConfig extends Open {
    public @Nullable Map<String, InputProperties> inputProperties;
    public @Nullable LorasComponent lorasComponent;
    public @Nullable List<InputPreset> presets;
    public @Nullable ResolutionComponent resolutionComponent;
    public @Nullable Map<String, Object> selects;
    public @Nullable TriggerGenerate triggerGenerate;
  }

  static final class InputProperties extends Open {
    public @Nullable Boolean collapsed;
  }

  static final class LorasComponent extends Open {
    public @Nullable String label;
    public @Nullable String modelInput;
    public @Nullable String scaleInput;
    public @Nullable String modelIdInput;
  }

  static final class InputPreset extends Open {
    public @Nullable List<String> fields;
    public @Nullable Object presets;
  }

  static final class ResolutionComponent extends Open {
    public @Nullable String heightInput;
    public @Nullable String label;
    public @Nullable List<ResolutionPreset> presets;
    public @Nullable String widthInput;
  }

  static final class ResolutionPreset extends Open {
    public @Nullable Double height;
    public @Nullable String label;
    public @Nullable Double width;
  }

  static final class TriggerGenerate extends Open {
    public @Nullable String label;
    public @Nullable String after;
    public @Nullable String position;
  }
}
