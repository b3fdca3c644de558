package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.server.config.ModelsConfig;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.testkit.HookedStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training images added, replaced, described and removed. */
class TrainingImageWritesTest {
  private static final String PATH = "/models/m/training-images";
  private static final String DATA =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(UploadCalls.PNG);

  @AutoClose private static final TestServer SERVER = TestServer.start();
  private final ApiClient studio = SERVER.as(STUDIO);

  @BeforeEach
  void fill() {
    model("new", 2);
  }

  private static void model(String status, int number) {
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                """
                {"id":"m","type":"flux.1-lora","status":"%s","trainingImagesNumber":%d,
                 "trainingImages":[{"id":"a","downloadUrl":"https://x.test/a","name":"a.png"},
                                   {"id":"b","downloadUrl":"https://x.test/b","name":"b.png"}],
                 "trainingImagePairs":[{"instruction":"i","sourceId":"a","targetId":"b"}]}
                """
                    .formatted(status, number)),
        Set.of());
  }

  private String asset(String name) {
    Answer made =
        studio.call("POST", "/assets", "{\"name\":\"" + name + "\",\"image\":\"" + DATA + "\"}");
    return String.valueOf(Calls.object(made, "asset").text("id"));
  }

  private Answer add(String json) {
    return Calls.post(studio, PATH, json);
  }

  private JsonObject row() {
    return studio.query("originalAssets").model("m").model();
  }

  private List<String> ids() {
    return TestServer.array(row(), "trainingImages").elements().stream()
        .map(image -> String.valueOf(((JsonObject) image).text("id")))
        .toList();
  }

  private static String id(Answer answer) {
    return String.valueOf(Calls.object(answer, "trainingImage").text("id"));
  }

  private static String quotedIds(List<String> ids) {
    return "{\"assetIds\":[\"" + String.join("\",\"", ids) + "\"]}";
  }

  @Test
  void aPictureBecomesAnAssetAndTheLastTrainingImage() {
    Answer added =
        add("{\"data\":\"" + DATA + "\",\"name\":\"fox.png\",\"description\":\"a fox\"}");
    assertThat(added.status()).as(added.text()).isEqualTo(200);
    JsonObject image = Calls.object(added, "trainingImage");
    assertThat(image.text("name")).isEqualTo("fox.png");
    assertThat(image.text("description")).isEqualTo("a fox");
    assertThat(image.text("downloadUrl")).contains("/assets-transform/" + id(added) + "?p=100");
    assertThat(ids()).containsExactly("a", "b", id(added));
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("3");
    assertThat(studio.get("/assets/" + id(added)).text())
        .contains("\"trainingImage\":true")
        .contains("\"name\":\"fox.png\"");
    assertThat(added.header("ETag")).isEqualTo("\"" + revision() + "\"");
  }

  private String revision() {
    String etag = studio.model("m").header("ETag");
    return etag.substring(1, etag.indexOf('.'));
  }

  @Test
  void theFirstTrainingImageStandsInForAThumbnail() {
    SERVER.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\",\"status\":\"new\"}");
    Answer added = add("{\"data\":\"" + DATA + "\"}");
    JsonObject thumbnail = TestServer.object(studio.model("m").model(), "thumbnail");
    assertThat(thumbnail.text("assetId")).isEqualTo(id(added));
    assertThat(thumbnail.text("url")).contains("/assets-transform/" + id(added) + "?");
    assertThat(Calls.object(added, "trainingImage").text("name")).isEqualTo("training-image.png");
  }

  @Test
  void severalAssetsAreAddedInTheirOrder() {
    List<String> assets = IntStream.range(0, 10).mapToObj(i -> asset(i + ".png")).toList();
    Answer added = add(quotedIds(assets));
    assertThat(Calls.texts(added, "trainingImages", "id")).isEqualTo(assets);
    assertThat(id(added)).isEqualTo(assets.getFirst());
    assertThat(Calls.texts(added, "trainingImages", "name")).contains("0.png", "9.png");
    assertThat(ids()).hasSize(12).endsWith(assets.toArray(String[]::new));
    String etag = studio.model("m").header("ETag");
    assertThat(add(quotedIds(assets)).status()).isEqualTo(200);
    assertThat(studio.model("m").header("ETag")).as("nothing was added").isEqualTo(etag);
  }

  @Test
  void anAssetCountsForMoreThanAPicture() {
    String asset = asset("asset.png");
    Answer added = add("{\"assetId\":\"" + asset + "\",\"data\":\"" + DATA + "\",\"name\":\"x\"}");
    assertThat(id(added)).isEqualTo(asset);
    assertThat(Calls.object(added, "trainingImage").text("name")).isEqualTo("asset.png");
    assertThat(added.text()).doesNotContain("trainingImages");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|\"data\" is required, unless there is \"assetId\" or \"assetIds\"",
        "{\"name\":\"x\"}|\"data\" is required, unless there is \"assetId\" or \"assetIds\"",
        "{\"assetIds\":[]}|\"assetIds\" must name at least one asset",
        "{\"assetIds\":[\"a\"],\"assetId\":\"b\"}|\"assetIds\" cannot be had together with \"assetId\", \"data\" or \"name\"",
        "{\"assetIds\":[\"a\"],\"name\":\"b\"}|\"assetIds\" cannot be had together with \"assetId\", \"data\" or \"name\"",
        "{\"assetIds\":[\"a\",\"nothing\"]}|\"assetIds[1]\" names no asset",
        "{\"assetId\":\"nothing\"}|\"assetId\" names no asset",
        "{\"assetId\":\"\"}|\"assetId\" names no asset",
        "{\"assetId\":5}|\"assetId\" must be a string",
        "{\"data\":7}|\"data\" must be a string",
        "{\"assetId\":\"a\",\"preset\":\"loud\"}|\"preset\" must be one of default, style, subject",
        "{\"assetId\":\"a\",\"description\":\"\\u0007\"}|\"description\" must not hold control characters or marks that change the direction of writing"
      })
  void whatMakesNoSenseIsRefused(String body, String reason) {
    Answer refused = add(body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void elevenAreTooMany() {
    Answer refused = add(quotedIds(IntStream.range(0, 11).mapToObj(i -> "x" + i).toList()));
    assertThat(refused.detail("limit")).isEqualTo(10);
    assertThat(refused.detail("received")).isEqualTo(11);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "data:text/plain;base64,aGVsbG8=",
        "data:image/png;base64,aGVsbG8=",
        "data:image/png,x",
        "not base64!",
        "''"
      })
  void whatIsNoPictureIsRefused(String data) {
    Answer refused = add("{\"data\":\"" + data + "\",\"name\":\"a.png\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.details().text("field")).isEqualTo("data");
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void anAssetThatIsNoImageIsRefused() {
    Answer begun =
        studio.call("POST", "/uploads", UploadCalls.body("a.txt", "text/plain", "text", 5, 1));
    UploadCalls.put(
        SERVER.stranger(), UploadCalls.url(begun, 1), "words".getBytes(StandardCharsets.US_ASCII));
    Answer done = UploadCalls.complete(studio, UploadCalls.id(begun));
    Answer refused = add("{\"assetId\":\"" + UploadCalls.upload(done).text("entityId") + "\"}");
    assertThat(refused.reason()).isEqualTo("\"assetId\" names an asset that is no image");
  }

  @Test
  void whatIsReplacedKeepsItsPlaceAndItsPairs() {
    String asset = asset("other.png");
    Answer replaced =
        Calls.put(studio, PATH + "/a", "{\"assetId\":\"" + asset + "\",\"description\":\"c\"}");
    assertThat(id(replaced)).isEqualTo(asset);
    assertThat(Calls.object(replaced, "trainingImage").text("description")).isEqualTo("c");
    assertThat(ids()).containsExactly(asset, "b");
    assertThat(Calls.member(row(), "trainingImagePairs"))
        .isEqualTo("[{\"instruction\":\"i\",\"sourceId\":\"" + asset + "\",\"targetId\":\"b\"}]");
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("2");
    Answer twice = Calls.put(studio, PATH + "/b", "{\"assetId\":\"" + asset + "\"}");
    assertThat(twice.reason())
        .isEqualTo("\"assetId\" names an image that the model is trained on already");
    Answer back = Calls.put(studio, PATH + "/" + asset, "{\"data\":\"" + DATA + "\"}");
    assertThat(ids()).containsExactly(id(back), "b");
  }

  @Test
  void aCaptionCanBeGivenAlone() {
    Answer described = Calls.put(studio, PATH + "/a", "{\"description\":\"a caption\"}");
    JsonObject image = Calls.object(described, "trainingImage");
    assertThat(image.text("description")).isEqualTo("a caption");
    assertThat(image.text("downloadUrl")).isEqualTo("https://x.test/a");
    assertThat(image.text("name")).isEqualTo("a.png");
    Answer none = Calls.put(studio, PATH + "/a", "{\"description\":null}");
    assertThat(Calls.object(none, "trainingImage").text("description")).isEmpty();
    assertThat(Calls.put(studio, PATH + "/a", "{}").status()).isEqualTo(400);
    assertThat(Calls.put(studio, PATH + "/a", "{\"assetIds\":[\"a\",\"b\"]}").status())
        .isEqualTo(400);
  }

  @Test
  void whatIsRemovedTakesItsPairsAlongAndLeavesTheAsset() {
    String asset = id(add("{\"data\":\"" + DATA + "\"}"));
    assertThat(studio.call("DELETE", PATH + "/a").text()).isEqualTo("{}");
    assertThat(ids()).containsExactly("b", asset);
    assertThat(Calls.member(row(), "trainingImagePairs")).isEqualTo("[]");
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("2");
    assertThat(studio.call("DELETE", PATH + "/" + asset).status()).isEqualTo(200);
    assertThat(studio.get("/assets/" + asset).status()).isEqualTo(200);
    Answer gone = studio.call("DELETE", PATH + "/a");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.reason()).isEqualTo("Training image a not found");
    assertThat(Calls.put(studio, PATH + "/a", "{\"description\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void aNumberThatSaysMoreIsCountedOn() {
    model("new", 7);
    add("{\"data\":\"" + DATA + "\"}");
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("8");
    studio.call("DELETE", PATH + "/a");
    assertThat(Calls.member(row(), "trainingImagesNumber")).isEqualTo("7");
  }

  @Test
  void nothingChangesDuringTraining() {
    model("training", 2);
    String asset = asset("x.png");
    for (Answer refused :
        List.of(
            add("{\"assetId\":\"" + asset + "\"}"),
            add("{\"data\":\"" + DATA + "\"}"),
            Calls.put(studio, PATH + "/a", "{\"description\":\"x\"}"),
            studio.call("DELETE", PATH + "/a"))) {
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.details().text("status")).isEqualTo("training");
    }
    assertThat(ids()).containsExactly("a", "b");
  }

  @Test
  void onlyEditorsOfTheOwnerWrite() {
    String body = "{\"assetId\":\"a\"}";
    SERVER.model(
        STUDIO, "{\"id\":\"shown\",\"type\":\"custom\",\"privacy\":\"public\",\"status\":\"new\"}");
    assertThat(Calls.post(Calls.as(SERVER, STUDIO, Role.READER), PATH, body).status())
        .isEqualTo(403);
    assertThat(Calls.post(SERVER.as(RIVAL), PATH, body).status()).isEqualTo(404);
    assertThat(Calls.post(SERVER.as(RIVAL), "/models/shown/training-images", body).status())
        .isEqualTo(403);
  }

  @Test
  void aConditionIsHeldBeforeAnythingIsStored() {
    int before = Calls.objects(studio.get("/assets"), "assets").size();
    ApiClient stale = studio.header("If-Match", "\"1\"");
    assertThat(Calls.post(stale, PATH, "{\"data\":\"" + DATA + "\"}").status()).isEqualTo(412);
    assertThat(Calls.objects(studio.get("/assets"), "assets")).hasSize(before);
    ApiClient fresh = studio.header("If-Match", studio.model("m").header("ETag"));
    assertThat(Calls.post(fresh, PATH, "{\"data\":\"" + DATA + "\"}").status()).isEqualTo(200);
  }

  @Test
  void aRepeatedAdditionAddsNothingFurther() {
    ApiClient keyed = studio.header("Idempotency-Key", "one-image");
    String body = "{\"data\":\"" + DATA + "\"}";
    Answer first = Calls.post(keyed, PATH, body);
    assertThat(Calls.post(keyed, PATH, body).text()).isEqualTo(first.text());
    assertThat(ids()).containsExactly("a", "b", id(first));
  }

  @Test
  void aModelHoldsNoMoreThanAllowed() {
    HookedStore store = new HookedStore();
    try (TestServer few = TestServer.start(store, withTrainingImages(2))) {
      few.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\",\"status\":\"new\"}");
      ApiClient client = few.as(STUDIO);
      String body = "{\"data\":\"" + DATA + "\"}";
      assertThat(Calls.post(client, PATH, body).status()).isEqualTo(200);
      ApiClient keyed = client.header("Idempotency-Key", "the-last-one");
      String second = "{\"data\":\"" + DATA + "\",\"name\":\"second\"}";
      Key record = new Key(Kind.IDEMPOTENCY, STUDIO + ":the-last-one");
      AtomicReference<Document> begun = new AtomicReference<>();
      store.beforeModelPutOnce(() -> begun.set(Objects.requireNonNull(store.fetch(record))));
      String other = id(Calls.post(keyed, PATH, second));
      // As if the server was killed before it kept the answer.
      long kept = Objects.requireNonNull(store.fetch(record)).revision();
      Bytes unanswered = Objects.requireNonNull(begun.get()).body();
      var _ = store.put(record, kept, Draft.of(STUDIO, Visibility.PRIVATE, unanswered));
      Answer repeated = Calls.post(keyed, PATH, second);
      assertThat(repeated.status()).as("repeated: there is no room for another").isEqualTo(200);
      assertThat(id(repeated)).isEqualTo(other);
      Answer refused = Calls.post(client, PATH, body);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.detail("limit")).isEqualTo(2);
      assertThat(Calls.objects(client.get("/assets"), "assets")).hasSize(2);
      assertThat(Calls.post(client, PATH, "{\"assetId\":\"" + other + "\"}").status())
          .as("it is one of them already")
          .isEqualTo(200);
      assertThat(client.get("/limits").text()).contains("\"trainingImagesPerModel\":2");
    }
  }

  private static Settings withTrainingImages(int most) {
    Settings usual = Settings.onLoopback();
    var models = usual.models();
    return new Settings(
        usual.host(),
        0,
        null,
        usual.limits(),
        usual.cacheBytes(),
        false,
        true,
        null,
        new ModelsConfig(
            models.deletedFor(),
            models.freePlanTerm(),
            models.repeatableFor(),
            models.sweepEvery(),
            most),
        usual.assets(),
        null);
  }

  @Test
  void aLargePictureFitsIntoTheBody() {
    byte[] padded = Arrays.copyOf(UploadCalls.PNG, 3_000_000);
    String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(padded);
    assertThat(add("{\"data\":\"" + data + "\"}").status()).isEqualTo(200);
  }
}
