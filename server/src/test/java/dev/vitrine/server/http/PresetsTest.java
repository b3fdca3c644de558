package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.Threads;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The presets of models. */
class PresetsTest {
  private static final String PATH = "/models/m/presets";

  @AutoClose private static final TestServer SERVER = TestServer.start();
  private final ApiClient studio = SERVER.as(STUDIO);

  @BeforeEach
  void fill() {
    SERVER.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\",\"privacy\":\"unlisted\"}");
  }

  private Answer create(String inferenceId, boolean isDefault) {
    return Calls.post(
        studio,
        PATH,
        "{\"inferenceId\":" + Calls.quoted(inferenceId) + ",\"isDefault\":" + isDefault + "}");
  }

  private static String id(Answer answer) {
    return String.valueOf(Calls.object(answer, "preset").text("id"));
  }

  private List<String> defaults() {
    return Calls.objects(studio.get(PATH), "presets").stream()
        .filter(preset -> JsonBoolean.TRUE.equals(preset.get("isDefault")))
        .map(preset -> String.valueOf(preset.text("inferenceId")))
        .toList();
  }

  @Test
  void aPresetTellsAllOfItself() {
    assertThat(Calls.text(studio.get(PATH), "presets")).isEqualTo("[]");
    Answer made = Calls.post(studio, PATH, "{\"inferenceId\":\"inf_1\"}");
    String id = id(made);
    assertThat(id).matches("preset_[1-9A-HJ-NP-Za-km-z]{24}");
    assertThat(Calls.text(made, "preset"))
        .isEqualTo(
            "{\"id\":\""
                + id
                + "\",\"modelId\":\"m\",\"inferenceId\":\"inf_1\",\"isDefault\":false,"
                + "\"createdAt\":\"2026-03-05T10:00:00.000Z\",\"updatedAt\":\"2026-03-05T10:00:00.000Z\","
                + "\"authorId\":\"apiu_studio_editor\"}");
    assertThat(Calls.text(studio.get(PATH), "presets"))
        .isEqualTo("[" + Calls.text(made, "preset") + "]");
    assertThat(SERVER.as(RIVAL).get(PATH).text()).isEqualTo(studio.get(PATH).text());
  }

  @Test
  void oneAtMostIsTheDefault() {
    create("a", true);
    create("b", false);
    String c = id(create("c", true));
    assertThat(defaults()).containsExactly("c");
    String a = Calls.texts(studio.get(PATH), "presets", "id").getFirst();
    Answer updated = Calls.put(studio, PATH + "/" + a, "{\"isDefault\":true}");
    assertThat(Calls.text(updated, "preset")).contains("\"inferenceId\":\"a\",\"isDefault\":true");
    assertThat(defaults()).containsExactly("a");
    Calls.put(studio, PATH + "/" + c, "{\"isDefault\":\"false\"}");
    assertThat(defaults()).containsExactly("a");
    Calls.put(studio, PATH + "/" + a, "{\"isDefault\":\"false\"}");
    assertThat(defaults()).isEmpty();
    assertThat(Calls.texts(studio.get(PATH), "presets", "inferenceId"))
        .containsExactly("a", "b", "c");
  }

  @Test
  void whatChangesNothingIsNoNewRevision() {
    String id = id(create("a", true));
    String etag = studio.model("m").header("ETag");
    Calls.put(studio, PATH + "/" + id, "{\"isDefault\":true}");
    assertThat(studio.model("m").header("ETag")).isEqualTo(etag);
  }

  @Test
  void aDeletedPresetIsGone() {
    String id = id(create("a", true));
    assertThat(studio.call("DELETE", PATH + "/" + id).text()).isEqualTo("{}");
    assertThat(Calls.text(studio.get(PATH), "presets")).isEqualTo("[]");
    for (Answer answer :
        List.of(
            studio.call("DELETE", PATH + "/" + id),
            Calls.put(studio, PATH + "/" + id, "{\"isDefault\":true}"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.reason()).isEqualTo("Preset " + id + " not found");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|\"inferenceId\" is required",
        "{\"inferenceId\":null}|\"inferenceId\" is required",
        "{\"inferenceId\":7}|\"inferenceId\" must be a string",
        "{\"inferenceId\":\"\"}|\"inferenceId\" must not be empty",
        "{\"inferenceId\":\"a\\nb\"}|\"inferenceId\" must not hold control characters or marks that change the direction of writing",
        "{\"inferenceId\":\"a\\u2028b\"}|\"inferenceId\" must not hold control characters or marks that change the direction of writing",
        "{\"inferenceId\":\"a\\u202Eb\"}|\"inferenceId\" must not hold control characters or marks that change the direction of writing",
        "{\"inferenceId\":\"a\",\"isDefault\":1}|\"isDefault\" must be a boolean"
      })
  void anotherFormIsRefused(String body, String reason) {
    Answer answer = Calls.post(studio, PATH, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo(reason);
    assertThat(Calls.text(studio.get(PATH), "presets")).isEqualTo("[]");
  }

  @Test
  void isDefaultIsRequiredOfAChange() {
    String id = id(create("a", false));
    for (String body : List.of("{}", "{\"isDefault\":null}")) {
      Answer answer = Calls.put(studio, PATH + "/" + id, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.reason()).isEqualTo("\"isDefault\" is required");
    }
  }

  @Test
  void lengthIsCountedInCharacters() {
    String longest = "\uD83C\uDF3F".repeat(256);
    assertThat(Calls.text(create(longest, false), "preset")).contains(longest);
    Answer answer = create(longest + "x", false);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail("limit")).isEqualTo(256);
  }

  @Test
  void aModelHasAHundredAtMost() throws InterruptedException {
    Threads.runAll(
        4,
        thread -> {
          for (int i = 0; i < 25; i++) {
            assertThat(create("inf" + thread + "-" + i, true).status()).isEqualTo(200);
          }
        });
    assertThat(Calls.objects(studio.get(PATH), "presets")).hasSize(100);
    assertThat(defaults()).hasSize(1);
    Answer answer = create("one more", false);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail("limit")).isEqualTo(100);
  }

  @Test
  void aCreateCanBeRepeated() {
    ApiClient repeating = studio.header("Idempotency-Key", "presets-once");
    String body = "{\"inferenceId\":\"a\"}";
    Answer first = Calls.post(repeating, PATH, body);
    assertThat(Calls.post(repeating, PATH, body).text()).isEqualTo(first.text());
    assertThat(Calls.objects(studio.get(PATH), "presets")).hasSize(1);
    Answer other = Calls.post(repeating, PATH, "{\"inferenceId\":\"b\"}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.details().text("field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void presetsTravelWithExportsAndNotWithRows() {
    create("a", false);
    JsonObject row = studio.model("m").model();
    assertThat(TestServer.text(row)).doesNotContain("preset", "inferenceId");
  }

  @Test
  void onlyEditorsOfTheOwnerWrite() {
    String id = id(create("a", false));
    ApiClient reader = Calls.as(SERVER, STUDIO, Role.READER);
    for (ApiClient client : List.of(reader, SERVER.as(RIVAL))) {
      assertThat(Calls.post(client, PATH, "{\"inferenceId\":\"b\"}").status()).isEqualTo(403);
      assertThat(Calls.put(client, PATH + "/" + id, "{\"isDefault\":true}").status())
          .isEqualTo(403);
      assertThat(client.call("DELETE", PATH + "/" + id).status()).isEqualTo(403);
      assertThat(client.get(PATH).status()).isEqualTo(200);
    }
    assertThat(reader.call("DELETE", "/models/absent/presets/x").status()).isEqualTo(403);
    assertThat(studio.get("/models/absent/presets").reason()).isEqualTo("Model absent not found");
  }
}
