package dev.vitrine.index;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which models are asked for. A model matches a set if it has any of its members; an empty set
 * matches all models.
 */
public record ModelFilter(
    Scope scope,
    Set<String> statuses,
    Set<String> types,
    Set<String> tags,
    Set<String> collectionIds,
    @Nullable TimeRange created,
    @Nullable TimeRange updated) {
  public ModelFilter {
    statuses = Set.copyOf(statuses);
    types = Set.copyOf(types);
    tags = Set.copyOf(tags);
    collectionIds = Set.copyOf(collectionIds);
  }

  /** All models of a scope. */
  public static ModelFilter of(Scope scope) {
    return new ModelFilter(scope, Set.of(), Set.of(), Set.of(), Set.of(), null, null);
  }

  public ModelFilter withStatuses(Set<String> any) {
    return new ModelFilter(scope, any, types, tags, collectionIds, created, updated);
  }

  public ModelFilter withTypes(Set<String> any) {
    return new ModelFilter(scope, statuses, any, tags, collectionIds, created, updated);
  }

  public ModelFilter withTags(Set<String> any) {
    return new ModelFilter(scope, statuses, types, any, collectionIds, created, updated);
  }

  public ModelFilter withCollectionIds(Set<String> any) {
    return new ModelFilter(scope, statuses, types, tags, any, created, updated);
  }

  public ModelFilter withCreated(@Nullable TimeRange range) {
    return new ModelFilter(scope, statuses, types, tags, collectionIds, range, updated);
  }

  public ModelFilter withUpdated(@Nullable TimeRange range) {
    return new ModelFilter(scope, statuses, types, tags, collectionIds, created, range);
  }
}
