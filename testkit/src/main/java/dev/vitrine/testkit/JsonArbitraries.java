package dev.vitrine.testkit;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonNull;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any JSON that is taken: nulls, numbers as odd as RFC 8259 lets them be, any Unicode, nested. */
public final class JsonArbitraries {
  private JsonArbitraries() {}

  /** Texts of any characters but U+0000, outside the basic plane too. */
  public static Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0x20, 0x7E)),
            Tuple.of(1, Arbitraries.integers().between(1, 0x1F)),
            Tuple.of(2, Arbitraries.integers().between(0x80, 0xD7FF)),
            Tuple.of(1, Arbitraries.integers().between(0xE000, 0xFFFF)),
            Tuple.of(1, Arbitraries.integers().between(0x10000, 0x10FFFF)));
    return codePoints
        .list()
        .ofMaxSize(12)
        .map(points ->
            points.stream()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
  }

  /** Numbers as they may be written. */
  public static Arbitrary<Json> numbers() {
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.just("0"),
            Arbitraries.strings()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(60)
                .map(digits -> "7" + digits));
    Arbitrary<String> fraction =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.strings()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(digits -> "." + digits));
    Arbitrary<String> exponent = Arbitraries.of("", "", "e5", "E+07", "e-400", "E99999");
    Arbitrary<String> sign = Arbitraries.of("", "-");
    return Combinators.combine(sign, whole, fraction, exponent)
        .as((s, w, f, e) -> new JsonNumber(s + w + f + e));
  }

  /** Values nested to a depth. */
  public static Arbitrary<Json> values(int depth) {
    Arbitrary<Json> scalars =
        Arbitraries.oneOf(
            texts().map(JsonString::new),
            numbers(),
            Arbitraries.of(
                JsonNull.NULL,
                JsonBoolean.TRUE,
                JsonBoolean.FALSE,
                JsonArray.EMPTY,
                JsonObject.EMPTY));
    if (depth == 0) {
      return scalars;
    }
    return Arbitraries.frequencyOf(
        Tuple.of(3, scalars),
        Tuple.of(1, values(depth - 1).list().ofMaxSize(4).map(JsonArray::new)),
        Tuple.of(1, objects(depth - 1)));
  }

  /** Objects of any members. */
  public static Arbitrary<Json> objects(int depth) {
    return members(depth).map(JsonObject::new);
  }

  /** Members of any names, in any order. */
  public static Arbitrary<SequencedMap<String, Json>> members(int depth) {
    return Arbitraries.maps(texts(), values(depth)).ofMaxSize(4).map(LinkedHashMap::new);
  }
}
