package dev.vitrine.server.http;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.index.ModelFilter;
import dev.vitrine.index.ModelQuery;
import dev.vitrine.index.Scope;
import dev.vitrine.index.SortKey;
import dev.vitrine.index.TimeRange;
import dev.vitrine.store.Visibility;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** Values that one filter may name. */
  private static final int MOST_VALUES = 100;

  private static final int LONGEST_VALUE = 256;

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
    String privacy = choice(query, "privacy", PRIVACIES);
    Set<String> statuses = values(query, "status", STATUSES);
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
            .withTypes(types(query, types))
            .withTags(values(query, "tags", Set.of()))
            .withCollectionIds(collections(query))
            .withCreated(range(query, "created", sort == SortKey.CREATED_AT, "createdAt"))
            .withUpdated(range(query, "updated", sort == SortKey.UPDATED_AT, "updatedAt"));
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
    String sort = choice(query, "sortBy", Set.of("createdAt", "updatedAt", "score"));
    return switch (sort) {
      case "createdAt" -> SortKey.CREATED_AT;
      case "updatedAt" -> SortKey.UPDATED_AT;
      case "score" -> SortKey.SCORE;
      case null -> scope instanceof Scope.Public ? SortKey.SCORE : SortKey.CREATED_AT;
      default -> throw new IllegalStateException(sort);
    };
  }

  private static boolean descending(QueryParameters query, Scope scope) {
    String direction = choice(query, "sortDirection", Set.of("asc", "desc"));
    String sort = query.text("sortBy");
    boolean ignored = scope instanceof Scope.Public && (sort == null || sort.equals("score"));
    return ignored || !"asc".equals(direction);
  }

  private static Set<String> types(QueryParameters query, Set<String> known) {
    Set<String> one = values(query, "type", known);
    Set<String> several = values(query, "types", known);
    if (!one.isEmpty() && !several.isEmpty()) {
      throw VitrineException.invalidParameter("types", "cannot be used together with \"type\"");
    }
    return one.isEmpty() ? several : one;
  }

  private static Set<String> collections(QueryParameters query) {
    Set<String> one = values(query, "collectionId", Set.of());
    Set<String> several = values(query, "collectionIds", Set.of());
    if (!one.isEmpty() && !several.isEmpty()) {
      throw VitrineException.invalidParameter(
          "collectionIds", "cannot be used together with \"collectionId\"");
    }
    return one.isEmpty() ? several : one;
  }

  private static @Nullable TimeRange range(
      QueryParameters query, String name, boolean sorted, String sort) {
    Instant after = instant(query, name + "After");
    Instant before = instant(query, name + "Before");
    if (after == null && before == null) {
      return null;
    }
    if (!sorted) {
      throw VitrineException.invalidParameter(
          name + (after == null ? "Before" : "After"), "needs sortBy=" + sort);
    }
    return new TimeRange(after, before);
  }

  private static @Nullable Instant instant(QueryParameters query, String name) {
    String text = query.text(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw VitrineException.invalidParameter(
          name, "must be an instant in ISO-8601, such as 2026-02-17T08:41:05.312Z");
    }
  }

  private static @Nullable String choice(QueryParameters query, String name, Set<String> known) {
    String value = query.text(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    check(name, value, known);
    return value;
  }

  /** The distinct values of a list, which may be any if none are known; empty ones do not count. */
  private static Set<String> values(QueryParameters query, String name, Set<String> known) {
    List<String> given = query.list(name);
    Set<String> values = new LinkedHashSet<>(given == null ? List.of() : given);
    values.remove("");
    if (values.size() > MOST_VALUES) {
      throw VitrineException.invalidParameter(
          name,
          "must name at most " + MOST_VALUES,
          Map.of("limit", MOST_VALUES, "received", values.size()));
    }
    for (String value : values) {
      if (value.length() > LONGEST_VALUE) {
        throw VitrineException.invalidParameter(
            name,
            "must have at most " + LONGEST_VALUE + " characters",
            Map.of("limit", LONGEST_VALUE));
      }
      if (!known.isEmpty()) {
        check(name, value, known);
      }
    }
    return values;
  }

  private static void check(String name, String value, Set<String> known) {
    if (!known.contains(value)) {
      List<String> allowed = List.copyOf(new TreeSet<>(known));
      throw VitrineException.invalidParameter(
          name, "must be one of " + String.join(", ", allowed), Map.of("allowed", allowed));
    }
  }
}
