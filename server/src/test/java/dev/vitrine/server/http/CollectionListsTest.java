package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of collections: order, pages, tokens. */
class CollectionListsTest {
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

  @Test
  void listsArePagedNewestFirst() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      made.add(id(create(studio, "c" + i)));
    }
    create(rival, "other");
    List<String> seen = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      Answer page =
          (token.isEmpty() ? studio : studio.query("paginationToken=" + token)).get("/collections");
      seen.addAll(Calls.texts(page, "collections", "id"));
      String next = page.json().text("nextPaginationToken");
      token = next == null ? "" : next;
      pages++;
    } while (!token.isEmpty());
    assertThat(pages).isEqualTo(3);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"pageSize=0,1", "pageSize=-5,1", "pageSize=2,2", "pageSize=1000,3", "pageSize=,3"})
  void sizesAreBroughtIntoRange(String query, int size) {
    for (int i = 0; i < 3; i++) {
      create(studio, "c" + i);
    }
    assertThat(Calls.objects(studio.query(query).get("/collections"), "collections")).hasSize(size);
  }

  @Test
  void tokensOfOthersAreRefused() {
    for (int i = 0; i < 3; i++) {
      create(studio, "c" + i);
    }
    Answer page = studio.query("pageSize=1").get("/collections");
    String token = String.valueOf(page.json().text("nextPaginationToken"));
    for (String bad :
        List.of(
            token.substring(1),
            token.substring(0, token.length() - 1),
            token + "x",
            "x",
            "%00",
            "..",
            "a.b")) {
      Answer answer = studio.query("paginationToken=" + bad).get("/collections");
      assertThat(answer.status()).as(bad).isEqualTo(400);
    }
    for (Answer answer :
        List.of(
            Calls.as(server, STUDIO, Role.READER)
                .query("paginationToken=" + token)
                .get("/collections"),
            rival.query("paginationToken=" + token).get("/collections"),
            studio.query("paginationToken=" + token).get("/tags"))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("INVALID_CURSOR");
    }
    assertThat(studio.query("pageSize=two").get("/collections").details().text("field"))
        .isEqualTo("pageSize");
  }

  @Test
  void aDamagedCollectionCostsNoList() {
    create(studio, "a");
    String id = id(create(studio, "b"));
    server.write(
        new Key(Kind.COLLECTION, id),
        Draft.of(STUDIO, Visibility.PRIVATE, Bytes.wrap(new byte[] {1, 2, 3})));
    server.awaitLists();
    assertThat(Calls.texts(studio.get("/collections"), "collections", "name")).containsExactly("a");
  }
}
