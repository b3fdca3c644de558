package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Key;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code DELETE /models/{modelId}/images} and {@code PUT …/training-images/pairs}. */
class DeleteImagesTest {
  private static final String PATH = "/models/m/images";
  private static final String PAIRS = "/models/m/training-images/pairs";

  @AutoClose private static final TestServer SERVER = TestServer.start();
  private final ApiClient studio = SERVER.as(STUDIO);

  @BeforeEach
  void fill() {
    fill("trained", "7");
  }

  private static void fill(String status, String number) {
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                """
                {"id":"m","type":"flux.1-lora","privacy":"unlisted","status":"%s","trainingImagesNumber":%s,
                 "exampleAssetIds":["ex","both"],
                 "thumbnail":{"assetId":"both","url":"https://x.test/both"},
                 "trainingImages":[{"id":"t1","downloadUrl":"https://x.test/t1"},{"id":"both","downloadUrl":"https://x.test/both"},
                                   {"id":"t2","downloadUrl":"https://x.test/t2"}],
                 "trainingImagePairs":[{"sourceId":"t1","targetId":"t2","instruction":"x"},{"sourceId":"both"},{"instruction":"y"}]}
                """
                    .formatted(status, number)),
        Set.of("t1", "both", "ex"));
  }

  private JsonObject row() {
    return studio.model("m").model();
  }

  private String images() {
    return Objects.requireNonNull(row().array("trainingImages")).elements().stream()
        .map(image -> String.valueOf(((JsonObject) image).text("id")))
        .collect(Collectors.joining(" "));
  }

  private Set<String> held() {
    return ModelDocument.decode(
            Objects.requireNonNull(SERVER.store().fetch(Key.model("m"))).body().array())
        .heldAssets();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ids=t1,ex", "ids=t1&ids=ex", "ids[]=t1&ids[]=ex", "ids%5B%5D=t1&ids=ex"})
  void idsComeFromTheQuery(String query) {
    Answer answer = studio.query(query).call("DELETE", PATH, "{\"ids\":[\"absent\"]}");
    assertThat(answer.text()).isEqualTo("{}");
    assertThat(images()).isEqualTo("both t2");
    assertThat(Calls.member(row(), "exampleAssetIds")).isEqualTo("[\"both\"]");
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("6");
    assertThat(Calls.member(row(), "trainingImagePairs"))
        .isEqualTo("[{\"sourceId\":\"both\"},{\"instruction\":\"y\"}]");
    assertThat(held()).containsExactly("both");
  }

  @Test
  void idsComeFromTheBody() {
    assertThat(studio.call("DELETE", PATH, "{\"ids\":[\"both\",\"both\"]}").status())
        .isEqualTo(200);
    assertThat(images()).isEqualTo("t1 t2");
    assertThat(Calls.member(row(), "exampleAssetIds")).isEqualTo("[\"ex\"]");
    assertThat(Calls.member(row(), "thumbnail")).contains("\"assetId\":\"t1\"");
    assertThat(held()).containsExactlyInAnyOrder("t1", "ex");
  }

  @Test
  void pairsStayWhileTheModelIsTrained() {
    fill("training", "3");
    String before = Calls.member(row(), "trainingImagePairs");
    for (String sent : List.of("[]", "[{\"sourceId\":\"t2\",\"targetId\":\"t1\"}]")) {
      Answer answer = studio.call("PUT", PAIRS, sent);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.reason())
          .isEqualTo("The training images of model m cannot be changed while it is being trained");
    }
    assertThat(Calls.member(row(), "trainingImagePairs")).isEqualTo(before);
  }

  @ParameterizedTest(name = "{0} on record, three held: {1} when two are left")
  @CsvSource({"7,6", "3,2", "1,2", "0,2", "2.0,2.0"})
  void theNumberFollows(String before, String after) {
    fill("trained", before);
    studio.query("ids=t1").call("DELETE", PATH);
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo(after);
  }

  @Test
  void allOrNone() {
    String etag = studio.model("m").header("ETag");
    Answer answer = studio.query("ids=t1,absent,t2").call("DELETE", PATH);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.reason()).isEqualTo("Image absent not found");
    assertThat(studio.model("m").header("ETag")).isEqualTo(etag);
  }

  @Test
  void allCanGo() {
    studio.query("ids=t1,t2,both,ex").call("DELETE", PATH);
    assertThat(images()).isEmpty();
    assertThat(row().get("thumbnail")).isNull();
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("4");
    assertThat(held()).isEmpty();
  }

  @Test
  void trainingImagesStayWhileTheModelIsTrained() {
    fill("training", "3");
    Answer answer = studio.query("ids=ex,t1").call("DELETE", PATH);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.details().text("field")).isEqualTo("ids");
    assertThat(images()).isEqualTo("t1 both t2");
    assertThat(studio.query("ids=ex").call("DELETE", PATH).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|\"ids\" is required",
        "''|\"ids\" is required",
        "{\"ids\":null}|\"ids\" is required",
        "{\"ids\":[]}|\"ids\" must name at least one image",
        "{\"ids\":\"t1\"}|\"ids\" must be an array",
        "{\"ids\":[null]}|\"ids[0]\" must be a string"
      })
  void anotherFormIsRefused(String body, String reason) {
    Answer answer = studio.call("DELETE", PATH, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.reason()).isEqualTo(reason);
  }

  @Test
  void aHundredAreAllowed() {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> "i" + i).collect(Collectors.joining(","));
    assertThat(studio.query("ids=" + hundred).call("DELETE", PATH).status()).isEqualTo(404);
    Answer answer = studio.query("ids=one," + hundred).call("DELETE", PATH);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail("limit")).isEqualTo(100);
  }

  @Test
  void onlyEditorsOfTheOwnerWrite() {
    for (ApiClient client : List.of(Calls.as(SERVER, STUDIO, Role.READER), SERVER.as(RIVAL))) {
      assertThat(client.query("ids=t1").call("DELETE", PATH).status()).isEqualTo(403);
      assertThat(Calls.put(client, PAIRS, "[]").status()).isEqualTo(403);
    }
    assertThat(studio.query("ids=t1").call("DELETE", "/models/absent/images").reason())
        .isEqualTo("Model absent not found");
    ApiClient late = studio.header("If-Match", "\"1\"");
    assertThat(late.query("ids=t1").call("DELETE", PATH).status()).isEqualTo(412);
    assertThat(Calls.put(late, PAIRS, "[]").status()).isEqualTo(412);
  }

  @Test
  void pairsAreReplaced() {
    Answer answer =
        Calls.put(
            studio,
            PAIRS,
            "[{\"sourceId\":\"t2\",\"targetId\":null,\"instruction\":\"a\\n\uD83C\uDF3F\",\"extra\":{\"x\":null}},{}]");
    String kept =
        "[{\"sourceId\":\"t2\",\"instruction\":\"a\\n\uD83C\uDF3F\",\"extra\":{\"x\":null}},{}]";
    assertThat(answer.text()).isEqualTo("{\"count\":2,\"pairs\":" + kept + "}");
    assertThat(Calls.member(row(), "trainingImagePairs")).isEqualTo(kept);
    assertThat(Calls.put(studio, PAIRS, "[]").text()).isEqualTo("{\"count\":0,\"pairs\":[]}");
    assertThat(Calls.member(row(), "trainingImagePairs")).isEqualTo("[]");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|body|must be an array",
        "''|body|must be an array",
        "[5]|[0]|must be an object, not a number",
        "[{},{\"sourceId\":5}]|[1].sourceId|must be a string",
        "[{\"instruction\":[]}]|[0].instruction|must be a string",
        "[{\"instruction\":\"a\\u0000b\"}]||",
        "[{\"instruction\":\"a\\u200Fb\"}]|[0].instruction|must not hold control characters or marks that change the direction of writing",
        "[{\"sourceId\":\"t1\"},{\"sourceId\":\"ex\"}]|[1].sourceId|is no training image of the model",
        "[{\"targetId\":\"\"}]|[0].targetId|is no training image of the model"
      })
  void pairsOfAnotherFormAreRefused(String body, String field, String rule) {
    String before = Calls.member(row(), "trainingImagePairs");
    Answer answer = Calls.put(studio, PAIRS, body);
    assertThat(answer.status()).isEqualTo(400);
    if (field == null) {
      assertThat(answer.code()).isEqualTo("MALFORMED_JSON");
    } else {
      assertThat(answer.reason()).isEqualTo("\"" + field + "\" " + rule);
      assertThat(answer.details().text("field")).isEqualTo(field);
    }
    assertThat(Calls.member(row(), "trainingImagePairs")).isEqualTo(before);
  }

  @Test
  void boundsOfPairs() {
    String longest = "\uD83C\uDF3F".repeat(4096);
    assertThat(Calls.put(studio, PAIRS, "[{\"instruction\":\"" + longest + "\"}]").status())
        .isEqualTo(200);
    assertThat(Calls.put(studio, PAIRS, "[{\"instruction\":\"x" + longest + "\"}]").detail("limit"))
        .isEqualTo(4096);
    String thousand = IntStream.range(0, 1000).mapToObj(i -> "{}").collect(Collectors.joining(","));
    assertThat(Calls.put(studio, PAIRS, "[" + thousand + "]").status()).isEqualTo(200);
    assertThat(Calls.put(studio, PAIRS, "[{}," + thousand + "]").detail("limit")).isEqualTo(1000);
  }
}
