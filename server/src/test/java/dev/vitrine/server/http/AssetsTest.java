package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.PUBLIC_TOKEN;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.OpenApiContract;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assets over HTTP. */
class AssetsTest {
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  @AutoClose private final TestServer server = TestServer.startForAnyone();

  private final ApiClient studio = server.as(STUDIO);

  private static String picture(String name, String more) {
    return "{\"name\":\""
        + name
        + "\",\"image\":\"data:image/png;base64,"
        + PNG
        + "\""
        + more
        + "}";
  }

  private static String id(Answer made) {
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return String.valueOf(Calls.object(made, "asset").text("id"));
  }

  private String create(String name, String more) {
    return id(Calls.post(studio, "/assets", picture(name, more)));
  }

  private static List<String> ids(Answer answer) {
    return Calls.texts(answer, "assets", "id");
  }

  private static String named(String... ids) {
    return TestServer.text(JsonObject.of("assetIds", JsonArray.ofStrings(List.of(ids))));
  }

  @Test
  void whatIsMadeCanBeReadInEveryWay() {
    Answer made = Calls.post(studio, "/assets", picture("a.png", ",\"tags\":[\"t\"]"));
    String id = id(made);
    assertThat(id).matches("asset_[A-Za-z0-9]{24}");
    String asset = Calls.text(made, "asset");
    Answer one = studio.get("/assets/" + id);
    assertThat(Calls.text(one, "asset")).isEqualTo(asset);
    assertThat(one.header("ETag"))
        .isEqualTo(made.header("ETag"))
        .matches("\"\\d+\\.[0-9a-f]{32}\"");
    assertThat(Calls.text(Calls.post(studio, "/assets/get-bulk", named("x", id, id)), "assets"))
        .isEqualTo("[" + asset + "]");
    assertThat(Calls.text(studio.get("/assets"), "assets")).isEqualTo("[" + asset + "]");
    assertThat(studio.unversioned().get("/assets/" + id).status()).isEqualTo(200);
    assertThat(studio.query("originalAssets").get("/assets/" + id).text())
        .contains("/assets/" + id);
    Answer embedded = studio.query("withEmbedding=true").get("/assets/" + id);
    assertThat(Calls.text(embedded, "asset")).as("without effect").isEqualTo(asset);
    assertThat(server.as(RIVAL).get("/assets/" + id).reason())
        .isEqualTo("Asset " + id + " not found");
    assertThat(server.as(STUDIO, Role.READER).get("/assets/" + id).status()).isEqualTo(200);
  }

