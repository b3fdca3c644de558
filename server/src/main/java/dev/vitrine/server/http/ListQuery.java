package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.ModelFilter;
import dev.vitrine.index.ModelQuery;
import dev.vitrine.index.Scope;
import dev.vitrine.index.SortKey;
import dev.vitrine.store.Visibility;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list of models is asked for (contract section 5, {@code GET /models}).
 *
 * @param empty whether it asks for what no model can be
 */
record ListQuery(ModelQuery query, boolean empty) {
  private static final Set<String> PRIVACIES = Set.of("private", "public", "unlisted");
  private static final Set<String> STATUSES =
      Set.of("new", "training", "trained", "failed", "copying", "training-canceled", "deleted");

  /**
   * Reads the filters and the order of a query.
   *
   * @param publicOnly whether the route lists public models only
   * @param types known types
   * @throws VitrineException INVALID_PARAMETER; FORBIDDEN for what needs an admin's key;
   *     UNAUTHENTICATED for what needs a key
   */
  static ListQuery parse(
      QueryParameters query, Caller caller, boolean publicOnly, Set<String> types) {
    String privacy = ListFilters.choice(query, "privacy", PRIVACIES);
    Set<String> statuses = ListFilters.values(query, "status", STATUSES);
    boolean deleted = statuses.contains("deleted");
    if (deleted && statuses.size() > 1) {
      throw VitrineException.invalidParameter(
          "status", "must name deleted alone: deleted models are a list of their own");
    }
    Scope scope = scope(caller, publicOnly ? "public" : privacy, deleted);
    SortKey sort = sort(query, scope);
    ModelFilter filter =
        ModelFilter.of(scope)
            .withStatuses(deleted ? Set.of() : statuses)
            .withTypes(ListFilters.types(query, types))
            .withTags(ListFilters.values(query, "tags", Set.of()))
            .withCollectionIds(ListFilters.collections(query))
            .withCreated(
                ListFilters.range(query, "created", sort == SortKey.CREATED_AT, "createdAt"))
            .withUpdated(
                ListFilters.range(query, "updated", sort == SortKey.UPDATED_AT, "updatedAt"));
    if (Boolean.TRUE.equals(query.flag("blacklisted"))) {
      holder(caller).requireAdmin(); // Nothing is blacklisted here, so it lists the same.
    }
    return new ListQuery(
        new ModelQuery(filter, sort, descending(query, scope)),
        Boolean.TRUE.equals(query.flag("loadedOnly"))); // Nothing is loaded here.
  }

  private static Scope scope(Caller caller, @Nullable String privacy, boolean deleted) {
    if (caller instanceof Caller.Anyone && privacy == null && !deleted) {
      return new Scope.Public();
    }
    if ("public".equals(privacy)) {
      if (deleted) {
        throw VitrineException.invalidParameter(
            "status", "can be deleted only in the list of the own project");
      }
      return new Scope.Public();
    }
    String project = holder(caller).projectId();
    if (deleted) {
      return new Scope.Trash(project);
    }
    return new Scope.Own(project, "unlisted".equals(privacy) ? Visibility.UNLISTED : null);
  }

  private static Caller.KeyHolder holder(Caller caller) {
    if (caller instanceof Caller.KeyHolder holder) {
      return holder;
    }
    throw Authentication.unauthenticated();
  }

  private static SortKey sort(QueryParameters query, Scope scope) {
    String sort = ListFilters.choice(query, "sortBy", Set.of("createdAt", "updatedAt", "score"));
    return switch (sort) {
      case "createdAt" -> SortKey.CREATED_AT;
      case "updatedAt" -> SortKey.UPDATED_AT;
      case "score" -> SortKey.SCORE;
      case null -> scope instanceof Scope.Public ? SortKey.SCORE : SortKey.CREATED_AT;
      default -> throw new IllegalStateException(sort);
    };
  }

  private static boolean descending(QueryParameters query, Scope scope) {
    String direction = ListFilters.choice(query, "sortDirection", Set.of("asc", "desc"));
    String sort = query.text("sortBy");
    boolean ignored = sort == null || (scope instanceof Scope.Public && sort.equals("score"));
    return ignored || !"asc".equals(direction);
  }
}
