package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code minimal}, {@code settings}, {@code thumbnail} and {@code fields} make of a row
 * (contract section 2).
 */
class RowFormsTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  private static final String RICH =
      """
      {"id":"rich","type":"flux.1-lora","name":"Rich","privacy":"public","tags":["x"],"promptEmbedding":"warm",
       "negativePromptEmbedding":"cold","thumbnail":{"assetId":"asset_t","url":"https://elsewhere.test/t.png"},
       "trainingImages":[{"id":"asset_1","downloadUrl":"https://elsewhere.test/1.png"}],"complianceMetadata":{"a":null}}
      """;

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, RICH);
    SERVER.model(STUDIO, "{\"id\":\"nameless\",\"type\":\"custom\",\"privacy\":\"public\"}");
    SERVER.model(
        STUDIO,
        "{\"id\":\"no-thumbnail\",\"type\":\"custom\",\"privacy\":\"public\",\"trainingImages\":"
            + "[{\"id\":\"asset_1\",\"downloadUrl\":\"https://elsewhere.test/1.png\"},{\"id\":\"asset_2\"}]}");
    SERVER.model(
        STUDIO,
        "{\"id\":\"no-images\",\"type\":\"custom\",\"privacy\":\"public\",\"trainingImages\":[]}");
    SERVER.model(
        STUDIO,
        "{\"id\":\"no-url\",\"type\":\"custom\",\"privacy\":\"public\",\"trainingImages\":[{\"id\":\"asset_1\"}]}");
    SERVER.model(
        STUDIO,
        "{\"id\":\"no-id\",\"type\":\"custom\",\"privacy\":\"public\",\"trainingImages\":[{\"name\":\"x\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"true\""})
  void minimalIsExactlyThreeKeys(String flag) {
    Answer answer =
        SERVER.as(STUDIO).bulk("{\"modelIds\":[\"rich\",\"nameless\"],\"minimal\":" + flag + "}");
    assertThat(answer.rowTexts())
        .containsExactly(
            "{\"id\":\"rich\",\"name\":\"Rich\",\"type\":\"flux.1-lora\"}",
            "{\"id\":\"nameless\",\"type\":\"custom\"}");
  }

  @Test
  void minimalIgnoresEveryOtherFlagOfShape() {
    JsonObject everything =
        ids("rich")
            .with("minimal", JsonBoolean.TRUE)
            .with("settings", JsonBoolean.TRUE)
            .with("thumbnail", JsonBoolean.TRUE)
            .with("allTrainingImages", JsonBoolean.TRUE)
            .with("trainingImagesPreview", JsonBoolean.FALSE)
            .with("originalAssets", JsonBoolean.TRUE);
    Answer answer =
        SERVER.as(STUDIO).query("fields=tags,no-such-field&originalAssets=true").bulk(everything);
    assertThat(answer.rowTexts())
        .containsExactly("{\"id\":\"rich\",\"name\":\"Rich\",\"type\":\"flux.1-lora\"}");
  }

  @Test
  void minimalStillReports() {
    JsonObject minimal = ids("rich", "nowhere").with("minimal", JsonBoolean.TRUE);
    Answer reported = SERVER.as(STUDIO).query("report=true").bulk(minimal);
    assertThat(reported.outcome("notFound")).containsExactly("nowhere");

    JsonObject held = JsonObject.of("rich", new JsonString(reported.etag("rich")));
    Answer again = SERVER.as(STUDIO).bulk(minimal.with("ifNoneMatch", held));
    assertThat(again.rows()).isEmpty();
    assertThat(again.outcome("notModified")).containsExactly("rich");
  }

  @Test
  void settingsAddTheTwoEmbeddings() {
    JsonObject with = SERVER.as(RIVAL).bulk(ids("rich").with("settings", JsonBoolean.TRUE)).row();
    assertThat(with.text("promptEmbedding")).isEqualTo("warm");
    assertThat(with.text("negativePromptEmbedding")).isEqualTo("cold");
    assertThat(SERVER.as(STUDIO).model("rich").model().members())
        .containsKeys("promptEmbedding", "negativePromptEmbedding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",\"settings\":false", ",\"settings\":\"false\"", ",\"settings\":null"})
  void otherwiseTheEmbeddingsAreAbsent(String flag) {
    JsonObject row = SERVER.as(STUDIO).bulk("{\"modelIds\":[\"rich\"]" + flag + "}").row();
    assertThat(row.members()).doesNotContainKeys("promptEmbedding", "negativePromptEmbedding");
  }

  @Test
  void theThumbnailOfTheModelComesToEveryone() {
    for (String project : List.of(STUDIO, RIVAL)) {
      JsonObject row =
          SERVER.as(project).bulk(ids("rich").with("thumbnail", JsonBoolean.TRUE)).row();
      assertThat(thumbnail(row))
          .isEqualTo("{\"assetId\":\"asset_t\",\"url\":\"https://elsewhere.test/t.png\"}");
    }
  }

  @Test
  void theFirstTrainingImageStandsInForWhoeverMaySeeIt() {
    JsonObject body = ids("no-thumbnail").with("thumbnail", JsonBoolean.TRUE);
    assertThat(thumbnail(SERVER.as(STUDIO).bulk(body).row()))
        .isEqualTo("{\"assetId\":\"asset_1\",\"url\":\"https://elsewhere.test/1.png\"}");
    assertThat(thumbnail(SERVER.as(STUDIO).model("no-thumbnail").model())).contains("asset_1");
    assertThat(SERVER.as(RIVAL).bulk(body).row().members()).doesNotContainKey("thumbnail");
    assertThat(SERVER.as(RIVAL).model("no-thumbnail").model().members())
        .doesNotContainKey("thumbnail");
  }

  @ParameterizedTest
  @CsvSource({"nameless", "no-images", "no-id"})
  void withNeitherTheThumbnailIsAbsent(String id) {
    Answer answer = SERVER.as(STUDIO).bulk(ids(id).with("thumbnail", JsonBoolean.TRUE));
    assertThat(answer.row().members()).doesNotContainKey("thumbnail");
    assertThat(SERVER.as(STUDIO).model(id).model().members()).doesNotContainKey("thumbnail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",\"thumbnail\":false", ",\"thumbnail\":\"false\"", ",\"thumbnail\":null"})
  void withoutTheFlagThereIsNoThumbnail(String flag) {
    JsonObject row = SERVER.as(STUDIO).bulk("{\"modelIds\":[\"rich\"]" + flag + "}").row();
    assertThat(row.members()).doesNotContainKey("thumbnail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fields=name,tags",
        "fields=name&fields=tags",
        "fields[]=name&fields[]=tags",
        "fields%5B%5D=name&fields%5B%5D=tags",
        "fields=tags&fields[]=name",
        "fields=name,%20tags,name,id"
      })
  void fieldsKeepsWhatItNamesAndTheId(String query) {
    Answer answer =
        SERVER.as(STUDIO).query(query.replace("[]", "%5B%5D")).bulk(ids("rich", "nameless"));
    assertThat(answer.rowTexts())
        .containsExactly(
            "{\"id\":\"rich\",\"name\":\"Rich\",\"tags\":[\"x\"]}",
            "{\"id\":\"nameless\",\"tags\":[]}");
  }

  @Test
  void fieldsOnlyNarrowsWhatTheFlagsMade() {
    String query = "fields=thumbnail,promptEmbedding,trainingImages";
    assertThat(SERVER.as(RIVAL).query(query).bulk(ids("rich")).rowTexts())
        .containsExactly("{\"id\":\"rich\"}");
    JsonObject flags =
        ids("rich").with("thumbnail", JsonBoolean.TRUE).with("settings", JsonBoolean.TRUE);
    assertThat(SERVER.as(STUDIO).query(query).bulk(flags).row().members().sequencedKeySet())
        .containsExactly("id", "trainingImages", "promptEmbedding", "thumbnail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"colour", "complianceMetadata", "Name", "name.x", "parameters.wandbKey", ""})
  void fieldsRefusesWhatIsNoDocumentedField(String name) {
    Answer answer = SERVER.as(STUDIO).query("fields=tags," + name).bulk(ids("rich"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("UNKNOWN_FIELD");
    assertThat(answer.details().text("value")).isEqualTo(name);
  }

  @Test
  void blankFieldsIsRefused() {
    assertThat(SERVER.as(STUDIO).query("fields=").bulk(ids("rich")).code())
        .isEqualTo("UNKNOWN_FIELD");
    assertThat(SERVER.as(STUDIO).query("fields").bulk(ids("rich")).code())
        .isEqualTo("UNKNOWN_FIELD");
  }

  private static String thumbnail(JsonObject row) {
    JsonObject thumbnail = row.object("thumbnail");
    assertThat(thumbnail).as("thumbnail").isNotNull();
    return TestServer.text(thumbnail);
  }
}
