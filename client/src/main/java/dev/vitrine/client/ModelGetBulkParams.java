package dev.vitrine.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk read asks for, and in which form. A flag that is not set is not sent: absent and
 * false are not the same for training images. Immutable.
 */
public final class ModelGetBulkParams {
  private static final ModelGetBulkParams NONE = builder().build();

  private final List<String> modelIds;
  private final @Nullable Boolean minimal;
  private final @Nullable Boolean settings;
  private final @Nullable Boolean thumbnail;
  private final @Nullable Boolean allTrainingImages;
  private final @Nullable Boolean trainingImagesPreview;
  private final @Nullable Boolean originalAssets;
  private final @Nullable Boolean report;
  private final List<String> fields;
  private final @Nullable Map<String, String> ifNoneMatch;

  private ModelGetBulkParams(Builder builder) {
    modelIds = List.copyOf(builder.modelIds);
    minimal = builder.minimal;
    settings = builder.settings;
    thumbnail = builder.thumbnail;
    allTrainingImages = builder.allTrainingImages;
    trainingImagesPreview = builder.trainingImagesPreview;
    originalAssets = builder.originalAssets;
    report = builder.report;
    fields = List.copyOf(builder.fields);
    ifNoneMatch =
        builder.ifNoneMatch == null
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(builder.ifNoneMatch));
  }

  /** Asks for nothing. */
  public static ModelGetBulkParams none() {
    return NONE;
  }

  /**
   * Asks for these models, in the default form.
   *
   * @throws IllegalArgumentException if no model can have such an id
   */
  public static ModelGetBulkParams of(Collection<String> modelIds) {
    return builder().modelIds(modelIds).build();
  }

  /**
   * Asks for these models, in the default form.
   *
   * @throws IllegalArgumentException if no model can have such an id
   */
  public static ModelGetBulkParams of(String... modelIds) {
    return of(List.of(modelIds));
  }

  /** Parameters to be chosen. */
  public static Builder builder() {
    return new Builder();
  }

  /** These parameters, to be changed. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.modelIds.addAll(modelIds);
    copy.minimal = minimal;
    copy.settings = settings;
    copy.thumbnail = thumbnail;
    copy.allTrainingImages = allTrainingImages;
    copy.trainingImagesPreview = trainingImagesPreview;
    copy.originalAssets = originalAssets;
    copy.report = report;
    copy.fields.addAll(fields);
    copy.ifNoneMatch = ifNoneMatch;
    return copy;
  }

  /** The distinct ids, in the order they were first named. */
  public List<String> modelIds() {
    return modelIds;
  }

  /** Only id, name and type. */
  public Optional<Boolean> minimal() {
    return Optional.ofNullable(minimal);
  }

  /** With the prompt embeddings. */
  public Optional<Boolean> settings() {
    return Optional.ofNullable(settings);
  }

  /** With the thumbnail. */
  public Optional<Boolean> thumbnail() {
    return Optional.ofNullable(thumbnail);
  }

  /** All training images rather than the first 3. */
  public Optional<Boolean> allTrainingImages() {
    return Optional.ofNullable(allTrainingImages);
  }

  /** The first 3 training images rather than all. */
  public Optional<Boolean> trainingImagesPreview() {
    return Optional.ofNullable(trainingImagesPreview);
  }

  /** Asset URLs of the untransformed originals. */
  public Optional<Boolean> originalAssets() {
    return Optional.ofNullable(originalAssets);
  }

  /** With the outcome of every id. */
  public Optional<Boolean> report() {
    return Optional.ofNullable(report);
  }

  /** Only these fields, and the id; empty for all. */
  public List<String> fields() {
    return fields;
  }

  /** The etags of rows that need not be sent again if they have not changed, by model id. */
  public Optional<Map<String, String>> ifNoneMatch() {
    return Optional.ofNullable(ifNoneMatch);
  }

  /** Collects parameters. */
  public static final class Builder {
    private final LinkedHashSet<String> modelIds = new LinkedHashSet<>();
    private final List<String> fields = new ArrayList<>();
    private @Nullable Boolean minimal;
    private @Nullable Boolean settings;
    private @Nullable Boolean thumbnail;
    private @Nullable Boolean allTrainingImages;
    private @Nullable Boolean trainingImagesPreview;
    private @Nullable Boolean originalAssets;
    private @Nullable Boolean report;
    private @Nullable Map<String, String> ifNoneMatch;

    private Builder() {}

    /**
     * Asks for these models instead of those named before. Any number: what is more than one
     * request may name is asked for in several. Repeated ids count once.
     *
     * @throws IllegalArgumentException if no model can have such an id
     */
    public Builder modelIds(Collection<String> ids) {
      modelIds.clear();
      ids.forEach(this::addModelId);
      return this;
    }

    /**
     * Asks for a model more.
     *
     * @throws IllegalArgumentException if no model can have this id: it has 1 to 256 characters
     */
    public Builder addModelId(String id) {
      modelIds.add(Ids.checked(id));
      return this;
    }

    /** Whether rows are exactly id, name and type; other flags are then ignored. Default false. */
    public Builder minimal(boolean flag) {
      minimal = flag;
      return this;
    }

    /** Whether rows have the prompt embeddings. Default false. */
    public Builder settings(boolean flag) {
      settings = flag;
      return this;
    }

    /** Whether rows have the thumbnail, or the first training image in its place. Default false. */
    public Builder thumbnail(boolean flag) {
      thumbnail = flag;
      return this;
    }

    /** Whether rows have all training images rather than the first 3. Default absent: 3. */
    public Builder allTrainingImages(boolean flag) {
      allTrainingImages = flag;
      return this;
    }

    /** Whether rows have the first 3 training images rather than all. Default absent: 3. */
    public Builder trainingImagesPreview(boolean flag) {
      trainingImagesPreview = flag;
      return this;
    }

    /** Whether asset URLs name untransformed originals. Default false. */
    public Builder originalAssets(boolean flag) {
      originalAssets = flag;
      return this;
    }

    /** Whether the response has the outcome of every id. Default false. Vitrine only. */
    public Builder report(boolean flag) {
      report = flag;
      return this;
    }

    /** Only these top-level fields, and the id; none for all. Vitrine only. */
    public Builder fields(Collection<String> names) {
      fields.clear();
      fields.addAll(names);
      return this;
    }

    /**
     * The etags held, by model id, from earlier outcomes with the same flags: rows that have not
     * changed are not sent again. Includes a report. Vitrine only. {@link ModelCache} does this by
     * itself.
     */
    public Builder ifNoneMatch(Map<String, String> etags) {
      ifNoneMatch = new LinkedHashMap<>(etags);
      return this;
    }

    /** The parameters collected. */
    public ModelGetBulkParams build() {
      return new ModelGetBulkParams(this);
    }
  }
}
