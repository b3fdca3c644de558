package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.PUBLIC_TOKEN;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.array;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /models} and {@code GET /models/public} (contract section 5). */
class ListModelsTest {
  @AutoClose private static final TestServer SERVER = TestServer.startForAnyone();

  @BeforeAll
  static void fill() {
    model(
        STUDIO,
        "a",
        "private",
        1,
        "\"status\":\"new\",\"type\":\"flux.1-lora\",\"tags\":[\"sea\"]");
    model(
        STUDIO,
        "b",
        "unlisted",
        2,
        "\"type\":\"custom\",\"tags\":[\"sea\",\"two words\"],\"score\":5");
    model(STUDIO, "c", "public", 3, "\"type\":\"custom\",\"collectionIds\":[\"collection_1\"]");
    model(STUDIO, "d", "public", 4, "\"status\":\"failed\",\"type\":\"sd-xl\",\"score\":2");
    model(RIVAL, "w", "private", 5, "\"type\":\"custom\",\"tags\":[\"sea\"]");
    model(RIVAL, "x", "unlisted", 6, "\"type\":\"custom\"");
    model(RIVAL, "y", "public", 7, "\"type\":\"custom\",\"tags\":[\"sea\"],\"score\":2");
    model(
        RIVAL,
        "z",
        "public",
        8,
        "\"type\":\"flux.1-lora\",\"collectionIds\":[\"collection_1\",\"collection_2\"]");
    SERVER.awaitLists();
  }

  private static void model(String project, String id, String privacy, int day, String members) {
    SERVER.model(
        project,
        """
        {"id":"%s","privacy":"%s","createdAt":"2026-01-%02dT00:00:00.000Z","updatedAt":"2026-02-%02dT00:00:00.000Z",
         "promptEmbedding":"warm","thumbnail":{"assetId":"asset_t","url":"https://x.test/t"},
         "trainingImages":[{"id":"asset_1"},{"id":"asset_2"},{"id":"asset_3"},{"id":"asset_4"}],%s}
        """
            .formatted(id, privacy, day, 20 - day, members));
  }

  private static List<String> list(String query) {
    return answer(query).ids();
  }

