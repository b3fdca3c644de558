package dev.vitrine.client;

import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.ModelSort;
import dev.vitrine.client.model.ModelStatus;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.SortDirection;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which models a list has, in which order and how many at a time. Immutable. */
public final class ModelListParams {
  private static final ModelListParams NONE = builder().build();

  private final Map<String, String> query;
  private final @Nullable String paginationToken;

  private ModelListParams(Builder builder) {
    query = new LinkedHashMap<>(builder.query);
    paginationToken = builder.paginationToken;
  }

  /** All models of the key's project, the newest first. */
  public static ModelListParams none() {
    return NONE;
  }

  /** Parameters to be chosen. */
  public static Builder builder() {
    return new Builder();
  }

  /** These parameters, to be changed. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.query.putAll(query);
    copy.paginationToken = paginationToken;
    return copy;
  }

  /** What names the page to begin with. */
  public Optional<String> paginationToken() {
    return Optional.ofNullable(paginationToken);
  }

  /** The parameters as they are sent, by name. */
  public Map<String, String> query() {
    return Map.copyOf(query);
  }

  void addTo(Target target) {
    query.forEach(target::query);
  }

  /** Collects parameters. */
  public static final class Builder {
    private final LinkedHashMap<String, String> query = new LinkedHashMap<>();
    private @Nullable String paginationToken;

    private Builder() {}

    private Builder put(String name, Object value) {
      query.put(name, value.toString());
      return this;
    }

    private Builder list(String name, Collection<?> values) {
      return put(name, CallForms.commas(name, values));
    }

    /**
     * {@code public} for everybody's public models; {@code unlisted} for those of the own project
     * that are. Default {@code private}: all of the own project.
     */
    public Builder privacy(ModelPrivacy privacy) {
      return put("privacy", privacy);
    }

    /** Only models that stand so. Default: all but deleted ones. */
    public Builder status(ModelStatus status) {
      return put("status", status);
    }

    /** Only models that were deleted and can be restored. Vitrine only. */
    public Builder deleted() {
      return put("status", "deleted");
    }

    /** Only models of this type, in place of types named before. */
    public Builder type(ModelType type) {
      query.remove("types");
      return put("type", type);
    }

    /** Only models of one of these types, in place of the type named before. */
    public Builder types(Collection<ModelType> types) {
      query.remove("type");
      return list("types", types);
    }

    /**
     * Only models that have one of these tags.
     *
     * @throws IllegalArgumentException if one has a comma
     */
    public Builder tags(Collection<String> tags) {
      return list("tags", tags);
    }

    /** Only models of this collection. */
    public Builder collectionId(String id) {
      return put("collectionId", id);
    }

    /**
     * Only models of one of these collections.
     *
     * @throws IllegalArgumentException if one has a comma
     */
    public Builder collectionIds(Collection<String> ids) {
      return list("collectionIds", ids);
    }

    /** Only models created later. Needs {@link #sortBy} by creation. */
    public Builder createdAfter(Instant time) {
      return put("createdAfter", time);
    }

    /** Only models created earlier. Needs {@link #sortBy} by creation. */
    public Builder createdBefore(Instant time) {
      return put("createdBefore", time);
    }

    /** Only models changed later. Needs {@link #sortBy} by change. */
    public Builder updatedAfter(Instant time) {
      return put("updatedAfter", time);
    }

    /** Only models changed earlier. Needs {@link #sortBy} by change. */
    public Builder updatedBefore(Instant time) {
      return put("updatedBefore", time);
    }

    /** By what to sort. Default: creation; for public models the score. */
    public Builder sortBy(ModelSort sort) {
      return put("sortBy", sort);
    }

    /** In which direction. Default: descending. */
    public Builder sortDirection(SortDirection direction) {
      return put("sortDirection", direction);
    }

    /**
     * How many models a page has. Default 100, 50 for public ones; what is over 500 counts as 500.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder pageSize(int models) {
      return put("pageSize", PageParams.checkedSize(models));
    }

    /** Begins with the page that this token names: see {@link Page#nextToken()}. */
    public Builder paginationToken(String token) {
      paginationToken = token;
      return this;
    }

    /** Whether asset URLs name untransformed originals. Default false. */
    public Builder originalAssets(boolean flag) {
      return put("originalAssets", flag);
    }

    /** Whether blacklisted models are in it. Default false; for admin keys. */
    public Builder blacklisted(boolean flag) {
      return put("blacklisted", flag);
    }

    /** Whether only models loaded for generation are in it. Default false. */
    public Builder loadedOnly(boolean flag) {
      return put("loadedOnly", flag);
    }

    /** The parameters collected. */
    public ModelListParams build() {
      return new ModelListParams(this);
    }
  }
}
