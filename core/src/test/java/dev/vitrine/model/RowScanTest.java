package dev.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowScanTest {
  private static byte[] stored(String json) {
    return DocumentCodec.encode(
        (JsonObject) JsonReader.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT));
  }

  /** Names and the texts that are found at them, wherever they are. */
  private static List<String> texts(String json) {
    List<String> found = new ArrayList<>();
    RowScan.row(stored(json), (name, value) -> take(name, value, found));
    return found;
  }

  private static boolean take(String name, RowScan value, List<String> found) {
    switch (name) {
      case "text" -> found.add("text " + value.text());
      case "array" -> value.elements(element -> found.add("element " + element.text()));
      case "object" -> value.members((member, inner) -> take(member, inner, found));
      default -> {
        return false;
      }
    }
    return true;
  }

  @Test
  void whatIsAskedForIsFoundInTheRowAlone() {
    assertThat(
            texts(
                """
                {"beside":{"text":"no"},"row":{"id":"m","skipped":{"text":"no","array":["no"]},"text":"a",
                 "array":["b",["no"],{"text":"no"},"c"],"object":{"other":[1],"text":"d","object":{"array":["e"]}}},"text":"no"}
                """))
        .containsExactly(
            "text a",
            "element b",
            "element null",
            "element null",
            "element c",
            "text d",
            "element e");
  }

  @Test
  void valuesOfOtherShapesCountAsAbsent() {
    assertThat(
            texts("{\"row\":{\"text\":{\"text\":\"no\"},\"array\":7,\"object\":[{\"text\":1}]}}"))
        .containsExactly("text null");
    assertThat(texts("{\"row\":{\"text\":null,\"array\":{\"text\":\"no\"},\"object\":\"no\"}}"))
        .containsExactly("text null");
    assertThat(texts("{\"row\":{}}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"row\":7}", "{\"row\":[],\"beside\":{}}"})
  void whatHoldsNoRowIsNoModel(String json) {
    assertThatThrownBy(() -> texts(json)).isInstanceOf(CorruptDocumentException.class);
  }

  @Test
  void whatIsDamagedIsNoModel() {
    byte[] stored = stored("{\"row\":{\"text\":\"a\"}}");
    stored[stored.length - 3] ^= 1;
    assertThatThrownBy(() -> RowScan.row(stored, (name, value) -> false))
        .isInstanceOf(CorruptDocumentException.class);
  }
}
