package dev.vitrine.index;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which assets are asked for. Those that are being deleted never are.
 *
 * @param scope of assets; not the trash, which has none
 * @param hidden whether those that lists leave out are among them
 * @param any what an asset must have one of, by field; an empty set matches all
 */
public record AssetFilter(
    Scope scope,
    boolean hidden,
    Map<Field, Set<String>> any,
    @Nullable TimeRange created,
    @Nullable TimeRange updated) {
  /** What assets are chosen by. */
  public enum Field {
    AUTHOR(Fields.AUTHOR),
    COLLECTION(Fields.COLLECTION),
    TYPE(Fields.TYPE),
    TAG(Fields.TAG),
    PARENT(Fields.PARENT),
    ROOT(Fields.ROOT),
    MODEL(Fields.MODEL),
    INFERENCE(Fields.INFERENCE);

    private final String term;

    Field(String term) {
      this.term = term;
    }

    /** The name of what terms are values of. */
    String term() {
      return term;
    }
  }

  public AssetFilter {
    Map<Field, Set<String>> copy = new EnumMap<>(Field.class);
    any.forEach((field, values) -> copy.put(field, Set.copyOf(values)));
    any = copy;
    if (scope instanceof Scope.Trash) {
      throw new IllegalArgumentException("there are no assets in the trash");
    }
  }

  /** All assets of a scope that lists show. */
  public static AssetFilter of(Scope scope) {
    return new AssetFilter(scope, false, Map.of(), null, null);
  }

  /** These assets, of which one of some values is asked too. */
  public AssetFilter with(Field field, Set<String> values) {
    Map<Field, Set<String>> more = new EnumMap<>(Field.class);
    more.putAll(any);
    more.put(field, values);
    return new AssetFilter(scope, hidden, more, created, updated);
  }
}