  @Test
  void aLargePictureIsTakenWholeAndChunked() {
    byte[] large = new byte[5 << 20];
    new Random(1).nextBytes(large);
    byte[] head = Base64.getDecoder().decode(PNG);
    System.arraycopy(head, 0, large, 0, head.length);
    byte[] body =
        ("{\"image\":\"" + Base64.getEncoder().encodeToString(large) + "\",\"name\":\"large\"}")
            .getBytes(StandardCharsets.UTF_8);
    Answer whole = studio.send(studio.request("/assets").POST(BodyPublishers.ofByteArray(body)));
    Answer chunked =
        studio.send(
            studio
                .request("/assets")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    for (Answer made : List.of(whole, chunked)) {
      id(made);
      assertThat(Calls.text(made, "asset")).contains("\"properties\":{\"size\":" + large.length);
    }
  }

  @Test
  void whatIsTooLargeIsRefused() {
    byte[] body = new byte[(32 << 20) + 1];
    Arrays.fill(body, (byte) ' ');
    Answer answer = studio.send(studio.request("/assets").POST(BodyPublishers.ofByteArray(body)));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.detail("limit")).isEqualTo(32 << 20);
    Answer rest =
        Calls.post(
            studio, "/assets", "{\"name\":\"" + "x".repeat(1 << 20) + "\",\"image\":\"AAAA\"}");
    assertThat(rest.status()).isEqualTo(413);
    assertThat(rest.detail("limit")).isEqualTo(1 << 20);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"x\",\"image\":\"data:text/html;base64,AAAA\"}|image",
        "{\"name\":\"x\",\"image\":\"?\"}|image",
        "{\"name\":\"x\",\"image\":{}}|image",
        "{\"image\":\"AAAA\"}|name",
        "{\"name\":\"x\",\"canvas\":\"no\"}|canvas"
      })
  void whatCannotBeMadeNamesItsField(String body, String field) {
    Answer answer = Calls.post(studio, "/assets", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(answer.details().text("field")).isEqualTo(field);
    assertThat(Calls.post(studio, "/assets", "{\"name\":\"x\",").code())
        .isEqualTo("MALFORMED_JSON");
  }

  @Test
  void aCreateCanBeRepeated() {
    ApiClient once = studio.header("Idempotency-Key", "k");
    Answer first = Calls.post(once, "/assets", picture("a", ""));
    Answer again = Calls.post(once, "/assets", picture("a", ""));
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(Calls.post(once, "/assets", picture("b", "")).status()).isEqualTo(400);
    assertThat(ids(studio.get("/assets"))).hasSize(1);
    String path = "/assets/" + id(first) + "/copy";
    ApiClient copying = studio.header("Idempotency-Key", "copy");
    assertThat(id(Calls.post(copying, path, "{}"))).isEqualTo(id(Calls.post(copying, path, "{}")));
    assertThat(ids(studio.get("/assets"))).hasSize(2);
  }

  @Test
  void aConditionIsHeld() {
    Answer made = Calls.post(studio, "/assets", picture("a", ""));
    String path = "/assets/" + id(made);
    ApiClient once = studio.header("If-Match", made.header("ETag"));
    assertThat(Calls.put(once, path, "{\"description\":\"d\"}").status()).isEqualTo(200);
    for (String way : List.of("", "/tags", "/unlock")) {
      assertThat(Calls.put(once, path + way, "{}").status()).as(way).isEqualTo(412);
    }
    assertThat(Calls.put(studio, path + "/tags", "{\"add\":[\"x\"]}").text())
        .isEqualTo("{\"added\":[\"x\"],\"deleted\":[]}");
    Answer strict = Calls.put(studio, path + "/tags", "{\"add\":[\"x\"],\"strict\":true}");
    assertThat(strict.reason()).isEqualTo("\"add[0]\" is a tag of the asset already");
  }

  @Test
  void listsAreFilteredSortedAndPaged() {
    String a = create("a", ",\"tags\":[\"red\"]");
    String b = create("b", ",\"tags\":[\"blue\"],\"parentId\":\"" + a + "\"");
    String c = create("c", ",\"hide\":true");
    String d = id(Calls.post(studio, "/assets", "{\"name\":\"d\",\"canvas\":\"{}\"}"));
    assertThat(ids(studio.get("/assets"))).containsExactlyInAnyOrder(a, b, d);
    assertThat(ids(studio.query("hidden").get("/assets"))).containsExactlyInAnyOrder(a, b, c, d);
    assertThat(ids(studio.query("tags=red,blue").get("/assets"))).containsExactlyInAnyOrder(a, b);
    assertThat(Calls.texts(studio.get("/tags"), "tags", "tagName")).contains("blue", "red");
    assertThat(ids(studio.query("type=canvas").get("/assets"))).containsExactly(d);
    assertThat(ids(studio.query("types=canvas,uploaded").get("/assets")))
        .containsExactlyInAnyOrder(a, b, d);
    for (String filter : List.of("parentAssetId=", "rootAssetId=")) {
      assertThat(ids(studio.query(filter + a).get("/assets"))).as(filter).containsExactly(b);
    }
    assertThat(ids(studio.query("authorId=apiu_studio_editor&types=uploaded").get("/assets")))
        .containsExactlyInAnyOrder(a, b);
    assertThat(ids(studio.query("modelId=m").get("/assets"))).isEmpty();
    assertThat(ids(studio.query("inferenceId=i").get("/assets"))).isEmpty();
    assertThat(
            ids(studio.query("sortBy=createdAt&createdAfter=2026-03-05T10:00:00Z").get("/assets")))
        .isEmpty();
    assertThat(
            ids(studio.query("sortBy=createdAt&createdBefore=2026-03-05T10:00:01Z").get("/assets")))
        .hasSize(3);
    Answer page = studio.query("pageSize=2&sortDirection=asc").get("/assets");
    String token = String.valueOf(page.json().text("nextPaginationToken"));
    Answer rest =
        studio.query("pageSize=2&sortDirection=asc&paginationToken=" + token).get("/assets");
    assertThat(ids(page)).hasSize(2).doesNotContainAnyElementsOf(ids(rest));
    assertThat(ids(rest)).hasSize(1);
    assertThat(rest.json().get("nextPaginationToken")).isNull();
    assertThat(
            studio
                .query("hidden&pageSize=2&sortDirection=asc&paginationToken=" + token)
                .get("/assets")
                .code())
        .isEqualTo("INVALID_CURSOR");
    for (String bad :
        List.of(
            "type=none",
            "sortBy=score",
            "privacy=mine",
            "type=canvas&types=canvas",
            "updatedAfter=2026-03-05T10:00:00Z")) {
      assertThat(studio.query(bad).get("/assets").status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void pagesHaveOneToAHundredAssets() {
    IntStream.range(0, 101).forEach(i -> server.asset(STUDIO, "many" + i, "private"));
    server.awaitLists();
    assertThat(ids(studio.get("/assets"))).hasSize(50);
    assertThat(ids(studio.query("pageSize=1000").get("/assets"))).hasSize(100);
    assertThat(ids(studio.query("pageSize=0").get("/assets"))).hasSize(1);
  }

  @Test
  void publicAssetsAreThereForEverybody() {
    String id = create("a", "");
    create("b", "");
    Answer published =
        Calls.put(server.as(STUDIO, Role.ADMIN), "/assets/" + id, "{\"privacy\":\"public\"}");
    assertThat(published.status()).isEqualTo(200);
    ApiClient anyone = server.authorized(PUBLIC_TOKEN);
    assertThat(ids(anyone.get("/assets"))).containsExactly(id);
    assertThat(anyone.get("/assets/" + id).status()).isEqualTo(200);
    assertThat(ids(server.as(RIVAL).query("privacy=public").get("/assets"))).containsExactly(id);
    assertThat(ids(server.as(RIVAL).get("/assets"))).isEmpty();
    assertThat(anyone.query("privacy=private").get("/assets").status()).isEqualTo(401);
    assertThat(Calls.post(anyone, "/assets/get-bulk", named(id)).status()).isEqualTo(401);
  }

  @Test
  void anAssetInUseIsNotDeletedFromUnderItsModel() {
    String id = create("a", "");
    String free = create("b", "");
    server.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\"}");
    assertThat(Calls.put(studio, "/models/m", "{\"thumbnail\":\"" + id + "\"}").status())
        .isEqualTo(200);
    assertThat(Calls.text(Calls.put(studio, "/models/m/examples", named(id)), "examples"))
        .contains("\"asset\":{\"id\":\"" + id + "\",\"authorId\":\"apiu_studio_editor\"");
    Answer refused = studio.call("DELETE", "/assets", named(free, id));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(TestServer.text(refused.details()))
        .isEqualTo(
            "{\"field\":\"assetIds\",\"index\":1,\"assetId\":\""
                + id
                + "\",\"usedBy\":[\"m\"],\"usedByOthers\":0}");
    assertThat(studio.get("/assets/" + free).status()).isEqualTo(200);
    assertThat(studio.query("assetIds=" + free).call("DELETE", "/assets").text()).isEqualTo("{}");
    assertThat(studio.query("force&assetIds=" + id).call("DELETE", "/assets").text())
        .isEqualTo("{}");
    JsonObject model = studio.model("m").model();
    assertThat(model.get("thumbnail")).isNull();
    assertThat(Calls.member(model, "exampleAssetIds")).isEqualTo("[]");
    assertThat(studio.get("/assets/" + id).status()).isEqualTo(404);
    assertThat(studio.call("DELETE", "/assets", named(id)).status()).isEqualTo(404);
    assertThat(studio.call("DELETE", "/assets", "{}").reason())
        .isEqualTo("\"assetIds\" is required");
    String[] many = IntStream.range(0, 101).mapToObj(i -> "a" + i).toArray(String[]::new);
    Answer tooMany = studio.call("DELETE", "/assets", named(many));
    assertThat(tooMany.detail("limit")).isEqualTo(100);
    assertThat(tooMany.code()).isEqualTo("TOO_MANY_IDS");
    assertThat(tooMany.details().text("field")).isEqualTo("assetIds");
  }

  @Test
  void collectionsHoldAssetsBesideModels() {
    Answer collection = Calls.post(studio, "/collections", "{\"name\":\"c\"}");
    String id = String.valueOf(Calls.object(collection, "collection").text("id"));
    String a = create("a", ",\"collectionIds\":[\"" + id + "\"]");
    String b = create("b", "");
    server.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\"}");
    String path = "/collections/" + id;
    Calls.put(studio, path + "/models", "{\"modelIds\":[\"m\"]}");
    Answer both = Calls.put(studio, path + "/assets", named(a, b));
    assertThat(Calls.text(both, "collection"))
        .contains("\"assetCount\":2", "\"itemCount\":3", "\"modelCount\":1");
    assertThat(ids(studio.query("collectionId=" + id).get("/assets")))
        .containsExactlyInAnyOrder(a, b);
    Calls.put(studio, path, "{\"name\":\"d\"}");
    ApiClient stale = studio.header("If-Match", collection.header("ETag"));
    assertThat(Calls.put(stale, path + "/assets", named(a)).status()).isEqualTo(412);
    assertThat(stale.call("DELETE", path + "/assets", named(a)).status()).isEqualTo(412);
    Answer one = studio.query("assetIds=" + a).call("DELETE", path + "/assets");
    assertThat(Calls.text(one, "collection")).contains("\"assetCount\":1", "\"itemCount\":2");
    assertThat(Calls.put(studio, path + "/assets", named(a, "none")).reason())
        .isEqualTo("Asset none not found");
    String[] many = IntStream.range(0, 50).mapToObj(i -> "a" + i).toArray(String[]::new);
    Answer tooMany = Calls.put(studio, path + "/assets", named(many));
    assertThat(tooMany.detail("limit")).isEqualTo(49);
    assertThat(tooMany.code()).isEqualTo("TOO_MANY_IDS");
    Calls.put(studio, path, "{\"thumbnail\":\"" + b + "\"}");
    assertThat(Calls.text(studio.get("/collections"), "collections"))
        .contains("\"thumbnail\":{\"assetId\":\"" + b + "\"");
    assertThat(studio.call("DELETE", path).status()).isEqualTo(200);
    assertThat(Calls.member(Calls.object(studio.get("/assets/" + b), "asset"), "collectionIds"))
        .isEqualTo("[]");
  }

  @Test
  void aCanvasIsLockedAndUnlocked() {
    String id = id(Calls.post(studio, "/assets", "{\"name\":\"d\",\"canvas\":\"{}\"}"));
    Answer locked =
        Calls.put(
            studio, "/assets/" + id + "/lock", "{\"lockExpiresAt\":\"2026-03-05T11:00:00Z\"}");
    String lock = String.valueOf(locked.json().text("lockId"));
    assertThat(Calls.put(studio, "/assets/" + id, "{\"canvas\":\"[]\"}").details().text("field"))
        .isEqualTo("lockId");
    String own = TestServer.text(JsonObject.of("lockId", new JsonString(lock)));
    assertThat(Calls.put(studio, "/assets/" + id, own).status()).isEqualTo(200);
    assertThat(studio.get("/assets/" + id).text()).doesNotContain(lock);
    assertThat(Calls.put(studio, "/assets/" + id + "/unlock", own).status()).isEqualTo(200);
  }

  @Test
  void linksAreForAFormat() {
    String id = create("a", "");
    Answer link = Calls.post(studio, "/assets/" + id + "/download", "{\"targetFormat\":\"webp\"}");
    assertThat(link.json().text("url"))
        .contains("/assets-transform/" + id)
        .endsWith("&format=webp");
    Answer refused =
        Calls.post(studio, "/assets/" + id + "/download", "{\"targetFormat\":\"fbx\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(TestServer.text(refused.details()))
        .contains("\"allowed\":[\"png\",\"jpeg\",\"webp\"]");
  }

  @Test
  void theContractHasTheBoundsOfTheProgram() {
    var schemas = OpenApiContract.load().document().path("components").path("schemas");
    JsonObject limits = studio.get("/limits").json();
    for (List<String> bound :
        List.of(
            List.of("/AssetName/maxLength", "assetNameLength"),
            List.of("/AssetBulkRequest/properties/assetIds/maxItems", "assetIdsPerRequest"),
            List.of("/DeleteAssetsRequest/properties/assetIds/maxItems", "assetDeletesPerRequest"),
            List.of(
                "/CollectionAssetsRequest/properties/assetIds/maxItems",
                "assetIdsPerCollectionChange"))) {
      assertThat(schemas.at(bound.getFirst()).toString())
          .as(bound.getFirst())
          .isEqualTo(Calls.member(limits, bound.getLast()));
    }
    String id = create("a", "");
    String longest =
        "x".repeat(schemas.at("/UpdateAssetRequest/properties/description/maxLength").asInt());
    for (String more : List.of("", "x")) {
      assertThat(
              Calls.put(studio, "/assets/" + id, "{\"description\":\"" + longest + more + "\"}")
                  .status())
          .isEqualTo(more.isEmpty() ? 200 : 400);
    }
  }
}
