package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.NOW;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of models and what their placeholders name. */
class DescriptionTest {
  private static final String PATH = "/models/m/description";

  @AutoClose private static final TestServer SERVER = TestServer.start();
  private final ApiClient studio = SERVER.as(STUDIO);

  @BeforeEach
  void fill() {
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                """
                {"id":"m","type":"custom","privacy":"unlisted",
                 "thumbnail":{"assetId":"thumb","url":"https://x.test/thumb"},
                 "trainingImages":[{"id":"train","downloadUrl":"https://x.test/train"},
                                   {"id":"held","downloadUrl":"https://x.test/held"}]}
                """),
        Set.of("held"));
  }

  private Answer put(String text) {
    return Calls.put(studio, PATH, "{\"description\":" + Calls.quoted(text) + "}");
  }

  private static String value(Answer answer) {
    return String.valueOf(Calls.object(answer, "description").text("value"));
  }

  private static String part(Answer answer, String name) {
    JsonObject description = Calls.object(answer, "description");
    return TestServer.text(java.util.Objects.requireNonNull(description.get(name)));
  }

  @Test
  void aModelWithoutOneHasAnEmptyOne() {
    assertThat(Calls.text(studio.get(PATH), "description"))
        .isEqualTo("{\"assets\":[],\"models\":[],\"value\":\"\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Plates\n\n\tA line\r\nand another",
        "four bytes \uD83C\uDF3F\uD835\uDCD0 stay",
        " white space \u00A0 at the ends ",
        "{asset:} {model} {asset:a{b}} {}"
      })
  void whatWasWrittenComesBackExactly(String text) {
    assertThat(value(put(text))).isEqualTo(text);
    assertThat(value(studio.get(PATH))).isEqualTo(text);
  }

  @Test
  void nullAndEmptyTextTakeItAway() {
    String before = studio.model("m").header("ETag");
    for (String nothing : new String[] {"{\"description\":null}", "{\"description\":\"\"}"}) {
      put("something");
      assertThat(studio.model("m").header("ETag")).isNotEqualTo(before);
      assertThat(value(Calls.put(studio, PATH, nothing))).isEmpty();
      assertThat(value(studio.get(PATH))).isEmpty();
    }
  }

  @Test
  void theSameTextAgainIsNoNewRevision() {
    put("same");
    String etag = studio.model("m").header("ETag");
    put("same");
    assertThat(studio.model("m").header("ETag")).isEqualTo(etag);
    assertThat(studio.model("m").model().text("updatedAt"))
        .startsWith(NOW.toString().substring(0, 19));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"description\":5}",
        "{\"description\":[\"x\"]}",
        "{\"description\":\"a\\u0007b\"}",
        "{\"description\":\"a\\u202Eb\"}",
        "{\"description\":\"a\\u2066b\"}",
        "{\"description\":\"a\\u061Cb\"}",
        "{\"description\":\"a\\u0085b\"}"
      })
  void anotherFormIsRefusedWithTheField(String body) {
    put("kept");
    Answer answer = Calls.put(studio, PATH, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(answer.details().text("field")).isEqualTo("description");
    assertThat(value(studio.get(PATH))).isEqualTo("kept");
  }

  @Test
  void lengthIsCountedInCharacters() {
    assertThat(put("a".repeat(262_142) + "\uD83C\uDF3F\uD83C\uDF3F").status()).isEqualTo(200);
    Answer answer = put("a".repeat(262_143) + "\uD83C\uDF3F\uD83C\uDF3F");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail("limit")).isEqualTo(262_144);
  }

  @Test
  void placeholdersNameModelsTheReaderMaySee() {
    SERVER.model(
        STUDIO, "{\"id\":\"own\",\"type\":\"custom\",\"name\":\"Own\",\"authorId\":\"apiu_x\"}");
    SERVER.model(
        RIVAL,
        "{\"id\":\"shown\",\"type\":\"flux.1\",\"privacy\":\"public\",\"shortDescription\":\"s\"}");
    SERVER.model(RIVAL, "{\"id\":\"secret\",\"type\":\"flux.1\"}");
    Answer answer =
        put("{model:shown} {model:nothing} {model:own} {model:secret} {model:shown} {model:m}");
    assertThat(part(answer, "models"))
        .isEqualTo(
            "[{\"id\":\"shown\",\"privacy\":\"public\",\"type\":\"flux.1\",\"ownerId\":\"proj_rival\","
                + "\"shortDescription\":\"s\"},"
                + "{\"id\":\"own\",\"privacy\":\"private\",\"type\":\"custom\",\"authorId\":\"apiu_x\","
                + "\"name\":\"Own\",\"ownerId\":\"proj_studio\"},"
                + "{\"id\":\"m\",\"privacy\":\"unlisted\",\"type\":\"custom\",\"ownerId\":\"proj_studio\"}]");
    assertThat(part(SERVER.as(RIVAL).get(PATH), "models"))
        .contains("\"shown\"", "\"secret\"", "\"m\"")
        .doesNotContain("\"own\"");
  }

  @Test
  void whatMayNotBeSeenIsAnsweredLikeWhatDoesNotExist() {
    SERVER.model(RIVAL, "{\"id\":\"secret\",\"type\":\"flux.1\"}");
    SERVER.asset(RIVAL, "secret", "private");
    Answer forbidden = put("{model:secret} {asset:secret}");
    Answer missing = put("{model:absent} {asset:absent}");
    assertThat(forbidden.text().replace("secret", "absent")).isEqualTo(missing.text());
  }

  @Test
  void placeholdersNameAssetsOfTheModelAndOfTheCatalogue() {
    SERVER.asset(RIVAL, "stored", "public");
    String assets =
        part(put("{asset:stored} {asset:thumb} {asset:train} {asset:held} {asset:none}"), "assets");
    assertThat(assets)
        .startsWith(
            "[{\"id\":\"stored\",\"authorId\":\"apiu_x\",\"kind\":\"image\",\"mimeType\":\"image/png\","
                + "\"ownerId\":\"proj_rival\",\"privacy\":\"public\",\"properties\":{\"size\":2},"
                + "\"source\":\"uploaded\",\"url\":\"http")
        .contains(
            "{\"id\":\"thumb\",\"kind\":\"image\",\"ownerId\":\"proj_studio\",\"url\":\"https://x.test/thumb\"}",
            "\"url\":\"https://x.test/train\"",
            "/assets-transform/held?p=100&Expires=")
        .doesNotContain("none", "https://x.test/held");
    assertThat(part(studio.query("originalAssets=true").get(PATH), "assets"))
        .contains("/assets/held?p=100", "/assets/stored?p=100")
        .doesNotContain("assets-transform");
  }

  @Test
  void trainingImagesStayWithTheOwner() {
    put("{asset:train} {asset:held} {asset:thumb}");
    assertThat(part(SERVER.as(RIVAL).get(PATH), "assets"))
        .isEqualTo(
            "[{\"id\":\"thumb\",\"kind\":\"image\",\"ownerId\":\"proj_studio\",\"url\":\"https://x.test/thumb\"}]");
  }

  @Test
  void oneRoundTripFindsAllThatIsNamed() {
    put(
        IntStream.range(0, 50)
            .mapToObj(i -> "{model:m" + i + "}{asset:a" + i + "}")
            .collect(Collectors.joining(" ")));
    SERVER.awaitLists();
    SERVER.store().reset();
    studio.get(PATH);
    assertThat(SERVER.store().fetches()).isEqualTo(2);
    assertThat(SERVER.store().keys()).isEqualTo(101);
  }

  @Test
  void aHundredPlaceholdersAreAllowed() {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> "{model:m" + i + "}").collect(Collectors.joining());
    assertThat(put(hundred + hundred).status()).isEqualTo(200);
    Answer answer = put(hundred + "{asset:one}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail("limit")).isEqualTo(100);
    assertThat(answer.detail("received")).isEqualTo(101);
  }

  @Test
  void onlyEditorsOfTheOwnerWrite() {
    ApiClient reader = Calls.as(SERVER, STUDIO, Role.READER);
    for (String id : new String[] {"m", "absent"}) {
      assertThat(
              Calls.put(reader, "/models/" + id + "/description", "{\"description\":\"x\"}")
                  .status())
          .isEqualTo(403);
    }
    assertThat(reader.get(PATH).status()).isEqualTo(200);
    ApiClient rival = SERVER.as(RIVAL);
    assertThat(Calls.put(rival, PATH, "{\"description\":\"x\"}").code()).isEqualTo("FORBIDDEN");
    SERVER.model(STUDIO, "{\"id\":\"private\",\"type\":\"custom\"}");
    for (String id : new String[] {"private", "absent"}) {
      String path = "/models/" + id + "/description";
      for (Answer answer :
          new Answer[] {rival.get(path), Calls.put(rival, path, "{\"description\":\"x\"}")}) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("Model " + id + " not found");
      }
    }
    assertThat(SERVER.stranger().get(PATH).status()).isEqualTo(401);
  }

  @Test
  void aConditionIsHeld() {
    String etag = studio.model("m").header("ETag");
    assertThat(Calls.put(studio.header("If-Match", etag), PATH, "{\"description\":\"a\"}").status())
        .isEqualTo(200);
    Answer answer = Calls.put(studio.header("If-Match", etag), PATH, "{\"description\":\"b\"}");
    assertThat(answer.status()).isEqualTo(412);
    assertThat(value(studio.get(PATH))).isEqualTo("a");
  }
}
