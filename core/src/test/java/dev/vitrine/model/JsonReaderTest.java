package dev.vitrine.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonToken;

class JsonReaderTest {
  private static Json parse(String text) {
    return JsonReader.parse(text.getBytes(UTF_8), JsonLimits.DOCUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "{\"b\":1,\"a\":2}",
        "{\"n\":[1.0,1e5,1E+400,-0,0.10,123456789012345678901234567890123456789012345]}",
        "{\"open\":{\"null\":null,\"list\":[null,[]]}}",
        "\"é 漢 😀 \u2028 / \\\" \\\\ \\n \\u0001\"",
      })
  void whatIsWrittenIsWhatWasRead(String text) {
    assertThat(new String(JsonWriter.write(parse(text)), UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"a":1,"a":2}          | has the member "a" twice
          {"x":{"a":1,"a":2}}    | has the member "a" twice
          "\\ud800"              | lone surrogate
          "\\udc00\\ud800"       | lone surrogate
          {"\\ud800":1}          | not valid JSON
          "\\u0000"              | U+0000
          {"a":1                 | not valid JSON
          {"a":1}}               | not valid JSON
          {"a":1} {}             | more than one JSON value
          [1,]                   | not valid JSON
          [01]                   | not valid JSON
          [NaN]                  | not valid JSON
          {'a':1}                | not valid JSON
          {a:1}                  | not valid JSON
          // comment             | not valid JSON
          [+1]                   | not valid JSON
          [.5]                   | not valid JSON
          """)
  void whatBreaksARuleIsRefused(String text, String problem) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void anEmptyTextIsNoJson() {
    assertThatThrownBy(() -> parse("  "))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void aMessageNeverQuotesAValue() {
    assertThatThrownBy(() -> parse("{\"wandbKey\":canary}")).message().doesNotContain("canary");
  }

  @Test
  void nestingIsBoundedExactly() {
    assertThat(parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(JsonArray.class);
    assertThatThrownBy(() -> parse("[".repeat(65) + "]".repeat(65)))
        .hasMessageContaining("64 levels");
    assertThatThrownBy(() -> parse("[".repeat(1_000_000))).isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void sizeIsBounded() {
    int most = JsonLimits.DOCUMENT.bytes();
    assertThat(parse('"' + "x".repeat(most - 2) + '"')).isInstanceOf(JsonString.class);
    assertThatThrownBy(() -> parse('"' + "x".repeat(most - 1) + '"'))
        .isInstanceOf(InvalidJsonException.class);
    assertThatThrownBy(() -> parse("[" + "1,".repeat(most / 2) + "1]"))
        .hasMessageContaining("larger than");
    String exact = "[" + "11,".repeat((most - 4) / 3) + "11]";
    assertThat(((JsonArray) parse(exact)).size()).isEqualTo((most - 4) / 3 + 1);
  }

  @Test
  void malformedUtf8IsRefused() {
    for (byte[] bytes :
        new byte[][] {
          {'"', (byte) 0xFF, '"'},
          {'"', (byte) 0xC0, (byte) 0x80, '"'},
          {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
          {'"', (byte) 0xE2, (byte) 0x82, '"'},
        }) {
      assertThatThrownBy(() -> JsonReader.parse(bytes, JsonLimits.DOCUMENT))
          .hasMessageContaining("UTF-8");
    }
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(parse("\uFEFF{}")).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void aRefusedValueInAStreamIsPassedOver() {
    String text =
        "[{\"a\":1,\"a\":{\"b\":[1]}}, \"\\u0000\", "
            + "[".repeat(70)
            + "]".repeat(70)
            + ", {\"good\":true}]";
    try (JsonReader reader =
        JsonReader.of(new ByteArrayInputStream(text.getBytes(UTF_8)), JsonLimits.DOCUMENT)) {
      assertThat(reader.next()).isEqualTo(JsonToken.START_ARRAY);
      for (int i = 0; i < 3; i++) {
        reader.next();
        assertThatThrownBy(reader::readValue).isInstanceOf(InvalidJsonException.class);
      }
      reader.next();
      assertThat(reader.readValue()).isEqualTo(JsonObject.of("good", JsonBoolean.TRUE));
      assertThat(reader.next()).isEqualTo(JsonToken.END_ARRAY);
    }
  }

  @Test
  void objectsAreEqualInTheSameOrderOnly() {
    assertThat(parse("{\"a\":1,\"b\":2}"))
        .isEqualTo(parse("{\"a\":1, \"b\":2}"))
        .isNotEqualTo(parse("{\"b\":2,\"a\":1}"));
    assertThat(parse("{\"a\":1}")).isNotEqualTo(parse("{\"a\":1.0}"));
  }
}
