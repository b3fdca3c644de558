package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Visibility;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report, conditional reads and etags (contract section 2, {@code report}, {@code ifNoneMatch}
 * and "Etag").
 */
class ReportTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    for (String id : List.of("a", "b", "c")) {
      SERVER.model(
          STUDIO,
          "{\"id\":\"%s\",\"type\":\"custom\",\"privacy\":\"public\",\"promptEmbedding\":\"warm\",\"trainingImages\":[{\"id\":\"asset_1\"}]}"
              .formatted(id));
    }
    SERVER.model(RIVAL, "{\"id\":\"theirs\",\"type\":\"custom\"}");
    SERVER.put("broken", Draft.of(STUDIO, Visibility.PUBLIC, Bytes.wrap(new byte[] {1, 2, 3})));
  }

  private static ApiClient reporting() {
    return SERVER.as(STUDIO).query("report=true");
  }

  private static JsonObject held(String id, String etag) {
    return JsonObject.of(id, new JsonString(etag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report=true", "report", "report=1", "report=yes", "report="})
  void theReportComesWhereItIsAskedFor(String query) {
    assertThat(SERVER.as(STUDIO).query(query).bulk("{}").text())
        .isEqualTo(
            "{\"models\":[],\"outcomes\":{\"notFound\":[],\"notModified\":[],\"unprocessed\":[],\"etags\":{}}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report=false",
        "report=0",
        "report=no",
        "report=off",
        "report=OFF",
        "reports=true",
        "x=y"
      })
  void otherwiseThereIsNone(String query) {
    assertThat(SERVER.as(STUDIO).query(query).bulk(ids("a", "nowhere")).json().members())
        .containsOnlyKeys("models");
  }

  @Test
  void aReportIsNotAskedForInTheBody() {
    assertThat(SERVER.as(STUDIO).bulk(ids("a").with("report", JsonBoolean.TRUE)).json().members())
        .containsOnlyKeys("models");
  }

  @Test
  void everyIdIsInExactlyOnePlaceInTheOrderAsked() {
    String etag = reporting().bulk(ids("b")).etag("b");
    Answer answer =
        SERVER
            .as(STUDIO)
            .bulk(
                ids("z", "c", "broken", "b", "a", "theirs", "b", "z")
                    .with("ifNoneMatch", held("b", etag)));

    assertThat(answer.ids()).containsExactly("c", "a");
    assertThat(answer.outcome("notFound")).containsExactly("z", "theirs");
    assertThat(answer.outcome("notModified")).containsExactly("b");
    assertThat(answer.outcome("unprocessed")).containsExactly("broken");
    JsonObject etags = answer.outcomes().object("etags");
    assertThat(etags).isNotNull();
    assertThat(etags.members()).containsOnlyKeys("a", "b", "c");
    assertThat(answer.etag("b")).isEqualTo(etag);
  }

  @Test
  void anEtagIsTheRevisionAndAHashOfTheBytesSent() throws GeneralSecurityException {
    Answer answer = reporting().bulk(ids("a"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(answer.rowTexts().getFirst().getBytes(StandardCharsets.UTF_8));
    assertThat(answer.etag("a")).matches("[0-9]+\\." + HexFormat.of().formatHex(hash, 0, 16));
  }

  @Test
  void ifNoneMatchReportsAndSparesWhatHasNotChanged() {
    String etag = reporting().bulk(ids("a")).etag("a");

    Answer same =
        SERVER.as(STUDIO).query("report=false").bulk(ids("a").with("ifNoneMatch", held("a", etag)));
    assertThat(same.rows()).isEmpty();
    assertThat(same.outcome("notModified")).containsExactly("a");

    Answer otherFlags =
        SERVER
            .as(STUDIO)
            .bulk(ids("a").with("settings", JsonBoolean.TRUE).with("ifNoneMatch", held("a", etag)));
    assertThat(otherFlags.ids()).containsExactly("a");
    assertThat(otherFlags.outcome("notModified")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "1.", "x", "\uD83D\uDE00", "W/\\\"1\\\"", "99999999999999999999999.00"})
  void anyStringIsAnEtagThatMayNotMatch(String etag) {
    Answer answer =
        SERVER
            .as(STUDIO)
            .bulk(
                "{\"modelIds\":[\"a\"],\"ifNoneMatch\":{\"a\":\""
                    + etag
                    + "\",\"other\":\"x\",\"b\":null}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.ids()).containsExactly("a");
    assertThat(answer.outcome("notFound")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":null}"})
  void anEmptyIfNoneMatchReportsToo(String etags) {
    assertThat(SERVER.as(STUDIO).bulk("{\"ifNoneMatch\":" + etags + "}").json().members())
        .containsOnlyKeys("models", "outcomes");
  }

  @Test
  void anEtagNeverTellsOfWhatMayNotBeSeen() {
    String etag = SERVER.as(RIVAL).query("report=true").bulk(ids("theirs")).etag("theirs");
    Answer answer = SERVER.as(STUDIO).bulk(ids("theirs").with("ifNoneMatch", held("theirs", etag)));
    assertThat(answer.outcome("notFound")).containsExactly("theirs");
    assertThat(answer.outcome("notModified")).isEmpty();
  }

  @Test
  void theEtagIsTheSameFromTheStoreAndFromTheCacheAndChangesWithTheContent() {
    SERVER.model(STUDIO, "{\"id\":\"changing\",\"type\":\"custom\",\"name\":\"one\"}");
    String cold = reporting().bulk(ids("changing")).etag("changing");
    assertThat(reporting().bulk(ids("changing")).etag("changing")).isEqualTo(cold);
    assertThat(
            reporting().header("Cache-Control", "no-cache").bulk(ids("changing")).etag("changing"))
        .isEqualTo(cold);
    assertThat(reporting().ndjson().bulk(ids("changing")).etag("changing")).isEqualTo(cold);

    SERVER.model(STUDIO, "{\"id\":\"changing\",\"type\":\"custom\",\"name\":\"two\"}");
    assertThat(reporting().bulk(ids("changing")).etag("changing")).isNotEqualTo(cold);
  }

  @Test
  void rowsThatDifferHaveDifferentEtagsAndRowsThatDoNotTheSame() {
    List<Answer> answers = new ArrayList<>();
    for (String project : List.of(STUDIO, RIVAL)) {
      for (String flag :
          List.of(
              "minimal", "settings", "thumbnail", "originalAssets", "allTrainingImages", "none")) {
        answers.add(
            SERVER.as(project).query("report=true").bulk(ids("a").with(flag, JsonBoolean.TRUE)));
        answers.add(
            SERVER
                .as(project)
                .query("report=true&fields=tags")
                .bulk(ids("a").with(flag, JsonBoolean.TRUE)));
      }
    }
    LinkedHashMap<String, String> etagOfRow = new LinkedHashMap<>();
    for (Answer answer : answers) {
      String etag = answer.etag("a");
      assertThat(etagOfRow.merge(answer.rowTexts().getFirst(), etag, (old, now) -> old))
          .isEqualTo(etag);
    }
    Set<String> distinct = new HashSet<>(etagOfRow.values());
    assertThat(distinct).hasSameSizeAs(etagOfRow.keySet()).hasSizeGreaterThan(4);
  }

  @Test
  void aSingleReadHasTheEtagOfItsRowAsItsHeader() {
    JsonObject everything = ids("a");
    for (String flag : List.of("settings", "thumbnail", "allTrainingImages")) {
      everything = everything.with(flag, JsonBoolean.TRUE);
    }
    for (String project : List.of(STUDIO, RIVAL)) {
      Answer bulk = SERVER.as(project).query("report=true").bulk(everything);
      Answer single = SERVER.as(project).model("a");
      assertThat(single.header("ETag")).isEqualTo("\"" + bulk.etag("a") + "\"");
      Json row = bulk.row();
      assertThat(single.model()).isEqualTo(row);
    }
  }
}
