package dev.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.VitrineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long texts of a body, read in their place. */
class LongTextsTest {
  private static final JsonLimits LIMITS = new JsonLimits(200, 64);

  private static LongTexts texts(String body) {
    return new LongTexts(body.getBytes(StandardCharsets.UTF_8), Set.of("image", "other"), LIMITS);
  }

  private static LongText image(String body) {
    return Objects.requireNonNull(texts(body).get("image"));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String decoded(String base64) {
    return new String(
        bytes(image("{\"image\":\"" + base64 + "\"}").base64(0)), StandardCharsets.UTF_8);
  }

  @Property(tries = 300)
  void whateverIsSentComesBack(@ForAll byte[] first, @ForAll byte[] second, @ForAll boolean pad) {
    Base64.Encoder encoder = pad ? Base64.getEncoder() : Base64.getEncoder().withoutPadding();
    String body =
        "{\"a\":{\"image\":\"inner\"}, \"image\" : \"%s\",\"b\":[\"image\",\"x\"],\"other\":\"%s\"}"
            .formatted(encoder.encodeToString(first), encoder.encodeToString(second));
    LongTexts texts = texts(body);
    assertThat(bytes(Objects.requireNonNull(texts.get("image")).base64(0))).isEqualTo(first);
    assertThat(bytes(Objects.requireNonNull(texts.get("other")).base64(0))).isEqualTo(second);
    assertThat(new String(JsonWriter.write(texts.rest()), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"a\":{\"image\":\"inner\"},\"image\":\"\",\"b\":[\"image\",\"x\"],\"other\":\"\"}");
  }

  @Test
  void escapesThatEncodersWriteAreUnderstood() {
    assertThat(decoded("aGk\\/")).isEqualTo("hi?");
    assertThat(decoded("aGVs\\nbG8\\r\\n=")).isEqualTo("hello");
    assertThat(decoded("aGk\\u002F")).isEqualTo("hi?");
    assertThat(decoded("aGk\\u003d")).isEqualTo("hi");
    assertThat(decoded("aGVsbG8")).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "aGk=a",
        "aGk==",
        "aG k",
        "aGk\n",
        "aG-k",
        "aG_k",
        "aGk\u00e9",
        "\\ud800",
        "\\t",
        "\\u00",
        "\\\"",
        "=",
        "a===",
        "data:,"
      })
  void whatIsNoBase64IsRefused(String text) {
    assertThatThrownBy(() -> decoded(text))
        .isInstanceOf(VitrineException.class)
        .hasMessage("\"image\" must be base64, or a data URL of base64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"image\":\"aaaa", "{\"image\":\"aaaa\"", "{\"image\":\"a\",\"image\":\"b\"}",
            "\"image\":\"a\"}",
        "{\"image\":\"a\"}}", "{\"image\" \"a\"}", "{image:\"a\"}", "{\"image\":\"a\\"
      })
  void brokenBodiesStayBroken(String body) {
    assertThatThrownBy(() -> texts(body))
        .isInstanceOf(VitrineException.class)
        .extracting(e -> ((VitrineException) e).code().name())
        .isEqualTo("MALFORMED_JSON");
  }

  @Test
  void theRestIsBoundedAndTheTextsAreNot() {
    String large = "A".repeat(4000);
    assertThat(image("{\"image\":\"" + large + "\"}").length()).isEqualTo(4000);
    assertThatThrownBy(() -> texts("{\"name\":\"" + large + "\",\"image\":\"a\"}"))
        .hasMessage("The request body, without its pictures, is larger than 200 bytes");
  }

  @Test
  void whatIsNoTextIsNone() {
    assertThat(texts("{\"image\":7}").get("image")).isNull();
    assertThat(texts("{\"image\":null}").get("image")).isNull();
    assertThat(texts("{\"image\":[\"a\"]}").get("image")).isNull();
    assertThat(texts("").get("image")).isNull();
    assertThat(image("{\"image\":\"\"}").length()).isZero();
  }

  @Test
  void aNameMayBeWrittenInAnyWay() {
    assertThat(decoded("aGVsbG8=")).isEqualTo("hello");
    assertThat(
            new String(
                bytes(image("{\"im\\u0061ge\":\"aGVsbG8=\"}").base64(0)), StandardCharsets.UTF_8))
        .isEqualTo("hello");
  }

  @Test
  void textsAreReadWholeOrToTheirFirstComma() {
    LongText text = image("{\"image\":\"data:image\\/png;base64,AAAA\"}");
    assertThat(text.upToComma(256)).isEqualTo("data:image/png;base64,");
    assertThat(text.upToComma(5)).isEmpty();
    assertThat(image("{\"image\":\"\\u00fc\\\"x\"}").text(100)).isEqualTo("ü\"x");
    assertThatThrownBy(() -> image("{\"image\":\"abc\"}").text(2))
        .hasMessage("\"image\" must have at most 2 bytes");
    assertThatThrownBy(() -> image("{\"image\":\"a\tb\"}").text(100))
        .isInstanceOf(VitrineException.class);
  }
}
