package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.Asset;
import dev.vitrine.client.model.AssetFormat;
import dev.vitrine.client.model.AssetSort;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.SortDirection;
import dev.vitrine.client.model.TrainingImagePreset;
import dev.vitrine.client.model.UploadKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** What each call about assets sends, and what it makes of the answer. */
class AssetsTest {
  private static final String ID = "a/ü b";
  private static final String PATH = "/v1/assets/a%2F%C3%BC%20b";
  private static final String ANSWER = "{\"asset\":{\"id\":\"a/ü b\",\"new\":[1.50]},\"x\":{}}";
  private static final String SHOWN = "Asset{\"id\":\"a/ü b\",\"new\":[1.50]}";
  private static final String IMAGES = "/v1/models/m/training-images";
  private static final String IMAGE = "{\"trainingImage\":{\"id\":\"a\"},\"model\":{}}";
  private static final Instant TIME = Instant.parse("2030-01-02T03:04:05Z");
  private static final RequestOptions NONE = RequestOptions.none();
  private static final RequestOptions ORIGINALS =
      RequestOptions.builder().originalAssets(true).build();

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.json(200, "{}"));
  @AutoClose private final VitrineClient client = Clients.of(server).build();

  /**
   * A call.
   *
   * @param expected method, target and body
   * @param result of what the call returns; null for one that returns nothing
   */
  record Sent(
      String expected,
      String answer,
      Function<VitrineClient, @Nullable Object> sync,
      Function<VitrineAsyncClient, CompletableFuture<?>> async,
      @Nullable String result) {
    @Override
    public String toString() {
      return expected;
    }
  }

  private static Sent asset(
      String expected,
      Function<AssetService, Asset> sync,
      Function<AsyncAssetService, CompletableFuture<?>> async) {
    return new Sent(
        expected,
        ANSWER,
        client -> sync.apply(client.assets()),
        client -> async.apply(client.assets()),
        SHOWN);
  }

  private static Function<VitrineClient, @Nullable Object> nothing(
      java.util.function.Consumer<VitrineClient> call) {
    return client -> {
      call.accept(client);
      return null;
    };
  }

  static Stream<Sent> assets() {
    AssetCreateParams created =
        AssetCreateParams.of("n.png", new byte[] {1, 2, 3}).collectionIds(List.of("c")).hide(true);
    AssetCreateParams canvas =
        AssetCreateParams.ofCanvas("n", "{}").thumbnail(new byte[] {4}).parentId("p");
    AssetUpdateParams updated =
        AssetUpdateParams.none().name("N").clearDescription().lockId("l").lockExpiresAt(TIME);
    UpdateTagsParams tags = UpdateTagsParams.none().add("a").delete("b");
    return Stream.of(
        asset("GET " + PATH + " ", a -> a.get(ID), a -> a.get(ID)),
        asset(
            "GET " + PATH + "?originalAssets=true&withEmbedding=true ",
            a -> a.getWithEmbedding(ID, ORIGINALS),
            a -> a.getWithEmbedding(ID, ORIGINALS)),
        asset(
            "POST /v1/assets {\"name\":\"n.png\",\"image\":\"AQID\",\"collectionIds\":[\"c\"],\"hide\":true}",
            a -> a.create(created),
            a -> a.create(created)),
        asset(
            "POST /v1/assets?originalAssets=true {\"name\":\"n\",\"canvas\":\"{}\",\"thumbnail\":\"BA==\",\"parentId\":\"p\"}",
            a -> a.create(canvas, ORIGINALS),
            a -> a.create(canvas, ORIGINALS)),
        asset(
            "PUT "
                + PATH
                + " {\"name\":\"N\",\"description\":null,\"lockId\":\"l\",\"lockExpiresAt\":\"2030-01-02T03:04:05Z\"}",
            a -> a.update(ID, updated),
            a -> a.update(ID, updated)),
        asset("POST " + PATH + "/copy {}", a -> a.copy(ID), a -> a.copy(ID)),
        asset(
            "POST " + PATH + "/copy?originalAssets=true {\"targetProjectId\":\"p\"}",
            a -> a.copy(ID, "p", ORIGINALS),
            a -> a.copy(ID, "p", ORIGINALS)),
        asset(
            "PUT " + PATH + "/unlock {\"lockId\":\"l\"}",
            a -> a.unlock(ID, "l", NONE),
            a -> a.unlock(ID, "l", NONE)),
        asset(
            "PUT " + PATH + "/unlock {\"forceUnlock\":true}",
            a -> a.unlock(ID, null, NONE),
            a -> a.unlock(ID, null, NONE)),
        new Sent(
            "PUT " + PATH + "/lock {\"lockExpiresAt\":\"2030-01-02T03:04:05Z\"}",
            "{\"asset\":{\"id\":\"a/ü b\"},\"lockId\":\"l\"}",
            c -> c.assets().lock(ID, TIME, NONE),
            c -> c.assets().lock(ID, TIME, NONE),
            "LockedAsset{\"asset\":{\"id\":\"a/ü b\"},\"lockId\":\"l\"}"),
        new Sent(
            "PUT " + PATH + "/tags {\"add\":[\"a\"],\"delete\":[\"b\"]}",
            "{\"added\":[\"a\"],\"deleted\":[]}",
            c -> c.assets().updateTags(ID, tags),
            c -> c.assets().updateTags(ID, tags),
            "TagChange{\"added\":[\"a\"],\"deleted\":[]}"),
        new Sent(
            "POST " + PATH + "/download {}",
            "{\"url\":\"https://x.test/a?s\"}",
            c -> c.assets().downloadUrl(ID),
            c -> c.assets().downloadUrl(ID),
            "https://x.test/a?s"),
        new Sent(
            "POST " + PATH + "/download {\"targetFormat\":\"webp\"}",
            "{\"url\":\"https://x.test/a?s\"}",
            c -> c.assets().downloadUrl(ID, AssetFormat.WEBP, NONE),
            c -> c.assets().downloadUrl(ID, AssetFormat.WEBP, NONE),
            "https://x.test/a?s"),
        new Sent(
            "DELETE /v1/assets {\"assetIds\":[\"a/ü b\",\"b\"]}",
            "{}",
            nothing(c -> c.assets().delete(List.of(ID, "b", ID))),
            c -> c.assets().delete(List.of(ID, "b", ID)),
            null),
        new Sent(
            "DELETE /v1/assets {\"assetIds\":[\"b\"],\"force\":true}",
            "{}",
            nothing(c -> c.assets().forceDelete(List.of("b"), NONE)),
            c -> c.assets().forceDelete(List.of("b"), NONE),
            null));
  }

  static Stream<Sent> others() {
    UploadCreateParams upload =
        UploadCreateParams.of("n.glb", 7, 2, UploadKind.THREE_D)
            .parentId("p")
            .additionalField("later", BooleanNode.TRUE);
    String uploaded = "{\"upload\":{\"id\":\"u\",\"status\":\"later\"}}";
    TrainingImageParams bytes =
        TrainingImageParams.of("n.png", new byte[] {1}).preset(TrainingImagePreset.STYLE);
    return Stream.of(
        new Sent(
            "POST /v1/uploads {\"fileName\":\"n.glb\",\"contentType\":\"model/gltf-binary\",\"fileSize\":7,\"parts\":2,"
                + "\"kind\":\"3d\",\"assetOptions\":{\"parentId\":\"p\"},\"later\":true}",
            uploaded,
            c -> c.uploads().create(upload),
            c -> c.uploads().create(upload),
            "Upload{\"id\":\"u\",\"status\":\"later\"}"),
        new Sent(
            "GET /v1/uploads/u ",
            uploaded,
            c -> c.uploads().get("u"),
            c -> c.uploads().get("u"),
            "Upload{\"id\":\"u\",\"status\":\"later\"}"),
        new Sent(
            "POST /v1/uploads/u/action {\"action\":\"complete\"}",
            uploaded,
            c -> c.uploads().complete("u"),
            c -> c.uploads().complete("u"),
            "Upload{\"id\":\"u\",\"status\":\"later\"}"),
        new Sent(
            "POST "
                + IMAGES
                + " {\"data\":\"data:image/png;base64,AQ==\",\"name\":\"n.png\",\"preset\":\"style\"}",
            IMAGE,
            c -> c.models().trainingImages().add("m", bytes),
            c -> c.models().trainingImages().add("m", bytes),
            "TrainingImage{\"id\":\"a\"}"),
        new Sent(
            "PUT " + IMAGES + "/a?originalAssets=true {\"assetId\":\"b\"}",
            IMAGE,
            c ->
                c.models()
                    .trainingImages()
                    .replace("m", "a", TrainingImageParams.ofAsset("b"), ORIGINALS),
            c ->
                c.models()
                    .trainingImages()
                    .replace("m", "a", TrainingImageParams.ofAsset("b"), ORIGINALS),
            "TrainingImage{\"id\":\"a\"}"),
        new Sent(
            "PUT " + IMAGES + "/a {\"description\":\"d\"}",
            IMAGE,
            c -> c.models().trainingImages().describe("m", "a", "d"),
            c -> c.models().trainingImages().describe("m", "a", "d"),
            "TrainingImage{\"id\":\"a\"}"),
        new Sent(
            "PUT " + IMAGES + "/a {\"description\":null}",
            IMAGE,
            c -> c.models().trainingImages().describe("m", "a", null),
            c -> c.models().trainingImages().describe("m", "a", null),
            "TrainingImage{\"id\":\"a\"}"),
        new Sent(
            "DELETE " + IMAGES + "/a ",
            "{}",
            nothing(c -> c.models().trainingImages().delete("m", "a")),
            c -> c.models().trainingImages().delete("m", "a"),
            null),
        new Sent(
            "PUT /v1/collections/c/assets {\"assetIds\":[\"a\"]}",
            "{\"collection\":{\"id\":\"c\",\"assetCount\":1}}",
            c -> c.collections().addAssets("c", List.of("a")),
            c -> c.collections().addAssets("c", List.of("a")),
            "Collection{\"id\":\"c\",\"assetCount\":1}"),
        new Sent(
            "DELETE /v1/collections/c/assets {\"assetIds\":[\"a\"]}",
            "{\"collection\":{\"id\":\"c\",\"assetCount\":0}}",
            c -> c.collections().removeAssets("c", List.of("a")),
            c -> c.collections().removeAssets("c", List.of("a")),
            "Collection{\"id\":\"c\",\"assetCount\":0}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"assets", "others"})
  void aCallSaysWhatItMeans(Sent sent) {
    server.then(Answers.json(200, sent.answer()));
    assertThat(shown(sent.sync().apply(client))).isEqualTo(sent.result());
    assertThat(shown(sent.async().apply(client.async()).join())).isEqualTo(sent.result());
    assertThat(server.requests())
        .map(request -> request.method() + " " + request.target() + " " + request.body())
        .containsExactly(sent.expected(), sent.expected());
  }

  private static @Nullable String shown(@Nullable Object result) {
    return result == null ? null : result.toString();
  }

  @Test
  void answersAboutSomethingElseAreNone() {
    server.then(Answers.json(200, "{\"asset\":{\"id\":\"b\"}}"));
    assertThatThrownBy(() -> client.assets().get("a")).isInstanceOf(MalformedAnswerException.class);
    assertThatThrownBy(() -> client.assets().update("a", AssetUpdateParams.none()))
        .isInstanceOf(MalformedAnswerException.class);
    server.then(Answers.json(200, "{\"upload\":{\"id\":\"v\"}}"));
    assertThatThrownBy(() -> client.uploads().get("u"))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void creationsShareAKey() {
    server.then(Answers.error(500, "INTERNAL", "{}"), Answers.json(200, ANSWER));
    RequestOptions twice = RequestOptions.builder().maxRetries(1).build();
    Asset made = client.assets().create(AssetCreateParams.ofDataUrl("n", "data:,x"), twice);
    assertThat(made.id()).contains(ID);
    assertThat(server.requests())
        .map(request -> request.header("Idempotency-Key"))
        .hasSize(2)
        .doesNotContain("")
        .allMatch(server.lastRequest().header("Idempotency-Key")::equals);
    server.then(Answers.json(200, ANSWER));
    client.assets().create(AssetCreateParams.ofDataUrl("n", "data:,x").idempotencyKey("mine"));
    assertThat(server.lastRequest().header("Idempotency-Key")).isEqualTo("mine");
  }

  @Test
  void smallFilesTravelWithinARequest(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("x.jpg"), new byte[] {1, 2, 3});
    assertThat(AssetCreateParams.of(file).body().toString())
        .isEqualTo("{\"name\":\"x.jpg\",\"image\":\"AQID\"}");
    assertThat(TrainingImageParams.of(file).body().toString())
        .isEqualTo("{\"data\":\"data:image/jpeg;base64,AQID\",\"name\":\"x.jpg\"}");
  }

  private static List<String> ids(Request request) {
    JsonNode ids = Json.MAPPER.readTree(request.body()).path("assetIds");
    return StreamSupport.stream(ids.spliterator(), false).map(JsonNode::stringValue).toList();
  }

  private static String rows(Collection<String> ids) {
    return "{\"assets\":["
        + String.join(",", ids.stream().map(id -> "{\"id\":\"" + id + "\"}").toList())
        + "]}";
  }

  /** Answers all that it is asked for, but for some, up to a cap. */
  private void serve(int cap, List<String> missing) {
    server.then((request, socket) -> {
      List<String> asked = ids(request);
      if (asked.size() > cap) {
        Answers.error(400, "TOO_MANY_IDS", "{\"limit\":" + cap + "}").answer(request, socket);
        return;
      }
      String rows = rows(asked.stream().filter(id -> !missing.contains(id)).toList());
      Answers.json(200, rows).answer(request, socket);
    });
  }

  @Test
  void anyNumberIsReadInTheOrderAsked() {
    List<String> ids = IntStream.range(0, 450).mapToObj(i -> "a" + i).toList();
    serve(200, List.of("a3", "a444"));
    List<String> there = ids.stream().filter(id -> !id.equals("a3") && !id.equals("a444")).toList();
    for (AssetGetBulkResponse response :
        List.of(
            client.assets().getBulk(ids, ORIGINALS),
            client.async().assets().getBulk(ids, ORIGINALS).join())) {
      assertThat(response.assets()).map(asset -> asset.id().orElseThrow()).isEqualTo(there);
      assertThat(response.missing()).containsExactly("a3", "a444");
    }
    assertThat(server.requests())
        .map(request -> ids(request).size())
        .containsExactlyInAnyOrder(200, 200, 50, 200, 200, 50);
    assertThat(server.lastRequest().target()).isEqualTo("/v1/assets/get-bulk?originalAssets=true");
  }

  @Test
  void aLowerCapIsLearned() {
    List<String> ids = IntStream.range(0, 250).mapToObj(i -> "a" + i).toList();
    serve(60, List.of());
    assertThat(client.assets().getBulk(ids).assets()).hasSize(250);
    server.requests().clear();
    assertThat(client.assets().getBulk(ids).assets()).hasSize(250);
    assertThat(server.requests()).hasSize(5).allMatch(request -> ids(request).size() <= 60);
    server.requests().clear();
    server.then(Answers.models());
    assertThat(client.models().getBulk(ModelGetBulkParams.of(ids)).models()).hasSize(250);
    assertThat(server.requests()).as("models have a cap of their own").hasSize(1);
  }

  @Test
  void whatCouldNotBeReadIsTold() {
    List<String> ids = IntStream.range(0, 300).mapToObj(i -> "a" + i).toList();
    server.then((request, socket) -> {
      boolean first = ids(request).contains("a0");
      (first ? Answers.json(200, rows(ids(request))) : Answers.error(500, "INTERNAL", "{}"))
          .answer(request, socket);
    });
    assertThatThrownBy(() -> client.assets().getBulk(ids))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(e.response()).isInstanceOf(AssetGetBulkResponse.class);
              assertThat(((AssetGetBulkResponse) e.response()).assets()).hasSize(200);
              assertThat(e.failures())
                  .containsOnlyKeys(ids.subList(200, 300))
                  .allSatisfy(
                      (id, failure) -> assertThat(failure).isInstanceOf(ServerException.class));
            });
    server.then(Answers.json(200, "{\"assets\":[{\"id\":\"other\"}]}"));
    assertThatThrownBy(() -> client.assets().getBulk(List.of("a")))
        .isInstanceOf(MalformedAnswerException.class);
    server.then(Answers.json(200, "{\"assets\":[{\"id\":\"a\",\"tags\":[7]}]}"));
    assertThatThrownBy(() -> client.assets().getBulk(List.of("a")))
        .hasMessageContainingAll("\"tags[0]\"", "\"a\"");
  }

  @Test
  void deletionsGoInPieces() {
    List<String> ids = IntStream.range(0, 230).mapToObj(i -> "a" + i).toList();
    server.then(Answers.json(200, "{}"), Answers.error(400, "INVALID_PARAMETER", "{}"));
    assertThatThrownBy(() -> client.assets().delete(ids))
        .isInstanceOfSatisfying(
            PartialChangeException.class,
            e -> {
              assertThat(e.done()).isEqualTo(ids.subList(0, 100));
              assertThat(e.left()).isEqualTo(ids.subList(100, 230));
            })
        .hasMessageStartingWith("100 of 230 assets were changed, then: so it is");
    assertThatThrownBy(() -> client.async().assets().delete(ids).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(InvalidRequestException.class);
  }

  @Test
  void trainingImagesAreAddedInPieces() {
    List<String> ids = IntStream.range(0, 23).mapToObj(i -> "a" + i).toList();
    server.then((request, socket) -> {
      List<String> rows = ids(request).stream().map(id -> "{\"id\":\"" + id + "\"}").toList();
      Answers.json(200, "{\"trainingImages\":[" + String.join(",", rows) + "]}")
          .answer(request, socket);
    });
    assertThat(client.models().trainingImages().addAssets("m", ids))
        .map(image -> image.id().orElseThrow())
        .isEqualTo(ids);
    assertThat(client.async().models().trainingImages().addAssets("m", ids).join())
        .map(image -> image.id().orElseThrow())
        .isEqualTo(ids);
    assertThat(server.requests())
        .map(request -> ids(request).size())
        .containsExactly(10, 10, 3, 10, 10, 3);
  }

  @Test
  void listsAreFilteredAndGoOn() {
    AssetListParams params =
        AssetListParams.builder()
            .privacy(ModelPrivacy.PUBLIC)
            .types(List.of("uploaded", "patch"))
            .tags(List.of("a", "ä"))
            .collectionId("c")
            .authorId("u")
            .inferenceId("i")
            .modelId("m")
            .parentAssetId("p")
            .rootAssetId("r")
            .sortBy(AssetSort.UPDATED_AT)
            .sortDirection(SortDirection.ASCENDING)
            .updatedAfter(TIME)
            .updatedBefore(TIME)
            .pageSize(2)
            .build();
    String query =
        "privacy=public&types=uploaded%2Cpatch&tags=a%2C%C3%A4&collectionId=c&authorId=u&inferenceId=i&modelId=m"
            + "&parentAssetId=p&rootAssetId=r&sortBy=updatedAt&sortDirection=asc"
            + "&updatedAfter=2030-01-02T03%3A04%3A05Z&updatedBefore=2030-01-02T03%3A04%3A05Z&pageSize=2";
    server.then(
        Answers.json(200, "{\"assets\":[{\"id\":\"a\"}],\"nextPaginationToken\":\"t\"}"),
        Answers.json(200, "{\"assets\":[{\"id\":\"b\"}]}"));
    assertThat(client.assets().list(params, ORIGINALS).autoPager())
        .map(asset -> asset.id().orElseThrow())
        .containsExactly("a", "b");
    assertThat(server.requests())
        .map(Request::target)
        .containsExactly(
            "/v1/assets?" + query + "&originalAssets=true",
            "/v1/assets?" + query + "&originalAssets=true&paginationToken=t");
    server.requests().clear();
    server.then(Answers.json(200, "{\"assets\":[]}"));
    AssetListParams own =
        params.toBuilder().type("uploaded").originalAssets(false).paginationToken("t").build();
    assertThat(client.async().assets().list(own, ORIGINALS).join().items()).isEmpty();
    assertThat(server.lastRequest().target())
        .contains("type=uploaded", "originalAssets=false", "paginationToken=t")
        .doesNotContain("types", "originalAssets=true");
    assertThatThrownBy(() -> AssetListParams.builder().tags(List.of("a,b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Objects.requireNonNull(AssetListParams.none().query())).isEmpty();
  }

  @Test
  void originalsAreAskedForWhereTheyCanBe() {
    server.then(Answers.json(200, "{\"models\":[],\"examples\":[],\"model\":{\"id\":\"m\"}}"));
    client.models().getBulk(ModelGetBulkParams.none(), ORIGINALS);
    client.models().getBulk(ModelGetBulkParams.builder().originalAssets(false).build(), ORIGINALS);
    client.models().get("m", ORIGINALS);
    client.models().retrieve(ModelRetrieveParams.of("m"), ORIGINALS);
    client.models().list(ModelListParams.none(), ORIGINALS);
    client.models().content().examples("m", ORIGINALS);
    client.models().restore("m", ORIGINALS);
    client.models().delete("m", ORIGINALS);
    assertThat(server.requests())
        .map(Request::target)
        .containsExactly(
            "/v1/models/get-bulk?originalAssets=true",
            "/v1/models/get-bulk?originalAssets=false",
            "/v1/models/m?originalAssets=true",
            "/v1/models/m?originalAssets=true",
            "/v1/models?originalAssets=true",
            "/v1/models/m/examples?originalAssets=true",
            "/v1/models/m/restore?originalAssets=true",
            "/v1/models/m");
  }
}
