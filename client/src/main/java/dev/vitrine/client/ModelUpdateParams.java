package dev.vitrine.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to change about a model. A field that is not named stays as it is; one that is cleared is
 * unset. Immutable.
 */
public final class ModelUpdateParams {
  private final BodyFields fields;
  private final @Nullable Boolean originalAssets;
  private final @Nullable String ifMatch;

  private ModelUpdateParams(Builder builder) {
    fields = builder.fields.copy();
    originalAssets = builder.originalAssets;
    ifMatch = builder.ifMatch;
  }

  /** Parameters to be chosen. */
  public static Builder builder() {
    return new Builder(new BodyFields());
  }

  /** These parameters, to be changed. */
  public Builder toBuilder() {
    Builder copy = new Builder(fields.copy());
    copy.originalAssets = originalAssets;
    copy.ifMatch = ifMatch;
    return copy;
  }

  /** The same under a condition: see {@link RequestOptions.Builder#ifMatch}. */
  public ModelUpdateParams ifMatch(String etag) {
    Builder copy = toBuilder();
    copy.ifMatch = Conditions.ifMatch(etag);
    return copy.build();
  }

  /**
   * The same for a model that has not changed since this answer.
   *
   * @throws IllegalArgumentException if the answer has no etag, which those of Vitrine have
   */
  public ModelUpdateParams ifMatch(ModelResponse response) {
    return ifMatch(
        response.etag().orElseThrow(() -> new IllegalArgumentException("The answer has no etag")));
  }

  /** A copy of what will be sent. */
  public ObjectNode body() {
    return fields.tree();
  }

  /** Asset URLs of the untransformed originals in the answer. */
  public Optional<Boolean> originalAssets() {
    return Optional.ofNullable(originalAssets);
  }

  /** The etag, in quotes, that the model must still have. */
  public Optional<String> ifMatch() {
    return Optional.ofNullable(ifMatch);
  }

  byte[] bytes() {
    return fields.bytes();
  }

  /** Collects parameters. */
  public static final class Builder extends ModelFields<Builder> {
    private @Nullable Boolean originalAssets;
    private @Nullable String ifMatch;

    private Builder(BodyFields fields) {
      super(fields);
    }

    @Override
    Builder self() {
      return this;
    }

    private Builder clear(String name) {
      fields.clear(name);
      return this;
    }

    /** Unsets the name. */
    public Builder clearName() {
      return clear("name");
    }

    /** Unsets the short description. */
    public Builder clearShortDescription() {
      return clear("shortDescription");
    }

    /** Takes the model out of its class. */
    public Builder clearClassSlug() {
      return clear("classSlug");
    }

    /** Unsets the concepts, of what is no composition. */
    public Builder clearConcepts() {
      return clear("concepts");
    }

    /** Unsets all settings of the training. */
    public Builder clearParameters() {
      return clear("parameters");
    }

    /** Unsets one setting of the training. */
    public Builder clearParameter(String name) {
      fields.clearParameter(name);
      return this;
    }

    /** The epoch to use, for trained Flux LoRAs: one of the model's. */
    public Builder epoch(String epoch) {
      fields.set("epoch", epoch);
      return this;
    }

    /** Uses the last epoch. */
    public Builder clearEpoch() {
      return clear("epoch");
    }

    /** The asset that stands for the model. */
    public Builder thumbnail(String assetId) {
      fields.set("thumbnail", assetId);
      return this;
    }

    /** Unsets the thumbnail. */
    public Builder clearThumbnail() {
      return clear("thumbnail");
    }

    /** Unsets the text added to prompts. */
    public Builder clearPromptEmbedding() {
      return clear("promptEmbedding");
    }

    /** Unsets the text added to negative prompts. */
    public Builder clearNegativePromptEmbedding() {
      return clear("negativePromptEmbedding");
    }

    /** Uses the base model that the type has. */
    public Builder clearBaseModelId() {
      return clear("baseModelId");
    }

    /** Unsets the inputs of a custom model. Vitrine only. */
    public Builder clearInputs() {
      return clear("inputs");
    }

    /** Unsets the layout of a custom model's inputs. Vitrine only. */
    public Builder clearUiConfig() {
      return clear("uiConfig");
    }

    /** Lets every plan generate with the model. Vitrine only. */
    public Builder clearAccessRestrictions() {
      return clear("accessRestrictions");
    }

    /** Unsets the measurements. Vitrine only. */
    public Builder clearPerformanceStats() {
      return clear("performanceStats");
    }

    /** Whether asset URLs of the answer name untransformed originals. Default false. */
    public Builder originalAssets(boolean flag) {
      originalAssets = flag;
      return this;
    }

    /** The parameters collected. */
    public ModelUpdateParams build() {
      return new ModelUpdateParams(this);
    }
  }
}
