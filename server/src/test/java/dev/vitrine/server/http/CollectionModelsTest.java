package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models in collections, and the tags of a project. */
class CollectionModelsTest {
  @AutoClose private final TestServer server = TestServer.start();
  private final ApiClient studio = server.as(STUDIO);
  private String path = "";
  private String id = "";

  @BeforeEach
  void fill() {
    for (String model : List.of("a", "b", "c")) {
      server.model(STUDIO, "{\"id\":\"" + model + "\",\"type\":\"custom\"}");
    }
    server.model(RIVAL, "{\"id\":\"shown\",\"type\":\"custom\",\"privacy\":\"public\"}");
    server.model(RIVAL, "{\"id\":\"secret\",\"type\":\"custom\"}");
    server.awaitLists();
    id = collection("Herbarium");
    path = "/collections/" + id + "/models";
  }

  private String collection(String name) {
    Answer made = Calls.post(studio, "/collections", "{\"name\":\"" + name + "\"}");
    return String.valueOf(Calls.object(made, "collection").text("id"));
  }

  private static String body(List<String> ids) {
    return TestServer.text(JsonObject.of("modelIds", JsonArray.ofStrings(ids)));
  }

  private Answer add(String... models) {
    return Calls.put(studio, path, body(List.of(models)));
  }

  private static String count(Answer answer) {
    JsonObject collection = Calls.object(answer, "collection");
    assertThat(collection.get("itemCount")).isEqualTo(collection.get("modelCount"));
    return Calls.member(collection, "modelCount");
  }

  private String collectionsOf(String model) {
    return Calls.member(studio.model(model).model(), "collectionIds");
  }

  @Test
  void modelsComeAndGo() {
    assertThat(count(add("a", "b", "a"))).isEqualTo("2");
    assertThat(count(add("b", "c"))).isEqualTo("3");
    assertThat(collectionsOf("a")).isEqualTo("[\"" + id + "\"]");
    assertThat(studio.query("collectionId=" + id).get("/models").ids())
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(count(studio.query("modelIds=a,b").call("DELETE", path))).isEqualTo("1");
    assertThat(count(studio.query("modelIds[]=a&modelIds[]=b").call("DELETE", path)))
        .isEqualTo("1");
    assertThat(count(studio.call("DELETE", path, body(List.of("c"))))).isEqualTo("0");
    assertThat(collectionsOf("a")).isEqualTo("[]");
    assertThat(count(studio.get("/collections/" + id))).isEqualTo("0");
  }

  @Test
  void aConditionIsHeldBeforeAnythingIsWritten() {
    String old = studio.get("/collections/" + id).header("ETag");
    ApiClient stale = studio.header("If-Match", old);
    assertThat(Calls.put(stale, path, body(List.of("a"))).status()).isEqualTo(200);
    assertThat(Calls.put(stale, path, body(List.of("b"))).status()).isEqualTo(412);
    assertThat(stale.call("DELETE", path, body(List.of("a"))).code())
        .isEqualTo("PRECONDITION_FAILED");
    assertThat(collectionsOf("a")).isEqualTo("[\"" + id + "\"]");
    assertThat(collectionsOf("b")).isEqualTo("[]");
    ApiClient fresh = studio.header("If-Match", studio.get("/collections/" + id).header("ETag"));
    assertThat(fresh.call("DELETE", path, body(List.of("a"))).status()).isEqualTo(200);
    assertThat(collectionsOf("a")).isEqualTo("[]");
  }

  @Test
  void errorsNameThePlaceInTheListThatWasSent() {
    add("a");
    Answer refused =
        studio.call("PUT", "/models/a", "{\"collectionIds\":[\"" + id + "\",\"collection_none\"]}");
    assertThat(refused.detail("index")).isEqualTo(1);
  }

