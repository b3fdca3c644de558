package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.AssetFilter;
import dev.vitrine.index.AssetQuery;
import dev.vitrine.index.Scope;
import dev.vitrine.index.SortKey;
import dev.vitrine.model.ModelId;
import dev.vitrine.store.Visibility;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a list of assets is asked for ({@code GET /assets}). */
final class AssetListQuery {
  private static final Set<String> PRIVACIES = Set.of("private", "public", "unlisted");
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";

  /** Parameters that name one id. */
  private static final Map<AssetFilter.Field, String> IDS =
      Map.of(
          AssetFilter.Field.AUTHOR, "authorId",
          AssetFilter.Field.PARENT, "parentAssetId",
          AssetFilter.Field.ROOT, "rootAssetId",
          AssetFilter.Field.MODEL, "modelId",
          AssetFilter.Field.INFERENCE, "inferenceId");

  private final Set<String> types;

  /**
   * A reader.
   *
   * @param types known types
   */
  AssetListQuery(Set<String> types) {
    this.types = Set.copyOf(types);
  }

  /**
   * The list that a query asks for.
   *
   * @throws VitrineException INVALID_PARAMETER; UNAUTHENTICATED for what needs a key
   */
  AssetQuery parse(QueryParameters query, Caller caller) {
    String chosen = ListFilters.choice(query, "sortBy", Set.of(CREATED_AT, UPDATED_AT));
    SortKey sort = UPDATED_AT.equals(chosen) ? SortKey.UPDATED_AT : SortKey.CREATED_AT;
    boolean descending =
        !"asc".equals(ListFilters.choice(query, "sortDirection", Set.of("asc", "desc")));
    Map<AssetFilter.Field, Set<String>> any = new EnumMap<>(AssetFilter.Field.class);
    any.put(AssetFilter.Field.TYPE, ListFilters.types(query, types));
    any.put(AssetFilter.Field.TAG, ListFilters.values(query, "tags", Set.of()));
    any.put(AssetFilter.Field.COLLECTION, ListFilters.collections(query));
    IDS.forEach((field, name) -> any.put(field, id(query, name)));
    return new AssetQuery(
        new AssetFilter(
            scope(query, caller),
            Boolean.TRUE.equals(query.flag("hidden")),
            any,
            ListFilters.range(query, "created", sort == SortKey.CREATED_AT, CREATED_AT),
            ListFilters.range(query, "updated", sort == SortKey.UPDATED_AT, UPDATED_AT)),
        sort,
        descending);
  }

  private static Set<String> id(QueryParameters query, String name) {
    String id = query.text(name);
    if (id == null || id.isEmpty()) {
      return Set.of();
    }
    if (!ModelId.isLegal(id)) {
      throw VitrineException.invalidParameter(
          name, "must have 1 to " + ModelId.LONGEST + " characters");
    }
    return Set.of(id);
  }

  private static Scope scope(QueryParameters query, Caller caller) {
    @Nullable String privacy = ListFilters.choice(query, "privacy", PRIVACIES);
    if ("public".equals(privacy) || (caller instanceof Caller.Anyone && privacy == null)) {
      return new Scope.Public();
    }
    if (caller instanceof Caller.KeyHolder holder) {
      return new Scope.Own(
          holder.projectId(), "unlisted".equals(privacy) ? Visibility.UNLISTED : null);
    }
    throw Authentication.unauthenticated();
  }
}
