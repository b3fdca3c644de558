package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.testkit.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections: creating, reading, changing, deleting. */
class CollectionsTest {
  @AutoClose private final TestServer server = TestServer.start();
  private final ApiClient studio = server.as(STUDIO);
  private final ApiClient rival = server.as(RIVAL);

  @BeforeEach
  void ready() {
    server.awaitLists();
  }

  private static Answer create(ApiClient client, String name) {
    return Calls.post(client, "/collections", "{\"name\":" + Calls.quoted(name) + "}");
  }

  private static String id(Answer answer) {
    return String.valueOf(Calls.object(answer, "collection").text("id"));
  }

  private static Answer rename(ApiClient client, String id, String name) {
    return Calls.put(client, "/collections/" + id, "{\"name\":" + Calls.quoted(name) + "}");
  }

  private static String name(Answer answer) {
    return String.valueOf(Calls.object(answer, "collection").text("name"));
  }

  @Test
  void aCollectionTellsAllOfItself() {
    Answer made = create(studio, "Herbarium");
    assertThat(id(made)).matches("collection_[1-9A-HJ-NP-Za-km-z]{24}");
    assertThat(Calls.text(made, "collection"))
        .isEqualTo(
            "{\"id\":\""
                + id(made)
                + "\",\"assetCount\":0,\"createdAt\":\"2026-03-05T10:00:00.000Z\",\"itemCount\":0,"
                + "\"modelCount\":0,\"name\":\"Herbarium\",\"ownerId\":\"proj_studio\","
                + "\"updatedAt\":\"2026-03-05T10:00:00.000Z\"}");
    Answer read = studio.get("/collections/" + id(made));
    assertThat(read.text()).isEqualTo(made.text());
    assertThat(read.header("ETag")).isEqualTo(made.header("ETag")).matches("\"[0-9]+\"");
    assertThat(Calls.as(server, STUDIO, Role.READER).get("/collections/" + id(made)).text())
        .isEqualTo(made.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"  Plates\u00A0x ", "\uD83C\uDF3F", "collection_x", "a/b:c", "\"quoted\""})
  void namesAreKept(String name) {
    assertThat(name(create(studio, name))).isEqualTo(name.strip());
  }

  @Test
  void namesAreUniqueInComposedForm() {
    assertThat(name(create(studio, "Cafe\u0301"))).isEqualTo("Caf\u00E9");
    for (String same : List.of("Caf\u00E9", " Cafe\u0301 ")) {
      Answer answer = create(studio, same);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
      assertThat(answer.details().text("field")).isEqualTo("name");
    }
    assertThat(create(rival, "Caf\u00E9").status()).isEqualTo(200);
    assertThat(create(studio, "caf\u00E9").status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":null}",
        "{\"name\":5}",
        "{\"name\":\"\"}",
        "{\"name\":\"  \"}",
        "{\"name\":\"a\\nb\"}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"a\\u2028b\"}",
        "{\"name\":\"a\\u202Eb\"}",
        "{\"name\":\"a\\u2067b\"}"
      })
  void otherNamesAreRefused(String body) {
    Answer answer = Calls.post(studio, "/collections", body);
    assertThat(answer.status()).isEqualTo(400);
    if (!body.contains("u0000")) {
      assertThat(answer.details().text("field")).isEqualTo("name");
    }
  }

  @Test
  void lengthIsCountedInCharacters() {
    String longest = "\uD83C\uDF3F".repeat(100);
    assertThat(name(create(studio, longest))).isEqualTo(longest);
    assertThat(create(studio, longest + "x").detail("limit")).isEqualTo(100);
  }

  @Test
  void aNameGivenUpIsFreeAgain() {
    String id = id(create(studio, "a"));
    assertThat(name(rename(studio, id, "b"))).isEqualTo("b");
    assertThat(rename(studio, id, "b").status()).isEqualTo(200);
    String other = id(create(studio, "a"));
    assertThat(rename(studio, other, "b").status()).isEqualTo(400);
    assertThat(name(studio.get("/collections/" + other))).isEqualTo("a");
    studio.call("DELETE", "/collections/" + id);
    assertThat(name(rename(studio, other, "b"))).isEqualTo("b");
    assertThat(create(studio, "a").status()).isEqualTo(200);
  }

  @Test
  void oneOfManyGetsTheName() throws InterruptedException {
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    Threads.runAll(8, thread -> statuses.add(create(studio, "wanted").status()));
    assertThat(statuses).containsOnly(200, 400);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(Calls.texts(studio.get("/collections"), "collections", "name"))
        .containsExactly("wanted");
  }

