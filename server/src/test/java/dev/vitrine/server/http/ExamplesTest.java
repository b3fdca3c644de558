package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Visibility;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of models. */
class ExamplesTest {
  private static final String PATH = "/models/m/examples";

  @AutoClose private static final TestServer SERVER = TestServer.start();
  private final ApiClient studio = SERVER.as(STUDIO);

  @BeforeEach
  void fill() {
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                """
                {"id":"m","type":"custom","privacy":"unlisted","exampleAssetIds":["old","older"],
                 "thumbnail":{"assetId":"thumb","url":"https://x.test/thumb"},
                 "trainingImages":[{"id":"train","downloadUrl":"https://x.test/train"}]}
                """),
        Set.of());
    asset("own", STUDIO, Visibility.PRIVATE);
    asset("shown", RIVAL, Visibility.PUBLIC);
    asset("secret", RIVAL, Visibility.PRIVATE);
  }

  private static void asset(String id, String project, Visibility visibility) {
    SERVER.asset(project, id, visibility.name().toLowerCase(Locale.ROOT));
  }

  private Answer put(String... ids) {
    return Calls.put(studio, PATH, body(List.of(ids)));
  }

  private static String body(List<String> ids) {
    return TestServer.text(JsonObject.of("assetIds", JsonArray.ofStrings(ids)));
  }

  private static List<String> ids(Answer answer) {
    return Calls.objects(answer, "examples").stream()
        .map(example -> String.valueOf(TestServer.object(example, "asset").text("id")))
        .toList();
  }

  @Test
  void examplesOfWhichNothingIsKnownAreNotDropped() {
    assertThat(Calls.text(studio.get(PATH), "examples"))
        .isEqualTo(
            "[{\"asset\":{\"id\":\"old\"},\"modelId\":\"m\"},{\"asset\":{\"id\":\"older\"},\"modelId\":\"m\"}]");
  }

  @Test
  void theyAreReplacedInTheOrderGivenAndFolded() {
    assertThat(ids(put("thumb", "own", "older", "own", "train", "shown")))
        .containsExactly("thumb", "own", "older", "train", "shown");
    assertThat(ids(studio.get(PATH))).containsExactly("thumb", "own", "older", "train", "shown");
    assertThat(Calls.member(studio.model("m").model(), "exampleAssetIds"))
        .isEqualTo("[\"thumb\",\"own\",\"older\",\"train\",\"shown\"]");
    assertThat(ids(put())).isEmpty();
  }

  @Test
  void whatIsKnownIsTold() {
    String examples = Calls.text(put("own", "thumb", "old"), "examples");
    assertThat(examples)
        .contains("{\"id\":\"own\",\"authorId\":\"apiu_x\",\"collectionIds\":[],")
        .contains(
            "\"tags\":[],\"updatedAt\":\"2026-01-01T00:00:00.000Z\",\"url\":\"http://127.0.0.1")
        .contains("/assets-transform/own?p=100&Expires=")
        .contains(
            "{\"id\":\"thumb\",\"kind\":\"image\",\"ownerId\":\"proj_studio\",\"url\":\"https://x.test/thumb\"}")
        .contains("{\"id\":\"old\"}");
    assertThat(Calls.text(studio.query("originalAssets").get(PATH), "examples"))
        .contains("/assets/own?p=100")
        .doesNotContain("assets-transform");
  }

  @Test
  void aHeldAssetIsMarkedForEverybodyWhoSeesTheModel() {
    put("own", "train");
    String others = Calls.text(SERVER.as(RIVAL).get(PATH), "examples");
    assertThat(others).contains("/assets-transform/own?");
  }

  @Test
  void whoeverSeesTheModelIsToldWhatItsExamplesAreAndNotWhoseAndHowTheyAreKept() {
    String picture =
        "{\"name\":\"secret name\",\"image\":\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(UploadCalls.PNG)
            + "\",\"tags\":[\"secret tag\"]}";
    Answer made = studio.call("POST", "/assets", picture);
    String id = String.valueOf(Calls.object(made, "asset").text("id"));
    put(id, "train");
    JsonObject example =
        TestServer.object(
            Calls.objects(SERVER.as(RIVAL).get(PATH), "examples").getFirst(), "asset");
    assertThat(example.members().keySet())
        .containsExactly("id", "kind", "mimeType", "properties", "url");
    assertThat(example.text("mimeType")).isEqualTo("image/png");
    assertThat(StoredAssets.load(String.valueOf(example.text("url"))).statusCode()).isEqualTo(200);
    assertThat(TestServer.object(Calls.objects(studio.get(PATH), "examples").getFirst(), "asset"))
        .extracting(own -> own.get("metadata"))
        .isNotNull();
  }

  @Test
  void aTrainingImageThatIsAnExampleIsShownToAll() {
    put("train");
    assertThat(Calls.text(SERVER.as(RIVAL).get(PATH), "examples"))
        .isEqualTo(
            "[{\"asset\":{\"id\":\"train\",\"kind\":\"image\",\"ownerId\":\"proj_studio\",\"url\":\"https://x.test/train\"},\"modelId\":\"m\"}]");
    assertThat(SERVER.as(RIVAL).model("m").model().get("trainingImages")).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"secret", "absent", "''"})
  void whatCannotBeSeenIsRefusedLikeWhatDoesNotExist(String id) {
    String etag = studio.model("m").header("ETag");
    Answer answer = put("own", "own", id);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo("\"assetIds[2]\" names no asset that can be an example");
    assertThat(answer.details().text("field")).isEqualTo("assetIds");
    assertThat(answer.detail("index")).isEqualTo(2);
    assertThat(studio.model("m").header("ETag")).isEqualTo(etag);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|\"assetIds\" is required",
        "{\"assetIds\":null}|\"assetIds\" is required",
        "{\"assetIds\":\"own\"}|\"assetIds\" must be an array",
        "{\"assetIds\":[\"own\",5]}|\"assetIds[1]\" must be a string"
      })
  void anotherFormIsRefused(String body, String reason) {
    Answer answer = Calls.put(studio, PATH, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @Test
  void aHundredAndFiftyAreAllowed() {
    List<String> many = IntStream.range(0, 151).mapToObj(i -> "many" + i).toList();
    many.forEach(id -> asset(id, STUDIO, Visibility.PRIVATE));
    SERVER.awaitLists();
    SERVER.store().reset();
    assertThat(Calls.put(studio, PATH, body(many.subList(0, 150))).status()).isEqualTo(200);
    assertThat(SERVER.store().fetches())
        .as("all at once, not one by one; the index reads what was written, too")
        .isLessThan(10);
    Answer answer = Calls.put(studio, PATH, body(many));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail("limit")).isEqualTo(150);
    assertThat(answer.detail("received")).isEqualTo(151);
  }

  @Test
  void theSameExamplesAgainAreNoNewRevision() {
    put("own");
    String etag = studio.model("m").header("ETag");
    put("own");
    assertThat(studio.model("m").header("ETag")).isEqualTo(etag);
  }

  @Test
  void onlyEditorsOfTheOwnerWrite() {
    ApiClient reader = Calls.as(SERVER, STUDIO, Role.READER);
    assertThat(reader.get(PATH).status()).isEqualTo(200);
    assertThat(Calls.put(reader, "/models/absent/examples", body(List.of())).status())
        .isEqualTo(403);
    assertThat(Calls.put(SERVER.as(RIVAL), PATH, body(List.of())).status()).isEqualTo(403);
    assertThat(Calls.put(studio, "/models/absent/examples", body(List.of())).status())
        .isEqualTo(404);
    assertThat(Calls.put(studio.header("If-Match", "\"1.x\""), PATH, body(List.of("own"))).status())
        .isEqualTo(412);
  }
}
