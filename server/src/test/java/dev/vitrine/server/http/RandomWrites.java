package dev.vitrine.server.http;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.JsonArbitraries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Writes that are all accepted, with values as odd as they may be. */
final class RandomWrites {
  private RandomWrites() {}

  /**
   * A write.
   *
   * @param target which of the models that are there by then
   */
  record Step(String kind, JsonObject body, int target) {}

  static Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> targets = Arbitraries.integers().between(0, 9);
    Arbitrary<Step> creates = bodies().map(body -> new Step("create", body, 0));
    Arbitrary<Step> updates =
        Combinators.combine(changes(), targets)
            .as((body, target) -> new Step("update", body, target));
    Arbitrary<Step> others =
        Combinators.combine(
                Arbitraries.of("copy", "delete", "tags", "description", "preset"), prose(), targets)
            .as((kind, text, target) ->
                new Step(kind, JsonObject.of("text", new JsonString(text)), target));
    Arbitrary<Step> pictures =
        Combinators.combine(Arbitraries.of(PictureWrites.KINDS), prose(), targets)
            .as((kind, text, target) ->
                new Step(kind, JsonObject.of("text", new JsonString(text)), target));
    return Arbitraries.frequencyOf(
            Tuple.of(2, creates), Tuple.of(2, updates), Tuple.of(2, others), Tuple.of(3, pictures))
        .list()
        .ofMinSize(3)
        .ofMaxSize(12);
  }

  /** Texts of any characters that may be written. */
  private static Arbitrary<String> prose() {
    return JsonArbitraries.texts()
        .map(text ->
            text.codePoints()
                .filter(point -> point == '\n' || point == '\t' || isFit(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
  }

  private static boolean isFit(int point) {
    boolean direction =
        point == 0x061C
            || point == 0x200E
            || point == 0x200F
            || (point >= 0x2028 && point <= 0x202E)
            || (point >= 0x2066 && point <= 0x2069);
    return !direction
        && Character.getType(point) != Character.CONTROL
        && Character.getType(point) != Character.SURROGATE;
  }

  /** Lines that are not blank. */
  private static Arbitrary<Json> lines() {
    return prose()
        .map(text -> new JsonString("é" + text.replaceAll("[\n\t]", " ") + "\uD83D\uDE00"));
  }

  private static Arbitrary<Json> odd() {
    return Arbitraries.of("1.50", "1e5", "1E-07", "-0.0", "100000000000000000001", "2.000")
        .map(JsonNumber::new);
  }

  private static Arbitrary<Json> input() {
    return Combinators.combine(
            lines(),
            Arbitraries.of("string", "number", "inputs_array"),
            odd(),
            JsonArbitraries.values(2),
            JsonArbitraries.members(2))
        .as((name, type, number, value, unknown) -> {
          SequencedMap<String, Json> members = new LinkedHashMap<>(unknown);
          members.put("default", value);
          members.put("max", number);
          members.put("name", name);
          members.put("type", new JsonString(type));
          members.put("allowedValues", new JsonArray(List.of(value, number)));
          members.put("inputs", new JsonArray(List.of(new JsonObject(unknown))));
          return new JsonObject(members);
        });
  }

  private static Arbitrary<JsonObject> bodies() {
    Arbitrary<JsonObject> custom =
        Combinators.combine(
                changes(), input().list().ofMaxSize(3), JsonArbitraries.values(2), odd())
            .as((body, inputs, value, number) ->
                body.with("type", new JsonString("custom"))
                    .with("inputs", new JsonArray(inputs))
                    .with("uiConfig", JsonObject.of("ours", value).with("number", number)));
    Arbitrary<JsonObject> trained =
        Combinators.combine(
                changes(),
                Arbitraries.of("0.00050", "5e-4", "1E-3"),
                prose(),
                lines().list().ofMaxSize(2))
            .as((body, rate, prompt, samples) ->
                body.with(
                    "parameters",
                    JsonObject.of("learningRate", new JsonNumber(rate))
                        .with("conceptPrompt", new JsonString(prompt))
                        .with("samplePrompts", new JsonArray(samples))
                        .with("wandbKey", new JsonString("hush"))));
    return Arbitraries.oneOf(custom, trained);
  }

  /** Fields that models of every type take, at creation and later; each is there or not. */
  private static Arbitrary<JsonObject> changes() {
    return Combinators.combine(
            lines(),
            prose(),
            Arbitraries.of("private", "unlisted", "public"),
            Arbitraries.of(
                "\"accessRestrictions\":50.0",
                "\"capabilities\":[\"txt2img\",\"img2img\"]",
                "\"baseModelId\":\"flux.1-dev\""),
            Arbitraries.integers().between(0, 31))
        .as((line, text, privacy, member, which) -> {
          JsonObject body = (JsonObject) TestServer.json("{" + member + "}");
          body = (which & 1) == 0 ? body : body.with("name", line);
          body = (which & 2) == 0 ? body : body.with("shortDescription", new JsonString(text));
          body = (which & 4) == 0 ? body : body.with("privacy", new JsonString(privacy));
          body = (which & 8) == 0 ? body : body.with("promptEmbedding", new JsonString(text));
          return (which & 16) == 0
              ? body
              : body.with("negativePromptEmbedding", new JsonString(text));
        });
  }
}