  @Test
  void whatIsThereAlreadyIsNoNewRevision() {
    add("a");
    String etag = studio.model("a").header("ETag");
    add("a");
    assertThat(studio.model("a").header("ETag")).isEqualTo(etag);
    assertThat(count(add())).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"absent", "shown", "secret", "''"})
  void modelsOfOthersAreNotFoundAndNothingChanges(String bad) {
    for (Answer answer :
        List.of(add("a", bad, "b"), studio.call("DELETE", path, body(List.of("a", bad))))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.reason()).isEqualTo("Model " + bad + " not found");
    }
    assertThat(collectionsOf("a")).isEqualTo("[]");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|\"modelIds\" is required",
        "{\"modelIds\":null}|\"modelIds\" is required",
        "{\"modelIds\":\"a\"}|\"modelIds\" must be an array",
        "{\"modelIds\":[\"a\",1]}|\"modelIds[1]\" must be a string"
      })
  void anotherFormIsRefused(String body, String reason) {
    for (String method : List.of("PUT", "DELETE")) {
      Answer answer = studio.call(method, path, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.reason()).isEqualTo(reason);
    }
  }

  @Test
  void fortyNineAtATime() {
    List<String> ids = IntStream.range(0, 50).mapToObj(i -> "many" + i).toList();
    ids.forEach(many -> server.model(STUDIO, "{\"id\":\"" + many + "\",\"type\":\"custom\"}"));
    assertThat(count(Calls.put(studio, path, body(ids.subList(0, 49))))).isEqualTo("49");
    for (String method : List.of("PUT", "DELETE")) {
      Answer answer = studio.call(method, path, body(ids));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("TOO_MANY_IDS");
      assertThat(answer.detail("limit")).isEqualTo(49);
    }
  }

  @Test
  void aModelIsInFortyNineAtMost() {
    List<String> ids = IntStream.range(0, 49).mapToObj(i -> "collection" + i).toList();
    server.model(
        STUDIO,
        "{\"id\":\"full\",\"type\":\"custom\",\"collectionIds\":"
            + TestServer.text(JsonArray.ofStrings(ids))
            + "}");
    Answer answer = add("a", "full");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.details().text("field")).isEqualTo("modelIds[1]");
    assertThat(answer.detail("limit")).isEqualTo(49);
    assertThat(collectionsOf("a")).isEqualTo("[]");
  }

  @Test
  void twoAddsAtOnceBothCount() throws InterruptedException {
    String other = collection("Other");
    Threads.runAll(
        6,
        thread ->
            assertThat(
                    Calls.put(
                            studio,
                            "/collections/" + (thread % 2 == 0 ? id : other) + "/models",
                            body(List.of("a", "b", "c")))
                        .status())
                .isEqualTo(200));
    assertThat(collectionsOf("a")).contains(id, other);
    assertThat(count(studio.get("/collections/" + id))).isEqualTo("3");
    assertThat(count(studio.get("/collections/" + other))).isEqualTo("3");
  }

  @Test
  void deletingTakesTheIdOutOfItsModels() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      ids.add("many" + i);
      server.model(
          STUDIO,
          "{\"id\":\"many"
              + i
              + "\",\"type\":\"custom\",\"collectionIds\":[\"x\",\""
              + id
              + "\"]}");
    }
    add("a");
    assertThat(studio.call("DELETE", "/models/a").status()).isEqualTo(200);
    Answer deleted = studio.call("DELETE", "/collections/" + id);
    assertThat(deleted.text()).isEqualTo("{}");
    assertThat(studio.get("/collections/" + id).status()).isEqualTo(404);
    for (String model : ids) {
      assertThat(collectionsOf(model)).isEqualTo("[\"x\"]");
    }
    assertThat(
            Calls.member(
                Calls.object(studio.call("POST", "/models/a/restore"), "model"), "collectionIds"))
        .isEqualTo("[]");
    assertThat(studio.call("DELETE", "/collections/" + id).status()).isEqualTo(404);
    assertThat(collection("Herbarium")).isNotEqualTo(id);
  }

  @Test
  void anAddThatMeetsADeletionLeavesNothing() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      String doomed = collection("round" + round);
      Threads.runAll(
          3,
          thread -> {
            Answer answer =
                thread == 0
                    ? studio.call("DELETE", "/collections/" + doomed)
                    : Calls.put(
                        studio, "/collections/" + doomed + "/models", body(List.of("a", "b")));
            assertThat(answer.status()).isIn(200, 404);
          });
      assertThat(studio.get("/collections/" + doomed).status()).isEqualTo(404);
      assertThat(collectionsOf("a")).isEqualTo("[]");
      assertThat(collectionsOf("b")).isEqualTo("[]");
    }
  }

  @Test
  void deletedModelsDoNotCount() {
    add("a", "b");
    studio.call("DELETE", "/models/a");
    assertThat(count(studio.get("/collections/" + id))).isEqualTo("1");
  }

  @Test
  void tagsAreListedByName() {
    model("t1", "2026-01-02", "2026-02-02", "\"sea\",\"\uD83C\uDF3F\"");
    model("t2", "2026-01-01", "2026-02-01", "\"sea\",\"a b\"");
    server.model(
        RIVAL,
        "{\"id\":\"other\",\"type\":\"custom\",\"privacy\":\"public\",\"tags\":[\"sea\",\"theirs\"]}");
    server.awaitLists();
    assertThat(studio.get("/tags").text())
        .isEqualTo(
            "{\"tags\":["
                + tag("a b", 1, "2026-01-01", "2026-02-01")
                + ","
                + tag("sea", 2, "2026-01-01", "2026-02-02")
                + ","
                + tag("\uD83C\uDF3F", 1, "2026-01-02", "2026-02-02")
                + "]}");
    studio.call("DELETE", "/models/t1");
    assertThat(Calls.texts(studio.get("/tags"), "tags", "tagName")).containsExactly("a b", "sea");
  }

  @Test
  void tagsArePaged() {
    List<String> tags =
        IntStream.range(0, 120).mapToObj(i -> "%03d\uD83C\uDF3F".formatted(i)).toList();
    server.model(
        STUDIO,
        "{\"id\":\"t\",\"type\":\"custom\",\"tags\":"
            + TestServer.text(JsonArray.ofStrings(tags))
            + "}");
    server.awaitLists();
    assertThat(Calls.texts(studio.get("/tags"), "tags", "tagName")).isEqualTo(tags.subList(0, 50));
    Answer first = studio.query("pageSize=1000").get("/tags");
    assertThat(Calls.texts(first, "tags", "tagName")).isEqualTo(tags.subList(0, 100));
    String token = String.valueOf(first.json().text("nextPaginationToken"));
    assertThat(token).matches("[A-Za-z0-9._~-]+");
    Answer last = studio.query("pageSize=20&paginationToken=" + token).get("/tags");
    assertThat(Calls.texts(last, "tags", "tagName")).isEqualTo(tags.subList(100, 120));
    assertThat(last.json().get("nextPaginationToken")).isNull();
    assertThat(studio.query("paginationToken=" + token).get("/collections").code())
        .isEqualTo("INVALID_CURSOR");
    assertThat(studio.query("pageSize=1.5").get("/tags").status()).isEqualTo(400);
    assertThat(server.stranger().get("/tags").status()).isEqualTo(401);
  }

  private void model(String model, String created, String updated, String tags) {
    server.model(
        STUDIO,
        "{\"id\":\"%s\",\"type\":\"custom\",\"createdAt\":\"%sT00:00:00.000Z\",\"updatedAt\":\"%sT00:00:00.000Z\",\"tags\":[%s]}"
            .formatted(model, created, updated, tags));
  }

  private static String tag(String name, int count, String created, String updated) {
    return "{\"tagName\":\"%s\",\"itemCount\":%d,\"ownerId\":\"proj_studio\",\"createdAt\":\"%sT00:00:00.000Z\",\"updatedAt\":\"%sT00:00:00.000Z\"}"
        .formatted(name, count, created, updated);
  }
}
