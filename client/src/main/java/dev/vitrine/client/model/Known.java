package dev.vitrine.client.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** The known values of an enumeration, filled while its class is loaded. */
final class Known<T extends OpenValue> {
  private final BiFunction<String, Boolean, T> maker;
  private final Map<String, T> byText = new ConcurrentHashMap<>();
  private final List<T> all = new ArrayList<>();

  Known(BiFunction<String, Boolean, T> maker) {
    this.maker = maker;
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
