package dev.vitrine.client.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The known values of an enumeration: filled while its class is loaded, and only read since. */
final class Known<T extends OpenValue> {
  private static final Map<Class<?>, Known<?>> ALL = new ConcurrentHashMap<>();

  private final BiFunction<String, Boolean, T> maker;
  private final Map<String, T> byText = new HashMap<>();
  private final List<T> all = new ArrayList<>();

  Known(Class<T> type, BiFunction<String, Boolean, T> maker) {
    this.maker = maker;
    ALL.put(type, this);
  }

  /** Those of a type whose class has been loaded. */
  static @Nullable Known<?> ofType(Class<?> type) {
    return ALL.get(type);
  }

  T add(String text) {
    T value = maker.apply(text, true);
    byText.put(text, value);
    all.add(value);
    return value;
  }

  T of(String text) {
    T known = byText.get(text);
    return known == null ? maker.apply(text, false) : known;
  }

  List<T> all() {
    return List.copyOf(all);
  }
}