  private static Answer answer(String query) {
    ApiClient client = SERVER.as(STUDIO);
    return (query.isEmpty() ? client : client.query(query)).get("/models");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|d c b a",
        "privacy=private|d c b a",
        "privacy=unlisted|b",
        "privacy=public|y d z c",
        "privacy=public&sortBy=createdAt|z y d c",
        "privacy=public&sortBy=createdAt&sortDirection=asc|c d y z",
        "privacy=public&sortBy=score&sortDirection=asc|y d z c",
        "sortDirection=asc|d c b a",
        "sortBy=createdAt&sortDirection=asc|a b c d",
        "sortBy=updatedAt|a b c d",
        "sortBy=updatedAt&sortDirection=asc|d c b a",
        "sortBy=score|b d c a",
        "sortBy=score&sortDirection=asc|a c d b",
        "status=new|a",
        "status=trained|c b",
        "status=failed,new|d a",
        "type=custom|c b",
        "types=sd-xl,flux.1-lora|d a",
        "types[]=sd-xl&types[]=flux.1-lora|d a",
        "tags=sea|b a",
        "tags=two%20words|b",
        "tags=two words nobody has|''",
        "tags=sea,two+words&status=new|a",
        "privacy=public&tags=sea|y",
        "collectionId=collection_1|c",
        "privacy=public&collectionIds=collection_2,collection_1|z c",
        "sortBy=createdAt&createdAfter=2026-01-02T00:00:00.000Z|d c",
        "sortBy=createdAt&createdBefore=2026-01-02T00:00:00.000Z|a",
        "sortBy=createdAt&createdAfter=2026-01-01T00:00:00Z&createdBefore=2026-01-04T00:00:00Z|c b",
        "sortBy=updatedAt&updatedAfter=2026-02-17T00:00:00.000Z|a b",
        "sortBy=updatedAt&updatedBefore=2026-02-17T00:00:00.000Z|d",
        "loadedOnly=true|''",
        "loadedOnly=false|d c b a",
        "blacklisted=false|d c b a",
        "pageSize=0|d",
        "pageSize=-7|d",
        "pageSize=99999999999999999999|d c b a",
        "unknown=1|d c b a",
        "paginationToken=|d c b a"
      })
  void filtersAndOrder(String query, String expected) {
    List<String> ids = expected.isEmpty() ? List.of() : List.of(expected.split(" "));
    assertThat(list(query.replace(" ", "%20"))).as(query).isEqualTo(ids);
  }

  @Test
  void rowsCarryThumbnailSettingsAndTheFirstThreeImages() {
    JsonObject row = answer("status=new").rows().getFirst();
    assertThat(row.object("thumbnail")).isNotNull();
    assertThat(row.text("promptEmbedding")).isEqualTo("warm");
    assertThat(array(row, "trainingImages").size()).isEqualTo(3);
    JsonObject foreign =
        SERVER.as(STUDIO).query("privacy=public&tags=sea").get("/models").rows().getFirst();
    assertThat(foreign.get("trainingImages")).isNull();
  }

  @Test
  void publicModelsAreListedForEverybodyAlike() {
    for (ApiClient client :
        List.of(SERVER.as(STUDIO), SERVER.as(RIVAL), SERVER.authorized(PUBLIC_TOKEN))) {
      assertThat(client.get("/models/public").ids()).containsExactly("y", "d", "z", "c");
      assertThat(client.get("/models/public/z").model().get("trainingImages")).isNull();
      for (String hidden : List.of("a", "b", "w", "x", "nowhere")) {
        Answer answer = client.get("/models/public/" + hidden);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.reason()).isEqualTo("Model " + hidden + " not found");
      }
    }
  }

  @Test
  void thePublicTokenListsPublicModelsOnly() {
    ApiClient anyone = SERVER.authorized(PUBLIC_TOKEN);
    assertThat(anyone.get("/models").ids()).containsExactly("y", "d", "z", "c");
    assertThat(anyone.query("privacy=public").get("/models").ids()).hasSize(4);
    for (String query : List.of("privacy=private", "privacy=unlisted", "status=deleted")) {
      assertThat(anyone.query(query).get("/models").status()).as(query).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "privacy=secret|privacy",
        "status=gone|status",
        "status=deleted,new|status",
        "privacy=public&status=deleted|status",
        "type=none|type",
        "types=custom,none|types",
        "type=custom&types=custom|types",
        "collectionId=a&collectionIds=b|collectionIds",
        "sortBy=name|sortBy",
        "sortDirection=up|sortDirection",
        "createdAfter=2026-01-01T00:00:00Z&sortBy=updatedAt|createdAfter",
        "updatedBefore=2026-01-01T00:00:00Z|updatedBefore",
        "sortBy=createdAt&createdAfter=yesterday|createdAfter",
        "pageSize=many|pageSize",
        "pageSize=1.5|pageSize"
      })
  void whatMakesNoSenseIsRefusedWithItsField(String query, String field) {
    Answer refused = answer(query);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(refused.details().text("field")).isEqualTo(field);
  }

  @Test
  void blacklistedIsForAdmins() {
    assertThat(answer("blacklisted=true").status()).isEqualTo(403);
    assertThat(SERVER.as(STUDIO, Role.ADMIN).query("blacklisted=true").get("/models").ids())
        .containsExactly("d", "c", "b", "a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "&privacy=public", "&sortBy=updatedAt&sortDirection=asc", "&sortBy=score"})
  void pagesFollowEachOther(String query) {
    List<String> whole = list("pageSize=500" + query);
    for (int size = 1; size <= whole.size() + 1; size++) {
      List<String> paged = new ArrayList<>();
      String token = "";
      int pages = 0;
      while (token != null) {
        Answer page =
            answer(
                "pageSize=" + size + query + (token.isEmpty() ? "" : "&paginationToken=" + token));
        paged.addAll(page.ids());
        token = token(page);
        assertThat(++pages).isLessThanOrEqualTo(whole.size() + 1);
      }
      assertThat(paged).isEqualTo(whole);
      assertThat(pages).isEqualTo((whole.size() + size - 1) / size);
    }
  }

  private static @Nullable String token(Answer page) {
    String token = page.json().text("nextPaginationToken");
    if (token != null) {
      assertThat(token).matches("[A-Za-z0-9_.~-]+");
    }
    return token;
  }

  @Test
  void aTokenIsGoodForItsListAndCallerOnly() {
    String token = String.valueOf(token(answer("pageSize=1")));
    assertThat(list("pageSize=2&paginationToken=" + token)).containsExactly("c", "b");
    for (String query :
        List.of(
            "status=new",
            "tags=sea",
            "privacy=public",
            "privacy=unlisted",
            "sortBy=createdAt&sortDirection=asc",
            "sortBy=updatedAt",
            "collectionId=collection_1",
            "sortBy=createdAt&createdAfter=2026-01-01T00:00:00Z")) {
      refused(SERVER.as(STUDIO).query(query + "&paginationToken=" + token).get("/models"));
    }
    refused(SERVER.as(RIVAL).query("paginationToken=" + token).get("/models"));
    refused(SERVER.as(STUDIO, Role.READER).query("paginationToken=" + token).get("/models"));
    String foreign =
        String.valueOf(token(SERVER.as(RIVAL).query("pageSize=1").get("/models/public")));
    refused(SERVER.as(STUDIO).query("paginationToken=" + foreign).get("/models/public"));
    refused(
        SERVER.authorized(PUBLIC_TOKEN).query("paginationToken=" + foreign).get("/models/public"));
  }

  @Test
  void aTokenThatWasTamperedWithIsRefused() {
    String token = String.valueOf(token(answer("pageSize=1")));
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      refused(answer("paginationToken=" + token.substring(0, i) + other + token.substring(i + 1)));
    }
    for (String forged :
        List.of(
            token.substring(1),
            token.substring(0, token.length() - 1),
            token.substring(0, token.length() / 2),
            token + token,
            token + ".",
            ".",
            "..",
            "%00",
            "x".repeat(6000),
            "%F0%9F%98%80")) {
      refused(answer("paginationToken=" + forged));
    }
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isIn("INVALID_CURSOR", "INVALID_PARAMETER");
  }

  @Test
  void aListIsCompressedForWhoeverAsks() {
    Answer plain = answer("");
    Answer compressed = SERVER.as(STUDIO).gzip().get("/models");
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.text()).isEqualTo(plain.text());
    assertThat(SERVER.as(STUDIO).call("HEAD", "/models").body()).isEmpty();
  }
}
