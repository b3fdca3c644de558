package dev.vitrine.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.InvalidJsonException;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner of usual bodies reads is what the strict reader of all bodies reads. */
class BulkBodyTest {
  private static @Nullable BulkBody scanned(String body) {
    return BulkBodyScanner.scan(body.getBytes(UTF_8));
  }

  /** What the strict reader makes of a body; null if it refuses it. */
  private static @Nullable BulkBody read(String body) {
    try {
      return JsonReader.parse(body.getBytes(UTF_8), JsonLimits.REQUEST) instanceof JsonObject object
          ? BulkBody.of(object)
          : null;
    } catch (InvalidJsonException | VitrineException e) {
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\r\n} ",
        "{\"modelIds\":[]}",
        "{\"modelIds\":[\"a\"]}",
        "{\"modelIds\":[\"a\",\"b\",\"a\"],\"minimal\":true}",
        "{ \"modelIds\" : [ \"model_a.b-1\" , \"flux.1-dev\" ] , \"thumbnail\" : true,\"settings\":false }",
        "{\"allTrainingImages\":null,\"trainingImagesPreview\":false,\"originalAssets\":true}",
        "{\"ifNoneMatch\":{\"a\":\"1.x\",\"b\":\"\"},\"modelIds\":[\"a\"]}",
        "{\"ifNoneMatch\":{}}"
      })
  void usualBodiesAreScanned(String body) {
    assertThat(scanned(body)).isNotNull().isEqualTo(read(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}x",
        "{}{}",
        "{,}",
        "{\"modelIds\":[\"a\",]}",
        "{\"modelIds\":[\"a\"],}",
        "{\"modelIds\":[\"a\" \"b\"]}",
        "{\"modelIds\":[\"\"]}",
        "{\"modelIds\":[\"a\\u0062\"]}",
        "{\"modelIds\":[\"é\"]}",
        "{\"modelIds\":[\"a\tb\"]}",
        "{\"modelIds\":[1]}",
        "{\"modelIds\":[null]}",
        "{\"modelIds\":\"a\"}",
        "{\"modelIds\":null}",
        "{\"modelIds\":[\"a\"],\"modelIds\":[\"b\"]}",
        "{\"minimal\":true,\"minimal\":true}",
        "{\"minimal\":\"true\"}",
        "{\"minimal\":truex}",
        "{\"minimal\":tru",
        "{\"minimal\":1}",
        "{\"unknown\":1}",
        "{\"ifNoneMatch\":{\"a\":\"1\",\"a\":\"2\"}}",
        "{\"ifNoneMatch\":{\"a\":null}}",
        "{\"ifNoneMatch\":null}",
        "\uFEFF{}"
      })
  void othersAreLeftToTheReader(String body) {
    assertThat(scanned(body)).isNull();
  }

  @Property
  void whatIsScannedIsWhatIsRead(@ForAll("bodies") String body) {
    BulkBody scanned = scanned(body);
    if (scanned != null) {
      assertThat(scanned).isEqualTo(read(body));
    }
  }

  @Test
  void manyIdsKeepTheirOrderAndAreCountedOnce() {
    Random random = new Random(3);
    List<String> ids =
        IntStream.range(0, 10_000).mapToObj(i -> "model_" + random.nextInt(4_000)).toList();
    BulkBody scanned = scanned("{\"modelIds\":[\"" + String.join("\",\"", ids) + "\"]}");
    assertThat(scanned).isNotNull();
    assertThat(scanned.modelIds()).containsExactlyElementsOf(ids.stream().distinct().toList());
  }

  @Test
  void idsOfOneHashAreLeftToTheReader() {
    // "Aa" and "BB" have the same hash, and so has whatever is made of as many of them.
    List<String> ids =
        IntStream.range(0, 1 << 10)
            .mapToObj(i -> {
              StringBuilder id = new StringBuilder();
              for (int bit = 0; bit < 10; bit++) {
                id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
              }
              return id.toString();
            })
            .toList();
    assertThat(scanned("{\"modelIds\":[\"" + String.join("\",\"", ids) + "\"]}")).isNull();
  }

  /** Bodies made of the pieces bodies are made of, in and out of order. */
  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> id =
        Arbitraries.of("a", "b", "model_1", "x".repeat(7), "x".repeat(256), "x".repeat(257))
            .injectDuplicates(0.2);
    Arbitrary<String> odd =
        Arbitraries.strings().withChars("ab\"\\\u0001\u00e9 ,:{}[]").ofMaxLength(12);
    Arbitrary<String> text =
        Arbitraries.frequencyOf(Tuple.of(20, id), Tuple.of(1, odd))
            .map(value -> "\"" + value + "\"");
    Arbitrary<String> list = text.list().ofMaxSize(6).map(all -> "[" + String.join(",", all) + "]");
    Arbitrary<String> etags =
        Combinators.combine(text, text)
            .as((key, value) -> key + ":" + value)
            .list()
            .ofMaxSize(3)
            .map(all -> "{" + String.join(", ", all) + "}");
    Arbitrary<String> flag = Arbitraries.of("true", "false", "null", "\"true\"", "1", "tru");
    Arbitrary<String> member =
        Arbitraries.oneOf(
            list.map(value -> "\"modelIds\":" + value),
            etags.map(value -> "\"ifNoneMatch\" :" + value),
            Combinators.combine(
                    Arbitraries.of(
                        "minimal",
                        "settings",
                        "thumbnail",
                        "allTrainingImages",
                        "trainingImagesPreview",
                        "originalAssets"),
                    flag)
                .as((name, value) -> "\"" + name + "\":\t" + value));
    return member.list().ofMaxSize(4).map(all -> "{" + String.join(" ,\n", all) + "}");
  }
}
