package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.PUBLIC_TOKEN;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Key;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What may be seen, and that nothing tells of what may not (contract section 1, "Who" and "What may
 * be seen").
 */
class VisibilityTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  /** A server that lets the public token read. */
  @AutoClose private static final TestServer OPEN = TestServer.startForAnyone();

  @BeforeAll
  static void fill() {
    for (TestServer server : List.of(SERVER, OPEN)) {
      for (String privacy : List.of("private", "unlisted", "public")) {
        server.model(
            RIVAL,
            "{\"id\":\"a-%s\",\"type\":\"custom\",\"privacy\":\"%s\",\"accessRestrictions\":100,\"trainingImages\":[{\"id\":\"asset_1\"}]}"
                .formatted(privacy, privacy));
      }
      server.model(RIVAL, "{\"id\":\"deleted\",\"type\":\"custom\",\"privacy\":\"public\"}");
      server.delete(Key.model("deleted"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?report=true", "?report=true&fields=name"})
  void inBulkWhatIsHiddenLooksLikeWhatIsMissing(String query) {
    ApiClient client =
        query.isEmpty() ? SERVER.as(STUDIO) : SERVER.as(STUDIO).query(query.substring(1));
    for (String accept : List.of("application/json", BulkReadHandler.NDJSON)) {
      Answer hidden = client.header("Accept", accept).bulk(ids("a-private"));
      Answer missing = client.header("Accept", accept).bulk(ids("missing"));
      Answer deleted = client.header("Accept", accept).bulk(ids("deleted"));
      assertThat(hidden.text().replace("a-private", "?"))
          .isEqualTo(missing.text().replace("missing", "?"));
      assertThat(deleted.text().replace("deleted", "?"))
          .isEqualTo(missing.text().replace("missing", "?"));
      assertThat(names(hidden)).isEqualTo(names(missing)).isEqualTo(names(deleted));
    }
  }

  @Test
  void singlyWhatIsHiddenLooksLikeWhatIsMissing() {
    Answer hidden = SERVER.as(STUDIO).model("a-private");
    Answer missing = SERVER.as(STUDIO).model("missing");
    Answer deleted = SERVER.as(STUDIO).model("deleted");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.code()).isEqualTo("NOT_FOUND");
    assertThat(missing.reason()).isEqualTo("Model missing not found");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(TestServer.text(hidden.withoutTraceId()).replace("a-private", "?"))
        .isEqualTo(TestServer.text(missing.withoutTraceId()).replace("missing", "?"))
        .isEqualTo(TestServer.text(deleted.withoutTraceId()).replace("deleted", "?"));
    assertThat(names(hidden)).isEqualTo(names(missing)).isEqualTo(names(deleted));
  }

  private static List<String> names(Answer answer) {
    return answer.headers().map().keySet().stream().sorted().toList();
  }

  @Test
  void anotherProjectSeesTheRestWhateverThePlan() {
    assertThat(SERVER.as(STUDIO).bulk(ids("a-private", "a-unlisted", "a-public")).ids())
        .containsExactly("a-unlisted", "a-public");
    assertThat(SERVER.as(RIVAL).bulk(ids("a-private", "a-unlisted", "a-public")).ids())
        .containsExactly("a-private", "a-unlisted", "a-public");
    assertThat(SERVER.as(STUDIO).model("a-unlisted").status()).isEqualTo(200);
    assertThat(SERVER.as(RIVAL).model("a-private").status()).isEqualTo(200);
  }

  @Test
  void aModelThatBecomesPrivateIsHiddenFromTheNextRead() {
    SERVER.model(RIVAL, "{\"id\":\"closing\",\"type\":\"custom\",\"privacy\":\"public\"}");
    assertThat(SERVER.as(STUDIO).bulk(ids("closing")).ids()).containsExactly("closing");
    SERVER.model(RIVAL, "{\"id\":\"closing\",\"type\":\"custom\",\"privacy\":\"private\"}");
    assertThat(SERVER.as(STUDIO).bulk(ids("closing")).rows()).isEmpty();
    assertThat(SERVER.as(RIVAL).bulk(ids("closing")).ids()).containsExactly("closing");
    assertThat(SERVER.as(STUDIO).bulk(ids("closing")).rows())
        .as("with the row now kept for its owner")
        .isEmpty();
  }

  @Test
  void theOwnProjectMayBeAsserted() {
    assertThat(SERVER.as(STUDIO).query("projectId=" + STUDIO).bulk(ids("a-public")).ids())
        .containsExactly("a-public");
    assertThat(SERVER.as(STUDIO).query("projectId=" + STUDIO).model("a-public").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proj_rival", "proj_nowhere", "", "proj_studio,proj_rival"})
  void anotherProjectMayNot(String project) {
    ApiClient client = SERVER.as(STUDIO).query("projectId=" + project);
    for (Answer answer :
        List.of(client.bulk(ids("a-public")), client.model("a-public"), client.get("/limits"))) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("FORBIDDEN");
    }
  }

  @Test
  void thePublicTokenReadsPublicModelsOneByOne() {
    ApiClient anyone = OPEN.authorized(PUBLIC_TOKEN);
    Answer seen = anyone.model("a-public");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.model().members()).doesNotContainKey("trainingImages");
    for (String id : List.of("a-private", "a-unlisted", "missing")) {
      assertThat(anyone.model(id).status()).isEqualTo(404);
    }
  }

  @Test
  void thePublicTokenReadsNothingElse() {
    ApiClient anyone = OPEN.authorized(PUBLIC_TOKEN);
    for (Answer answer :
        List.of(
            anyone.bulk(ids("a-public")),
            anyone.ndjson().bulk(ids("a-public")),
            anyone.get("/limits"))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void thePublicTokenIsNothingWhereItIsNotSwitchedOn() {
    ApiClient anyone = SERVER.authorized(PUBLIC_TOKEN);
    assertThat(anyone.model("a-public").status()).isEqualTo(401);
    assertThat(anyone.bulk(ids("a-public")).status()).isEqualTo(401);
  }
}
