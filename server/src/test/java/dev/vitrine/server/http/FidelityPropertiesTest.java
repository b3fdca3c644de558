package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Any JSON in, the same JSON out: names, order, nulls, texts, and every digit (contract section 1,
 * "JSON" and "Fidelity").
 */
class FidelityPropertiesTest {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(10_000).build())
          .build();

  private static @Nullable TestServer server;

  @BeforeContainer
  static void start() {
    server = TestServer.start();
  }

  @AfterContainer
  static void stop() {
    server().close();
  }

  private static TestServer server() {
    return Objects.requireNonNull(server);
  }

  @Property(tries = 100)
  void whatGoesInComesOut(@ForAll("documents") String document) {
    server().model(STUDIO, (JsonObject) TestServer.json(document), Set.of());
    JsonObject everything =
        ids("m").with("thumbnail", JsonBoolean.TRUE).with("settings", JsonBoolean.TRUE);

    assertThat(tokens(server().as(STUDIO).bulk(everything).text()))
        .isEqualTo(tokens("{\"models\":[" + document + "]}"));
    assertThat(tokens(server().as(STUDIO).model("m").text()))
        .isEqualTo(tokens("{\"model\":" + document + "}"));
    assertThat(tokens(server().as(STUDIO).ndjson().gzip().bulk(everything).text()))
        .isEqualTo(tokens(document));
  }

  /**
   * The tokens of a JSON text with their text as it was written, read by a parser that is not ours.
   */
  private static List<String> tokens(String json) {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        tokens.add(token + " " + parser.getString());
      }
    }
    return tokens;
  }

  /**
   * Documents that need no filling in, their fields in the order of a row, holding anything where
   * anything may stand.
   */
  @Provide
  Arbitrary<String> documents() {
    return Combinators.combine(
            strings(),
            numbers(),
            values(4),
            values(4),
            values(4),
            members(4),
            strings().list().ofMaxSize(3))
        .as((text, number, first, second, third, unknown, tags) ->
            """
            {"id":"m","ownerId":"%s","createdAt":%s,"updatedAt":"2026-01-01T00:00:00.000Z","name":%s,"type":"custom",
             "privacy":"private","capabilities":%s,"source":%s,"status":"no such status","trainingProgress":{},
             "parameters":{"seed":%s,"colour":%s},"trainingImagesNumber":%s,"tags":%s,"collectionIds":[],"exampleAssetIds":[],
             "custom":true,"accessRestrictions":%s,"inputs":[{"name":"a","default":%s,"allowedValues":[%s,null],"unknown":%s,
             "required":{"conditionalValues":%s}}],"promptEmbedding":%s,
             "uiConfig":{"presets":[{"presets":%s}],"selects":{"s":%s},"other":%s},
             "complianceMetadata":%s,"unknown":{%s}}
            """
                .formatted(
                    STUDIO,
                    text,
                    text,
                    array(tags),
                    text,
                    number,
                    first,
                    number,
                    array(tags),
                    number,
                    first,
                    second,
                    third,
                    second,
                    text,
                    first,
                    second,
                    third,
                    third,
                    unknown));
  }

  private static String array(List<String> elements) {
    return "[" + String.join(",", elements) + "]";
  }

  /** Any value of so many levels. */
  private static Arbitrary<String> values(int levels) {
    Arbitrary<String> flat =
        Arbitraries.oneOf(
            strings(), numbers(), Arbitraries.of("null", "true", "false", "{}", "[]"));
    if (levels == 0) {
      return flat;
    }
    Arbitrary<String> arrays =
        values(levels - 1).list().ofMaxSize(3).map(FidelityPropertiesTest::array);
    Arbitrary<String> objects = members(levels - 1).map(members -> "{" + members + "}");
    Arbitrary<String> deep =
        Arbitraries.integers()
            .between(1, 50)
            .map(depth -> "[".repeat(depth) + "null" + "]".repeat(depth));
    return Arbitraries.oneOf(flat, arrays, objects, deep);
  }

  /** Members of an object, no name twice. */
  private static Arbitrary<String> members(int levels) {
    return Combinators.combine(names(), values(levels))
        .as((name, value) -> List.of(name, value))
        .list()
        .uniqueElements(member -> TestServer.json(member.getFirst()))
        .ofMaxSize(3)
        .map(members ->
            String.join(
                " ,\n", members.stream().map(member -> String.join(" : ", member)).toList()));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        strings(), Arbitraries.of("\"id\"", "\"wandbKey\"", "\"\"", "\"__proto__\"", "\"url\""));
  }

  /** String literals, every character raw or escaped. */
  private static Arbitrary<String> strings() {
    Arbitrary<Integer> character =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 0x7f),
            Arbitraries.integers().between(0x80, 0xd7ff),
            Arbitraries.integers().between(0xe000, 0xffff),
            Arbitraries.integers().between(0x10000, 0x10ffff));
    return Combinators.combine(character, Arbitraries.of(true, false))
        .as(FidelityPropertiesTest::written)
        .list()
        .ofMaxSize(12)
        .map(characters -> "\"" + String.join("", characters) + "\"");
  }

  private static String written(int character, boolean escaped) {
    String text = Character.toString(character);
    if (escaped || character < 0x20 || character == '"' || character == '\\') {
      StringBuilder escapes = new StringBuilder();
      text.chars().forEach(unit -> escapes.append("\\u%04x".formatted(unit)));
      return escapes.toString();
    }
    return text;
  }

  private static Arbitrary<String> numbers() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(40);
    Arbitrary<String> whole =
        digits.map(text -> text.length() == 1 || text.charAt(0) != '0' ? text : "1" + text);
    Arbitrary<String> fraction =
        Arbitraries.oneOf(Arbitraries.just(""), digits.map(text -> "." + text));
    Arbitrary<String> exponent = Arbitraries.of("", "e5", "E+05", "e-7", "E400", "e00", "e-400");
    Arbitrary<String> any =
        Combinators.combine(Arbitraries.of("", "-"), whole, fraction, exponent)
            .as((sign, a, b, c) -> sign + a + b + c);
    return Arbitraries.oneOf(
        any, Arbitraries.of("-0", "-0.0", "1.0", "1e400", "0e0", "1E-99999", "9007199254740993"));
  }
}
