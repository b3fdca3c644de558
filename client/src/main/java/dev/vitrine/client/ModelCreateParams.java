package dev.vitrine.client;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model to create. All fields are optional: without a type it is a {@code flux.1-lora} that is to
 * be trained. Immutable.
 */
public final class ModelCreateParams {
  private final BodyFields fields;
  private final @Nullable Boolean originalAssets;
  private final @Nullable String idempotencyKey;

  private ModelCreateParams(Builder builder) {
    fields = builder.fields.copy();
    originalAssets = builder.originalAssets;
    idempotencyKey = builder.idempotencyKey;
  }

  /** Parameters to be chosen. */
  public static Builder builder() {
    return new Builder(new BodyFields());
  }

  /** These parameters, to be changed; without the idempotency key, which is of one creation. */
  public Builder toBuilder() {
    Builder copy = new Builder(fields.copy());
    copy.originalAssets = originalAssets;
    return copy;
  }

  /** The same with a key: see {@link RequestOptions.Builder#idempotencyKey}. */
  public ModelCreateParams idempotencyKey(String key) {
    Builder copy = toBuilder();
    copy.idempotencyKey = Conditions.idempotencyKey(key);
    return copy.build();
  }

  /** A copy of what will be sent. */
  public ObjectNode body() {
    return fields.tree();
  }

  /** Asset URLs of the untransformed originals in the answer. */
  public Optional<Boolean> originalAssets() {
    return Optional.ofNullable(originalAssets);
  }

  /** The key of the creation; empty for one made by the client. */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }

  byte[] bytes() {
    return fields.bytes();
  }

  /** Collects parameters. */
  public static final class Builder extends ModelFields<Builder> {
    private @Nullable Boolean originalAssets;
    private @Nullable String idempotencyKey;

    private Builder(BodyFields fields) {
      super(fields);
    }

    @Override
    Builder self() {
      return this;
    }

    /** Free keywords for finding the model. Vitrine only. */
    public Builder tags(Collection<String> tags) {
      fields.set("tags", List.copyOf(tags));
      return this;
    }

    /** Whether asset URLs of the answer name untransformed originals. Default false. */
    public Builder originalAssets(boolean flag) {
      originalAssets = flag;
      return this;
    }

    /** The parameters collected. */
    public ModelCreateParams build() {
      return new ModelCreateParams(this);
    }
  }
}
