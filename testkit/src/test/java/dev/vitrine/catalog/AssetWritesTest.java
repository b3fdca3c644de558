package dev.vitrine.catalog;

import static dev.vitrine.catalog.AssetsUnderTest.PNG;
import static dev.vitrine.catalog.AssetsUnderTest.PROJECT;
import static dev.vitrine.catalog.AssetsUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.access.Caller;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonBody;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Assets are made, read and changed. */
class AssetWritesTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  private static String text(@Nullable Json json) {
    return json == null ? "" : new String(JsonWriter.write(json), StandardCharsets.UTF_8);
  }

  private JsonObject row(String id) {
    return catalog.reads.get(catalog.editor, id, false).asset();
  }

  @Test
  void aRowTellsWhatThePictureIsInTheOrderOfTheContract() {
    catalog.create("a", "{\"name\":\" fern.jpeg \",\"image\":\"" + PNG + "\",\"tags\":[\"t\"]}");
    JsonObject row = row("a");
    assertThat(row.members().keySet())
        .containsExactly(
            "id",
            "authorId",
            "collectionIds",
            "createdAt",
            "editCapabilities",
            "kind",
            "metadata",
            "mimeType",
            "ownerId",
            "privacy",
            "properties",
            "source",
            "status",
            "tags",
            "updatedAt",
            "url");
    assertThat(text(row.get("metadata")))
        .isEqualTo("{\"kind\":\"image\",\"type\":\"uploaded\",\"name\":\"fern.jpeg\"}");
    assertThat(row.text("mimeType")).isEqualTo("image/png");
    assertThat(row.text("ownerId")).isEqualTo(PROJECT);
    assertThat(row.text("privacy")).isEqualTo("private");
    assertThat(row.text("createdAt")).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(row.text("url")).startsWith("https://vitrine.test/assets-transform/a?p=100&");
    assertThat(catalog.reads.get(catalog.editor, "a", true).asset().text("url"))
        .startsWith("https://vitrine.test/assets/a?p=100&");
    byte[] bytes = Base64.getDecoder().decode(PNG);
    assertThat(Objects.requireNonNull(row.object("properties")).get("size"))
        .isEqualTo(new JsonNumber(bytes.length));
    assertThat(catalog.blobs.keys()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,",
        "data:image/jpeg;base64,",
        "DATA:Image/Png;name=x;BASE64,",
        "data:image\\/png;base64,"
      })
  void dataUrlsOfImagesAreTakenAndTheContentDecides(String prefix) {
    catalog.create("a", "{\"image\":\"" + prefix + PNG + "\",\"name\":\"x\"}");
    assertThat(row("a").text("mimeType")).isEqualTo("image/png");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "data:;base64,|must, as a data URL, begin with",
        "data:text/html;base64,|must, as a data URL, begin with",
        "data:image/png,|must, as a data URL, begin with",
        "data:image/png;base64|must be base64",
        "http://x.test/a.png,|must be base64",
        "*|must be base64"
      })
  void otherDataUrlsAreRefusedAndNothingIsStored(String prefix, String rule) {
    assertThatThrownBy(
            () -> catalog.create("a", "{\"name\":\"x\",\"image\":\"" + prefix + PNG + "\"}"))
        .isInstanceOf(VitrineException.class)
        .hasMessageStartingWith("\"image\" " + rule);
    assertThat(catalog.blobs.keys()).isEmpty();
    assertThat(catalog.stored("a")).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|\"name\" is required",
        "{\"name\":\"x\"}|\"image\" is required, unless there is a \"canvas\"",
        "{\"name\":7,\"image\":\"\"}|\"name\" must be a string",
        "{\"name\":\" \",\"image\":\"\"}|\"name\" must have at least 1 characters",
        "{\"name\":\"x\",\"image\":7}|\"image\" must be a string",
        "{\"name\":\"x\",\"image\":\"\"}|\"image\" must not be empty",
        "{\"name\":\"x\",\"image\":\"AAAA\"}|\"image\" must be an image in a format that is known here",
        "{\"name\":\"x\",\"canvas\":\"{\"}|\"canvas\" must be JSON, as a text",
        "{\"name\":\"x\",\"canvas\":\"\"}|\"canvas\" must be JSON, as a text",
        "{\"name\":\"x\",\"canvas\":\"{} {}\"}|\"canvas\" must be JSON, as a text",
        "{\"name\":\"x\",\"canvas\":[]}|\"canvas\" must be a string",
        "{\"name\":\"x\",\"canvas\":\"{}\",\"thumbnail\":\"AAAA\"}|\"thumbnail\" must be an image",
        "{\"name\":\"x\",\"canvas\":\"{}\",\"hide\":1}|\"hide\" must be a boolean",
        "{\"name\":\"x\",\"canvas\":\"{}\",\"parentId\":\"none\"}|\"parentId\" names no asset",
        "{\"name\":\"x\",\"canvas\":\"{}\",\"tags\":[\"a,b\"]}|\"tags[0]\" must not hold a comma",
        "{\"name\":\"x\",\"canvas\":\"{}\",\"collectionIds\":[\"c\"]}|\"collectionIds[0]\" names no collection"
      })
  void whatIsWrongIsNamed(String json, String reason) {
    assertThatThrownBy(() -> catalog.create("a", json))
        .isInstanceOf(VitrineException.class)
        .hasMessageStartingWith(reason);
    assertThat(catalog.stored("a")).isNull();
  }

  @Test
  void childrenKnowTheirParentAndTheFirstOfThem() {
    catalog.picture("root");
    catalog.create("child", "{\"name\":\"c\",\"image\":\"" + PNG + "\",\"parentId\":\"root\"}");
    catalog.create(
        "grandchild", "{\"name\":\"c\",\"image\":\"" + PNG + "\",\"parentId\":\"child\"}");
    assertThat(text(row("grandchild").get("metadata")))
        .contains("\"parentId\":\"child\",\"rootParentId\":\"root\"");
    assertThat(catalog.blobs.keys()).hasSize(1);
  }

  @Test
  void theSameRequestAgainMakesNothingMore() {
    AssetEdits.Stored first = catalog.picture("a");
    assertThat(catalog.picture("a").revision()).isEqualTo(first.revision());
    assertThatThrownBy(() ->
            catalog.writes.create(
                catalog.rival,
                "a",
                AssetsUnderTest.sent("{\"name\":\"x\",\"image\":\"" + PNG + "\"}")))
        .hasMessage("The id of the new asset is taken");
  }

  @Test
  void severalAreReadInTheOrderInWhichTheyWereFirstNamed() {
    catalog.picture("a");
    catalog.picture("b");
    catalog.picture("c");
    assertThat(read(catalog.editor, AssetsUnderTest.ids("c", "none", "a", "c", "b")))
        .containsExactly("c", "a", "b");
    assertThat(read(catalog.rival, AssetsUnderTest.ids("a"))).isEmpty();
    assertThat(read(catalog.editor, body("{}"))).isEmpty();
    String[] many = IntStream.range(0, 201).mapToObj(i -> "a" + i).toArray(String[]::new);
    assertThatThrownBy(() -> read(catalog.editor, AssetsUnderTest.ids(many)))
        .hasMessage("Too many assetIds provided in a single request");
    assertThatThrownBy(() -> read(catalog.editor, AssetsUnderTest.ids("a", "")))
        .hasMessage("\"assetIds[1]\" must have 1 to 256 characters");
  }

  /** The ids of what is read by a body. */
  private List<@Nullable String> read(Caller caller, Parameters body) {
    List<@Nullable String> ids = new ArrayList<>();
    catalog.reads.bulk(
        caller,
        body,
        false,
        new AssetReads.Rows() {
          @Override
          public void row(byte[] json) {
            ids.add(JsonBody.object(json, JsonLimits.DOCUMENT).text("id"));
          }

          @Override
          public void hold(long bytes) {}
        });
    return ids;
  }

  @Test
  void fieldsChangeAndOthersStay() {
    catalog.picture("a");
    catalog.clock.advance(Duration.ofSeconds(1));
    long revision =
        catalog
            .update("a", "{\"name\":\"n\",\"description\":\"d\",\"tags\":[\"x\"],\"hide\":true}")
            .revision();
    JsonObject row = row("a");
    assertThat(text(row.get("metadata"))).contains("\"name\":\"n\"");
    assertThat(row.text("description")).isEqualTo("d");
    assertThat(text(row.get("isHidden"))).isEqualTo("true");
    assertThat(row.text("updatedAt")).isEqualTo("2026-01-01T00:00:01.000Z");
    assertThat(catalog.update("a", "{\"name\":null,\"description\":\"d\"}").revision())
        .isEqualTo(revision);
    catalog.update("a", "{\"description\":null,\"tags\":null,\"hide\":false}");
    assertThat(row("a").members()).doesNotContainKeys("description", "isHidden");
    assertThat(text(row("a").get("tags"))).isEqualTo("[]");
  }

  @Test
  void onlyAdminsMakeAssetsPublic() {
    catalog.picture("a");
    assertThatThrownBy(() -> catalog.update("a", "{\"privacy\":\"public\"}"))
        .hasMessageContaining("admin");
    assertThatThrownBy(() -> catalog.update("a", "{\"privacy\":\"secret\"}"))
        .hasMessageContaining("must be one of");
    Caller anyone = new Caller.Anyone();
    assertThatThrownBy(() -> catalog.reads.get(anyone, "a", false)).hasMessage("Asset a not found");
    catalog.writes.update(
        catalog.admin, "a", Precondition.NONE, AssetsUnderTest.sent("{\"privacy\":\"public\"}"));
    assertThat(catalog.reads.get(anyone, "a", false).asset().text("id")).isEqualTo("a");
    assertThatThrownBy(() ->
            catalog.writes.update(
                catalog.rival, "a", Precondition.NONE, AssetsUnderTest.sent("{}")))
        .hasMessage("Asset a belongs to another project");
  }

  /** Another gives the canvas a picture between the first look at it and the change. */
  @Test
  void thePictureThatIsReplacedIsNotLeftBehind() {
    catalog.create("board", "{\"name\":\"Board\",\"canvas\":\"{}\"}");
    String gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    AtomicReference<String> between = new AtomicReference<>("");
    catalog.hooked.beforeAssetPutOnce(() -> {
      catalog.update("board", "{\"thumbnail\":\"" + PNG + "\"}");
      between.set(Objects.requireNonNull(AssetRows.thumbnailOf(row("board"))));
    });
    catalog.update("board", "{\"thumbnail\":\"" + gif + "\"}");
    assertThat(AssetRows.thumbnailOf(row("board"))).isNotEqualTo(between.get());
    assertThat(between.get()).isNotEmpty();
    assertThat(catalog.stored(between.get())).as("nothing names it any more").isNull();
  }

  @Test
  void aCanvasHasContentAndAPictureOfItsOwn() {
    catalog.create(
        "board",
        "{\"name\":\"Board\",\"canvas\":\"{\\\"a\\\":\\\"\\u00fc\\\"}\",\"thumbnail\":\""
            + PNG
            + "\"}");
    JsonObject row = row("board");
    assertThat(row.text("kind")).isEqualTo("json");
    assertThat(row.text("source")).isEqualTo("canvas");
    assertThat(text(row.get("properties"))).isEqualTo("{\"size\":10}");
    String thumbnail = Objects.requireNonNull(AssetRows.thumbnailOf(row));
    assertThat(text(row.get("metadata")))
        .contains("\"url\":\"https://vitrine.test/assets-transform/" + thumbnail);
    assertThat(text(row(thumbnail).get("isHidden"))).isEqualTo("true");
    catalog.update("board", "{\"canvas\":\"[]\"}");
    assertThat(text(row("board").get("properties"))).isEqualTo("{\"size\":2}");
    assertThat(AssetRows.thumbnailOf(row("board"))).isEqualTo(thumbnail);
    String gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    catalog.update("board", "{\"thumbnail\":\"" + gif + "\"}");
    assertThat(AssetRows.thumbnailOf(row("board"))).isNotEqualTo(thumbnail);
    assertThat(catalog.stored(thumbnail)).isNull();
    catalog.picture("a");
    assertThatThrownBy(() -> catalog.update("a", "{\"canvas\":\"{}\"}"))
        .hasMessage("\"canvas\" is for canvases, and the asset is none");
  }

  @Test
  void whoeverHoldsTheLockChangesTheCanvas() {
    catalog.create("board", "{\"name\":\"Board\",\"canvas\":\"{}\"}");
    Parameters hour = body("{\"lockExpiresAt\":\"2026-01-01T01:00:00Z\"}");
    CanvasLocks.Locked locked =
        catalog.locks.lock(catalog.editor, "board", Precondition.NONE, hour);
    assertThat(text(row("board").get("metadata")))
        .contains("\"lockExpiresAt\":\"2026-01-01T01:00:00.000Z\"")
        .doesNotContain(locked.lockId());
    for (String bad : List.of("{\"name\":\"n\"}", "{\"name\":\"n\",\"lockId\":\"lock_other\"}")) {
      assertThatThrownBy(() -> catalog.update("board", bad))
          .hasMessageContaining("the canvas is locked until 2026-01-01T01:00:00.000Z");
    }
    assertThatThrownBy(() -> catalog.locks.lock(catalog.editor, "board", Precondition.NONE, hour))
        .hasMessageContaining("locked until");
    String own = "\"lockId\":\"" + locked.lockId() + "\"";
    catalog.update(
        "board", "{\"canvas\":\"[1]\"," + own + ",\"lockExpiresAt\":\"2026-01-01T02:00:00Z\"}");
    assertThatThrownBy(
            () -> catalog.locks.unlock(catalog.editor, "board", Precondition.NONE, body("{}")))
        .hasMessageContaining("locked until 2026-01-01T02");
    catalog.locks.unlock(catalog.editor, "board", Precondition.NONE, body("{" + own + "}"));
    assertThat(text(row("board").get("metadata"))).doesNotContain("lockExpiresAt");
    catalog.update("board", "{\"name\":\"free\"}");
  }

  @Test
  void locksEndByThemselvesAndByForce() {
    catalog.create("board", "{\"name\":\"Board\",\"canvas\":\"{}\"}");
    Parameters hour = body("{\"lockExpiresAt\":\"2026-01-01T01:00:00Z\"}");
    catalog.locks.lock(catalog.editor, "board", Precondition.NONE, hour);
    catalog.locks.unlock(
        catalog.editor, "board", Precondition.NONE, body("{\"forceUnlock\":true}"));
    catalog.locks.lock(catalog.editor, "board", Precondition.NONE, hour);
    catalog.clock.advance(Duration.ofHours(1));
    catalog.update("board", "{\"name\":\"free\"}");
    for (String bad :
        List.of(
            "{\"lockExpiresAt\":\"2026-01-01T01:00:00Z\"}", "{\"lockExpiresAt\":\"soon\"}", "{}")) {
      assertThatThrownBy(
              () -> catalog.locks.lock(catalog.editor, "board", Precondition.NONE, body(bad)))
          .isInstanceOf(VitrineException.class)
          .hasMessageStartingWith("\"lockExpiresAt\"");
    }
    catalog.picture("a");
    assertThatThrownBy(() ->
            catalog.locks.lock(
                catalog.editor,
                "a",
                Precondition.NONE,
                body("{\"lockExpiresAt\":\"2027-01-01T01:00:00Z\"}")))
        .hasMessage("\"lockExpiresAt\" is for canvases, and the asset is none");
  }

  @Test
  void aCopyIsAnAssetOfItsOwnWithTheSameBytes() {
    catalog.create("a", "{\"name\":\"n\",\"image\":\"" + PNG + "\",\"tags\":[\"t\"]}");
    catalog.clock.advance(Duration.ofSeconds(1));
    JsonObject copy =
        catalog
            .reads
            .view(catalog.copies.copy(catalog.editor, "a", "b", body("{}")), false)
            .asset();
    assertThat(text(copy.get("metadata")))
        .contains(
            "\"originalAssetId\":\"a\"",
            "\"sourceProjectId\":\"" + AssetsUnderTest.PROJECT + "\"",
            "\"copiedAt\":");
    assertThat(text(copy.get("tags"))).isEqualTo("[\"t\"]");
    assertThat(copy.text("createdAt")).isEqualTo("2026-01-01T00:00:01.000Z");
    assertThat(catalog.blobs.keys()).hasSize(1);
    assertThatThrownBy(() ->
            catalog.copies.copy(catalog.editor, "a", "c", body("{\"targetProjectId\":\"proj_x\"}")))
        .hasMessageContaining("admin");
    assertThatThrownBy(() ->
            catalog.copies.copy(catalog.admin, "a", "c", body("{\"targetProjectId\":\"proj_x\"}")))
        .hasMessage("\"targetProjectId\" names no project of this team");
  }

  @Test
  void downloadsNameTheFormatsThatCanBeHad() {
    catalog.picture("a");
    AssetDownloads downloads = new AssetDownloads(catalog.edits, catalog.urls);
    assertThat(downloads.url(catalog.editor, "a", body("{}"))).contains("/assets/a?");
    assertThat(downloads.url(catalog.editor, "a", body("{\"targetFormat\":\"png\"}")))
        .contains("/assets/a?");
    assertThat(downloads.url(catalog.editor, "a", body("{\"targetFormat\":\"jpg\"}")))
        .contains("/assets-transform/a?")
        .endsWith("&format=jpeg");
    assertThatThrownBy(() -> downloads.url(catalog.editor, "a", body("{\"targetFormat\":\"glb\"}")))
        .hasMessage(
            "\"targetFormat\" cannot be had of this asset: it can be had as png, jpeg, webp");
    assertThatThrownBy(() -> downloads.url(catalog.editor, "a", body("{\"targetFormat\":\"exe\"}")))
        .hasMessageContaining("names no format that is known here");
  }
}
