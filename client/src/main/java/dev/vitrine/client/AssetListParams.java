package dev.vitrine.client;

import dev.vitrine.client.model.AssetSort;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.SortDirection;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which assets a list has, in which order and how many at a time. Immutable. */
public final class AssetListParams {
  private static final AssetListParams NONE = builder().build();

  private final Map<String, String> query;
  private final @Nullable String paginationToken;

  private AssetListParams(Builder builder) {
    query = new LinkedHashMap<>(builder.query);
    paginationToken = builder.paginationToken;
  }

  /** All assets of the key's project, the newest first. */
  public static AssetListParams none() {
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

    /** {@code public} for everybody's public assets. Default: all of the own project. */
    public Builder privacy(ModelPrivacy privacy) {
      return put("privacy", privacy);
    }

    /** Only assets of this type, {@code uploaded} say, in place of types named before. */
    public Builder type(String type) {
      query.remove("types");
      return put("type", type);
    }

    /**
     * Only assets of one of these types, in place of the type named before.
     *
     * @throws IllegalArgumentException if one has a comma
     */
    public Builder types(Collection<String> types) {
      query.remove("type");
      return put("types", CallForms.commas("types", types));
    }

    /**
     * Only assets that have one of these tags.
     *
     * @throws IllegalArgumentException if one has a comma
     */
    public Builder tags(Collection<String> tags) {
      return put("tags", CallForms.commas("tags", tags));
    }

    /** Only assets of this collection. */
    public Builder collectionId(String id) {
      return put("collectionId", id);
    }

    /**
     * Only assets of one of these collections. Vitrine only.
     *
     * @throws IllegalArgumentException if one has a comma
     */
    public Builder collectionIds(Collection<String> ids) {
      return put("collectionIds", CallForms.commas("collectionIds", ids));
    }

    /** With those that are hidden, too, or not. Default false. Vitrine only. */
    public Builder hidden(boolean flag) {
      return put("hidden", flag);
    }

    /** Only assets of this author. */
    public Builder authorId(String id) {
      return put("authorId", id);
    }

    /** Only assets of this generation. */
    public Builder inferenceId(String id) {
      return put("inferenceId", id);
    }

    /** Only assets that this model made. */
    public Builder modelId(String id) {
      return put("modelId", id);
    }

    /** Only assets made directly from this one. */
    public Builder parentAssetId(String id) {
      return put("parentAssetId", id);
    }

    /** Only assets made from this one, directly or by way of others. */
    public Builder rootAssetId(String id) {
      return put("rootAssetId", id);
    }

    /** Only assets created later. Needs {@link #sortBy} by creation. */
    public Builder createdAfter(Instant time) {
      return put("createdAfter", time);
    }

    /** Only assets created earlier. Needs {@link #sortBy} by creation. */
    public Builder createdBefore(Instant time) {
      return put("createdBefore", time);
    }

    /** Only assets changed later. Needs {@link #sortBy} by change. */
    public Builder updatedAfter(Instant time) {
      return put("updatedAfter", time);
    }

    /** Only assets changed earlier. Needs {@link #sortBy} by change. */
    public Builder updatedBefore(Instant time) {
      return put("updatedBefore", time);
    }

    /** By what to sort. Default: creation. */
    public Builder sortBy(AssetSort sort) {
      return put("sortBy", sort);
    }

    /** In which direction. Default: descending. */
    public Builder sortDirection(SortDirection direction) {
      return put("sortDirection", direction);
    }

    /**
     * How many assets a page has. Default 50; what is over 100 counts as 100.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder pageSize(int assets) {
      return put("pageSize", PageParams.checkedSize(assets));
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

    /** The parameters collected. */
    public AssetListParams build() {
      return new AssetListParams(this);
    }
  }
}
