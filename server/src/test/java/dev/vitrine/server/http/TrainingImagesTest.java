package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many training images come, and to whom (contract section 2, "Training images"). */
class TrainingImagesTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final List<Integer> COUNTS = List.of(0, 2, 3, 5);
  private static final int ALL = Integer.MAX_VALUE;

  /**
   * The table of the contract: {@code allTrainingImages}, {@code trainingImagesPreview}, the most
   * images that come.
   */
  private static final List<Arguments> CASES =
      List.of(
          Arguments.of("absent", "absent", 3),
          Arguments.of("absent", "true", 3),
          Arguments.of("absent", "false", ALL),
          Arguments.of("true", "absent", ALL),
          Arguments.of("true", "true", 3),
          Arguments.of("true", "false", ALL),
          Arguments.of("false", "absent", 3),
          Arguments.of("false", "true", 3),
          Arguments.of("false", "false", 3));

  @BeforeAll
  static void fill() {
    for (int count : COUNTS) {
      SERVER.model(STUDIO, model("with-" + count, count, "\"trainingImagesNumber\":" + count));
    }
    SERVER.model(
        STUDIO,
        "{\"id\":\"without\",\"type\":\"custom\",\"privacy\":\"public\",\"trainingImagesNumber\":4}");
    SERVER.model(STUDIO, model("says-seven", 3, "\"trainingImagesNumber\":7"));
    SERVER.model(STUDIO, model("says-one", 3, "\"trainingImagesNumber\":1"));
    SERVER.model(STUDIO, model("says-nothing", 3, "\"custom\":false"));
    SERVER.model(STUDIO, model("says-three-and-a-half", 3, "\"trainingImagesNumber\":3.5"));
    SERVER.model(STUDIO, model("says-very-many", 3, "\"trainingImagesNumber\":1e400"));
    SERVER.model(STUDIO, model("says-less-than-none", 3, "\"trainingImagesNumber\":-1e400"));
  }

  private static String model(String id, int images, String more) {
    String list =
        IntStream.range(0, images)
            .mapToObj(TrainingImagesTest::image)
            .collect(Collectors.joining(","));
    return "{\"id\":\"%s\",\"type\":\"custom\",\"privacy\":\"public\",%s,\"trainingImages\":[%s]}"
        .formatted(id, more, list);
  }

  private static String image(int i) {
    return "{\"id\":\"asset_%d\",\"downloadUrl\":\"https://elsewhere.test/%d.png\",\"name\":\"%d.png\"}"
        .formatted(i, i, i);
  }

  static Stream<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (Arguments given : CASES) {
      for (int count : COUNTS) {
        all.add(Arguments.of(given.get()[0], given.get()[1], given.get()[2], count));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "all {0}, preview {1}, {3} images: at most {2}")
  @MethodSource("cases")
  void theTwoFlagsDecideHowManyComeToTheOwner(String all, String preview, int most, int images) {
    JsonObject row = SERVER.as(STUDIO).bulk(request("with-" + images, all, preview)).row();

    JsonArray sent = row.array("trainingImages");
    assertThat(sent).isNotNull();
    assertThat(sent.elements())
        .map(TestServer::text)
        .containsExactlyElementsOf(
            IntStream.range(0, Math.min(images, most))
                .mapToObj(TrainingImagesTest::image)
                .toList());
    assertThat(row.get("trainingImagesNumber")).isEqualTo(new JsonNumber(images));
  }

  @ParameterizedTest(name = "all {0}, preview {1}, {3} images")
  @MethodSource("cases")
  void othersGetTheNumberOnly(String all, String preview, int most, int images) {
    JsonObject row = SERVER.as(RIVAL).bulk(request("with-" + images, all, preview)).row();

    assertThat(row.members()).doesNotContainKey("trainingImages");
    assertThat(row.get("trainingImagesNumber")).isEqualTo(new JsonNumber(images));
  }

  @ParameterizedTest(name = "all {0}, preview {1}: at most {2}")
  @MethodSource("flags")
  void flagsAsTextDecideTheSame(String all, String preview, int most) {
    String body =
        "{\"modelIds\":[\"with-5\"]"
            + flag("allTrainingImages", all, "\"")
            + flag("trainingImagesPreview", preview, "\"")
            + "}";
    JsonArray sent = SERVER.as(STUDIO).bulk(body).row().array("trainingImages");
    assertThat(sent).isNotNull();
    assertThat(sent.size()).isEqualTo(Math.min(5, most));
  }

  static Stream<Arguments> flags() {
    return CASES.stream();
  }

  @Test
  void aModelWithoutTheFieldIsNotGivenIt() {
    JsonObject row = SERVER.as(STUDIO).bulk(ids("without")).row();
    assertThat(row.members()).doesNotContainKey("trainingImages");
    assertThat(row.get("trainingImagesNumber")).isEqualTo(new JsonNumber(4));
  }

  @ParameterizedTest
  @CsvSource({
    "says-seven, 7",
    "says-one, 3",
    "says-nothing, 3",
    "says-three-and-a-half, 3.5",
    "says-very-many, 1e400",
    "says-less-than-none, 3"
  })
  void theNumberIsTheLargerOfWhatIsStoredAndWhatIsHeld(String id, String number) {
    for (String project : List.of(STUDIO, RIVAL)) {
      assertThat(SERVER.as(project).bulk(ids(id)).row().get("trainingImagesNumber"))
          .isEqualTo(new JsonNumber(number));
      assertThat(SERVER.as(project).model(id).model().get("trainingImagesNumber"))
          .isEqualTo(new JsonNumber(number));
    }
  }

  @Test
  void aSingleReadGivesTheOwnerAll() {
    JsonArray sent = SERVER.as(STUDIO).model("with-5").model().array("trainingImages");
    assertThat(sent).isNotNull();
    assertThat(sent.size()).isEqualTo(5);
    assertThat(SERVER.as(RIVAL).model("with-5").model().members())
        .doesNotContainKey("trainingImages");
  }

  private static String request(String id, String all, String preview) {
    return "{\"modelIds\":[\""
        + id
        + "\"]"
        + flag("allTrainingImages", all, "")
        + flag("trainingImagesPreview", preview, "")
        + "}";
  }

  private static String flag(String name, String value, String quote) {
    return value.equals("absent") ? "" : ",\"" + name + "\":" + quote + value + quote;
  }
}