  @Test
  void oneOfManyIsRenamedToIt() throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(id(create(studio, "c" + i)));
    }
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    Threads.runAll(4, thread -> statuses.add(rename(studio, ids.get(thread), "wanted").status()));
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    assertThat(Calls.texts(studio.get("/collections"), "collections", "name"))
        .hasSize(4)
        .containsOnlyOnce("wanted");
  }

  @Test
  void aThumbnailIsAnAssetThatCanBeSeen() {
    String path = "/collections/" + id(create(studio, "a"));
    server.asset(STUDIO, "own", "private");
    server.asset(RIVAL, "secret", "private");
    Answer set = Calls.put(studio, path, "{\"thumbnail\":\"own\"}");
    assertThat(Calls.text(set, "collection"))
        .contains("\"thumbnail\":{\"assetId\":\"own\",\"url\":\"http://127.0.0.1")
        .contains("/assets-transform/own?p=100&Expires=");
    assertThat(studio.query("originalAssets=1").get(path).text()).contains("/assets/own?p=100");
    for (String bad : List.of("secret", "absent", "")) {
      Answer answer = Calls.put(studio, path, "{\"thumbnail\":\"" + bad + "\"}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.reason()).isEqualTo("\"thumbnail\" names no asset");
    }
    assertThat(Calls.put(studio, path, "{\"thumbnail\":7}").status()).isEqualTo(400);
    server.delete(new Key(Kind.ASSET, "own"));
    assertThat(Calls.object(studio.get(path), "collection").get("thumbnail")).isNull();
    assertThat(Calls.put(studio, path, "{\"thumbnail\":\"own\",\"name\":\"b\"}").status())
        .isEqualTo(200);
    assertThat(
            Calls.object(Calls.put(studio, path, "{\"thumbnail\":null}"), "collection")
                .get("thumbnail"))
        .isNull();
  }

  @Test
  void whatChangesNothingIsNoNewRevision() {
    Answer made = create(studio, "a");
    for (String body :
        List.of("{}", "{\"name\":null}", "{\"name\":\" a \"}", "{\"thumbnail\":null}")) {
      Answer answer = Calls.put(studio, "/collections/" + id(made), body);
      assertThat(answer.header("ETag")).isEqualTo(made.header("ETag"));
    }
  }

  @Test
  void aConditionIsHeld() {
    Answer made = create(studio, "a");
    String path = "/collections/" + id(made);
    ApiClient once = studio.header("If-Match", made.header("ETag"));
    assertThat(rename(once, id(made), "b").status()).isEqualTo(200);
    assertThat(rename(once, id(made), "c").status()).isEqualTo(412);
    assertThat(once.call("DELETE", path).status()).isEqualTo(412);
    assertThat(name(studio.get(path))).isEqualTo("b");
  }

  @Test
  void collectionsOfOthersDoNotExist() {
    String id = id(create(studio, "a"));
    for (ApiClient client : List.of(rival, Calls.as(server, RIVAL, Role.ADMIN))) {
      for (String asked : List.of(id, "absent")) {
        String path = "/collections/" + asked;
        for (Answer answer :
            List.of(
                client.get(path),
                rename(client, asked, "b"),
                Calls.put(client, path + "/models", "{\"modelIds\":[\"m\"]}"),
                client.query("modelIds=m").call("DELETE", path + "/models"),
                client.call("DELETE", path))) {
          assertThat(answer.status()).isEqualTo(404);
          assertThat(answer.reason()).isEqualTo("Collection " + asked + " not found");
        }
      }
    }
    assertThat(Calls.text(rival.get("/collections"), "collections")).isEqualTo("[]");
    assertThat(studio.get("/collections/" + id).status()).isEqualTo(200);
  }

  @Test
  void readersDoNotWrite() {
    String id = id(create(studio, "a"));
    ApiClient reader = Calls.as(server, STUDIO, Role.READER);
    for (String asked : List.of(id, "absent")) {
      String path = "/collections/" + asked;
      for (Answer answer :
          List.of(
              create(reader, "b"),
              rename(reader, asked, "b"),
              Calls.put(reader, path + "/models", "{}"),
              reader.call("DELETE", path + "/models"),
              reader.call("DELETE", path))) {
        assertThat(answer.status()).isEqualTo(403);
      }
    }
    assertThat(server.stranger().get("/collections").status()).isEqualTo(401);
  }

  @Test
  void aCreateCanBeRepeated() {
    ApiClient repeating = studio.header("Idempotency-Key", "once");
    Answer first = create(repeating, "a");
    rename(studio, id(first), "b");
    assertThat(create(repeating, "a").text()).isEqualTo(first.text());
    assertThat(create(repeating, "c").status()).isEqualTo(400);
    assertThat(Calls.objects(studio.get("/collections"), "collections")).hasSize(1);
  }

  @Test
  void rowsNameNoState() {
    Answer made = create(studio, "a");
    JsonObject shown = Calls.object(rename(studio, id(made), "b"), "collection");
    assertThat(shown.members().keySet())
        .containsExactly(
            "id",
            "assetCount",
            "createdAt",
            "itemCount",
            "modelCount",
            "name",
            "ownerId",
            "updatedAt");
  }
}
