package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.ExpectedUrls;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which URLs a row carries (contract section 3). */
class AssetUrlsTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  /** The end of the window of {@link TestServer#NOW}: 2026-03-14T23:59:59Z. */
  private static final long WINDOW = 1_773_532_799L;

  private static final Set<String> HELD =
      Set.of(
          "asset_thumb",
          "asset_image1",
          "asset_epoch1",
          "asset_class1",
          "asset_class3",
          "asset_class4");

  private static final String MODEL =
      """
      {"id":"m","type":"flux.1-lora","privacy":"public",
       "thumbnail":{"assetId":"asset_thumb","url":"https://old.test/thumb"},
       "trainingImages":[{"id":"asset_image1","downloadUrl":"https://old.test/1"},{"id":"asset_image2","downloadUrl":"https://old.test/2"},
         {"id":"asset_image1"}],
       "epochs":[{"epoch":"000001","assets":[{"assetId":"asset_epoch1","url":"https://old.test/e1"},{"assetId":"asset_epoch2","url":"https://old.test/e2"}]},
         {"epoch":"000002"}],
       "class":{"name":"c","thumbnails":["https://old.test/assets/asset_class1?p=100","https://old.test/assets/asset_class2",
         "https://old.test/assets-transform/asset_class3","https://old.test/files/asset_class4.png?x=1","https://old.test/other.png"]}}
      """;

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, (JsonObject) TestServer.json(MODEL), HELD);
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                "{\"id\":\"stand-in\",\"type\":\"custom\",\"trainingImages\":[{\"id\":\"asset_image1\",\"downloadUrl\":\"https://old.test/1\"}]}"),
        Set.of("asset_image1"));
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                "{\"id\":\"odd\",\"type\":\"custom\",\"thumbnail\":{\"assetId\":\"a b/ü?\",\"url\":\"https://old.test/1\"}}"),
        Set.of("a b/ü?"));
  }

  private static ExpectedUrls urls() {
    return new ExpectedUrls(SERVER.address().toString(), WINDOW);
  }

  private static JsonObject everything() {
    return ids("m").with("thumbnail", JsonBoolean.TRUE).with("allTrainingImages", JsonBoolean.TRUE);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void heldAssetsAreNamedByUsAndOthersKeepTheirUrl(boolean original) {
    JsonObject row =
        SERVER.as(STUDIO).bulk(everything().with("originalAssets", JsonBoolean.of(original))).row();
    assertHeldAreRenamed(row, original);
  }

  @Test
  void aSingleReadNamesThemAlike() {
    assertHeldAreRenamed(SERVER.as(STUDIO).model("m").model(), false);
    assertHeldAreRenamed(SERVER.as(STUDIO).query("originalAssets").model("m").model(), true);
  }

  private static void assertHeldAreRenamed(JsonObject row, boolean original) {
    ExpectedUrls urls = urls();
    assertThat(TestServer.text(part(row, "thumbnail")))
        .isEqualTo(
            "{\"assetId\":\"asset_thumb\",\"url\":\"" + urls.of("asset_thumb", original) + "\"}");
    assertThat(TestServer.text(part(row, "trainingImages")))
        .isEqualTo(
            "[{\"id\":\"asset_image1\",\"downloadUrl\":\"%s\"},{\"id\":\"asset_image2\",\"downloadUrl\":\"https://old.test/2\"},{\"id\":\"asset_image1\",\"downloadUrl\":\"%s\"}]"
                .formatted(urls.of("asset_image1", original), urls.of("asset_image1", original)));
    assertThat(TestServer.text(part(row, "epochs")))
        .isEqualTo(
            "[{\"epoch\":\"000001\",\"assets\":[{\"assetId\":\"asset_epoch1\",\"url\":\"%s\"},{\"assetId\":\"asset_epoch2\",\"url\":\"https://old.test/e2\"}]},{\"epoch\":\"000002\"}]"
                .formatted(urls.of("asset_epoch1", original)));
    assertThat(TestServer.text(part(row, "class")))
        .isEqualTo(
            "{\"name\":\"c\",\"thumbnails\":[\"%s\",\"https://old.test/assets/asset_class2\",\"%s\",\"%s\",\"https://old.test/other.png\"]}"
                .formatted(
                    urls.of("asset_class1", original),
                    urls.of("asset_class3", original),
                    urls.of("asset_class4", original)));
  }

  @Test
  void aTrainingImageThatStandsInIsNamedByUsToo() {
    JsonObject row =
        SERVER.as(STUDIO).bulk(ids("stand-in").with("thumbnail", JsonBoolean.TRUE)).row();
    assertThat(TestServer.text(part(row, "thumbnail")))
        .isEqualTo(
            "{\"assetId\":\"asset_image1\",\"url\":\"" + urls().of("asset_image1", false) + "\"}");
  }

  @Test
  void anAssetIdIsEncodedInItsPath() {
    JsonObject row = SERVER.as(STUDIO).bulk(ids("odd").with("thumbnail", JsonBoolean.TRUE)).row();
    String url = String.valueOf(((JsonObject) part(row, "thumbnail")).text("url"));
    assertThat(url)
        .isEqualTo(urls().of("a b/ü?", false))
        .contains("/assets-transform/a%20b%2F%C3%BC%3F?p=100");
  }

  @ParameterizedTest(name = "?originalAssets={0}, in the body {1}: originals {2}")
  @CsvSource({
    "absent, absent, false",
    "absent, true, true",
    "absent, false, false",
    "absent, \"true\", true",
    "absent, \"false\", false",
    "true, absent, true",
    "true, false, true",
    "1, false, true",
    "yes, false, true",
    "'', false, true",
    "TRUE, absent, true",
    "false, true, false",
    "0, true, false",
    "no, true, false",
    "off, true, false",
    "OFF, true, false",
    "False, absent, false"
  })
  void theQueryWinsOverTheBody(String inQuery, String inBody, boolean original) {
    ApiClient client =
        inQuery.equals("absent")
            ? SERVER.as(STUDIO)
            : SERVER.as(STUDIO).query("originalAssets=" + inQuery);
    JsonObject body = ids("m").with("thumbnail", JsonBoolean.TRUE);
    JsonObject row =
        client
            .bulk(
                inBody.equals("absent")
                    ? body
                    : body.with("originalAssets", TestServer.json(inBody)))
            .row();
    assertThat(TestServer.text(part(row, "thumbnail")))
        .contains(urls().of("asset_thumb", original));
  }

  @Test
  void othersGetSignedUrlsOfWhatTheySee() {
    JsonObject row = SERVER.as(RIVAL).bulk(everything()).row();
    assertThat(TestServer.text(part(row, "thumbnail"))).contains(urls().of("asset_thumb", false));
    assertThat(TestServer.text(row)).doesNotContain("asset_image1").doesNotContain("asset_image2");
  }

  @Test
  void theBaseIsTheConfiguredOneWhateverTheHostHeaderSays() {
    Settings loopback = Settings.onLoopback();
    Settings settings =
        new Settings(
            loopback.host(),
            0,
            URI.create("https://models.example/catalogue"),
            loopback.limits(),
            loopback.cacheBytes(),
            false,
            true);
    try (TestServer server = TestServer.start(new MemoryStore(), settings)) {
      server.model(STUDIO, (JsonObject) TestServer.json(MODEL), HELD);
      JsonObject row =
          server.as(STUDIO).header("X-Forwarded-Host", "evil.test").bulk(everything()).row();
      assertThat(TestServer.text(row))
          .doesNotContain("evil.test")
          .contains(
              new ExpectedUrls("https://models.example/catalogue", WINDOW)
                  .of("asset_thumb", false));
    }
  }

  private static Json part(JsonObject row, String name) {
    var part = row.get(name);
    assertThat(part).as(name).isNotNull();
    return Objects.requireNonNull(part);
  }
}
