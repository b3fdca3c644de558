package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parameters of the wrong form are refused by name and place (contract section 1, "JSON" and
 * "Errors").
 */
class BadParametersTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minimal|1", "minimal|0", "settings|'\"yes\"'", "thumbnail|'\"TRUE\"'",
            "allTrainingImages|[]",
        "trainingImagesPreview|{}", "originalAssets|'\"\"'", "settings|1.0", "minimal|'\" true\"'",
            "thumbnail|[true]"
      })
  void aFlagIsABooleanOrItsText(String field, String value) {
    Answer answer = SERVER.as(STUDIO).bulk("{\"modelIds\":[],\"%s\":%s}".formatted(field, value));
    assertInvalid(answer, field);
    assertThat(answer.reason()).isEqualTo("\"" + field + "\" must be a boolean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "{\"0\":\"a\"}", "1", "true"})
  void idsAreAnArray(String value) {
    assertInvalid(SERVER.as(STUDIO).bulk("{\"modelIds\":" + value + "}"), "modelIds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "true", "{}", "[\"a\"]"})
  void everyIdIsAString(String value) {
    Answer answer = SERVER.as(STUDIO).bulk("{\"modelIds\":[\"a\",\"b\"," + value + ",7]}");
    assertInvalid(answer, "modelIds");
    assertThat(answer.detail("index")).isEqualTo(2);
    assertThat(answer.reason()).isEqualTo("\"modelIds[2]\" must be a string");
  }

  @Test
  void anIdHasOneTo256Characters() {
    Answer empty = SERVER.as(STUDIO).bulk("{\"modelIds\":[\"\"]}");
    assertInvalid(empty, "modelIds");
    assertThat(empty.detail("index")).isZero();

    Answer longest = SERVER.as(STUDIO).bulk("{\"modelIds\":[\"" + "x".repeat(256) + "\"]}");
    assertThat(longest.status()).isEqualTo(200);

    Answer tooLong = SERVER.as(STUDIO).bulk("{\"modelIds\":[\"a\",\"" + "x".repeat(257) + "\"]}");
    assertInvalid(tooLong, "modelIds");
    assertThat(tooLong.detail("index")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "true", "\"a\"", "{\"a\":1}"})
  void etagsAreStringsById(String value) {
    assertInvalid(
        SERVER.as(STUDIO).bulk("{\"ifNoneMatch\":" + value + "}"),
        value.startsWith("{") ? "ifNoneMatch.a" : "ifNoneMatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"a\"", "7", "null", "true"})
  void theBodyIsAnObject(String body) {
    assertInvalid(SERVER.as(STUDIO).bulk(body), "body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"modelIds\":[\"a\"",
        "{'modelIds':[]}",
        "{\"modelIds\":[],}",
        "{} {}",
        "{}x",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":.5}",
        "{\"a\":+1}",
        "// c\n{}",
        "{\"modelIds\":[],\"modelIds\":[]}",
        "{\"x\":{\"a\":1,\"a\":1}}",
        "{\"modelIds\":[\"\\u0000\"]}",
        "{\"modelIds\":[\"\\ud800\"]}",
        "{\"modelIds\":[\"\\udc00\\ud800\"]}",
        "{\"\\ud83d\":1}",
        "<html>",
        "modelIds=a",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}"
      })
  void whatIsNotStrictJsonIsRefused(String body) {
    Answer answer = SERVER.as(STUDIO).bulk(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("MALFORMED_JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modelIds",
        "minimal",
        "settings",
        "thumbnail",
        "allTrainingImages",
        "trainingImagesPreview",
        "originalAssets",
        "ifNoneMatch"
      })
  void nullIsAbsent(String field) {
    Answer answer = SERVER.as(STUDIO).bulk("{\"" + field + "\":null}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"models\":[]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=%ff", "%c3=1", "projectId=%00", "fields=%e2%82", "report=%C0%AF"})
  void aQueryThatIsNotUtf8IsRefused(String query) {
    Answer answer = SERVER.as(STUDIO).query(query).bulk("{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "APPLICATION/JSON;charset=\"UTF-8\"",
        "text/json",
        "application/vnd.api+json"
      })
  void jsonMediaTypesAreTaken(String type) {
    assertThat(post(type, "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "application/xml",
        "json",
        "*/*"
      })
  void otherMediaTypesAreRefused(String type) {
    Answer answer = post(type, "{}");
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA");
  }

  @Test
  void aBodyWithoutATypeIsJson() {
    Answer answer =
        SERVER
            .as(STUDIO)
            .send(
                SERVER.as(STUDIO).request("/models/get-bulk").POST(BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(200);
  }

  private static Answer post(String type, String body) {
    return SERVER
        .as(STUDIO)
        .send(
            SERVER
                .as(STUDIO)
                .request("/models/get-bulk")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
  }

  private static void assertInvalid(Answer answer, String field) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(answer.details().get("field")).isEqualTo(new JsonString(field));
    assertThat(answer.json().get("message")).isEqualTo(answer.json().get("reason"));
  }
}
