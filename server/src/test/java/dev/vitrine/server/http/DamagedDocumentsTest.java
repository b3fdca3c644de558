package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.DocumentCodec;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged document costs its own row only (contract section 2). */
class DamagedDocumentsTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  private static final byte[] SOUND =
      ModelDocument.of(
              TestServer.imported(
                  STUDIO, (JsonObject) TestServer.json("{\"id\":\"x\",\"type\":\"custom\"}")))
          .encode();

  static Map<String, byte[]> damaged() {
    Map<String, byte[]> damaged = new LinkedHashMap<>();
    damaged.put("no-bytes", new byte[0]);
    damaged.put("one-byte", new byte[] {1});
    damaged.put("cut-in-the-head", Arrays.copyOf(SOUND, 4));
    damaged.put("cut-in-the-middle", Arrays.copyOf(SOUND, SOUND.length / 2));
    damaged.put("cut-at-the-end", Arrays.copyOf(SOUND, SOUND.length - 1));
    damaged.put("one-bit-flipped", changed(SOUND.length / 2, 1));
    damaged.put("wrong-checksum", changed(2, 0x40));
    damaged.put("unknown-format", changed(0, 0x7e));
    damaged.put("plain-json", "{\"row\":{\"id\":\"plain-json\"}}".getBytes(StandardCharsets.UTF_8));
    damaged.put("no-row", DocumentCodec.encode(JsonObject.EMPTY));
    damaged.put("row-is-text", DocumentCodec.encode(JsonObject.of("row", new JsonString("x"))));
    damaged.put(
        "row-without-id",
        DocumentCodec.encode(
            JsonObject.of("row", JsonObject.of("type", new JsonString("custom")))));
    return damaged;
  }

  private static byte[] changed(int at, int bits) {
    byte[] copy = SOUND.clone();
    copy[at] ^= (byte) bits;
    return copy;
  }

  @BeforeAll
  static void fill() {
    damaged()
        .forEach(
            (id, bytes) -> SERVER.put(id, Draft.of(STUDIO, Visibility.PRIVATE, Bytes.wrap(bytes))));
    SERVER.model(STUDIO, "{\"id\":\"sound\",\"type\":\"custom\"}");
    SERVER.model(STUDIO, "{\"id\":\"sound-too\",\"type\":\"custom\"}");
  }

  static List<String> damagedIds() {
    return List.copyOf(damaged().keySet());
  }

  @ParameterizedTest
  @MethodSource("damagedIds")
  void theOtherRowsCome(String id) {
    for (String body :
        List.of("{}", "{\"minimal\":true}", "{\"settings\":true,\"thumbnail\":true}")) {
      JsonObject request = ids("sound", id, "sound-too");
      for (var flag : ((JsonObject) TestServer.json(body)).members().entrySet()) {
        request = request.with(flag.getKey(), flag.getValue());
      }
      Answer answer = SERVER.as(STUDIO).query("report=true").bulk(request);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.ids()).containsExactly("sound", "sound-too");
      assertThat(answer.outcome("unprocessed")).containsExactly(id);
      assertThat(answer.outcome("notFound")).isEmpty();
      assertThat(
              SERVER.as(STUDIO).ndjson().query("report=true").bulk(request).outcome("unprocessed"))
          .containsExactly(id);
    }
  }

  @Test
  void allAtOnceCostOnlyTheirRows() {
    List<String> asked = new ArrayList<>(damagedIds());
    asked.add(3, "sound");
    Answer answer =
        SERVER.as(STUDIO).query("report").bulk(ids(asked).with("thumbnail", JsonBoolean.TRUE));
    assertThat(answer.ids()).containsExactly("sound");
    assertThat(answer.outcome("unprocessed")).containsExactlyElementsOf(damagedIds());
  }

  @Test
  void singlyItIsAFaultOfTheServerThatTellsNothing() {
    Answer answer = SERVER.as(STUDIO).model("wrong-checksum");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("INTERNAL");
    assertThat(answer.text()).doesNotContain("checksum").doesNotContain("Exception");
  }

  @Test
  void whoMayNotSeeItIsToldNothingOfIt() {
    ApiClient rival = SERVER.as(RIVAL).query("report");
    for (String id : damagedIds()) {
      assertThat(rival.bulk(ids(id)).outcome("notFound")).containsExactly(id);
      assertThat(SERVER.as(RIVAL).model(id).status()).isEqualTo(404);
    }
  }

  @Test
  void writtenAgainItComesBack() {
    SERVER.put("healed", Draft.of(STUDIO, Visibility.PRIVATE, Bytes.wrap(changed(1, 1))));
    assertThat(SERVER.as(STUDIO).bulk(ids("healed")).rows()).isEmpty();
    SERVER.model(STUDIO, "{\"id\":\"healed\",\"type\":\"custom\"}");
    assertThat(SERVER.as(STUDIO).bulk(ids("healed")).ids()).containsExactly("healed");
  }

  @Test
  void itIsCounted() {
    SERVER.as(STUDIO).bulk(ids("wrong-checksum"));
    assertThat(SERVER.stranger().get("/metrics").text())
        .containsPattern("vitrine_documents_corrupt_total [1-9]")
        .doesNotContain("wrong-checksum");
  }
}
