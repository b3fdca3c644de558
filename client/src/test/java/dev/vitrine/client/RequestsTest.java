package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Model;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is sent. */
class RequestsTest {
  @AutoClose private final FaultyServer server = new FaultyServer(Answers.models());
  @AutoClose private final VitrineClient client = Clients.of(server).build();

  @Test
  void everyParameterGoesWhereItBelongs() {
    ModelGetBulkParams params =
        ModelGetBulkParams.builder()
            .modelIds(List.of("a", "b", "a"))
            .minimal(true)
            .settings(false)
            .thumbnail(true)
            .allTrainingImages(false)
            .trainingImagesPreview(true)
            .originalAssets(true)
            .report(false)
            .fields(List.of("name", "tags"))
            .ifNoneMatch(Map.of("a", "1.x", "elsewhere", "2.y"))
            .build();
    RequestOptions options =
        RequestOptions.builder().projectId("proj_ä&b").header("X-Page", "7").build();

    client.models().getBulk(params.toBuilder().build(), options);

    Request request = server.lastRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target())
        .isEqualTo(
            "/v1/models/get-bulk?originalAssets=true&report=false&fields=name&fields=tags&projectId=proj_%C3%A4%26b");
    assertThat(request.body())
        .isEqualTo(
            "{\"modelIds\":[\"a\",\"b\"],\"minimal\":true,\"settings\":false,\"thumbnail\":true,\"allTrainingImages\":false,"
                + "\"trainingImagesPreview\":true,\"ifNoneMatch\":{\"a\":\"1.x\"}}");
    assertThat(request.header("Content-Type")).isEqualTo("application/json");
    assertThat(request.header("Accept")).isEqualTo("application/json");
    assertThat(request.header("Authorization")).isEqualTo("Basic YXBpdV90ZXN0Om9wZW4gc2VzYW1l");
    assertThat(request.header("X-Page")).isEqualTo("7");
    assertThat(request.header("User-Agent")).startsWith("vitrine-client/0.");
  }

  @Test
  void whatIsNotSetIsNotSent() {
    assertThat(client.models().getBulk().models()).isEmpty();
    assertThat(server.lastRequest().target()).isEqualTo("/v1/models/get-bulk");
    assertThat(server.lastRequest().body()).isEqualTo("{\"modelIds\":[]}");
  }

  @Test
  void anIdInAPathCannotBeTakenForAnythingElse() {
    server.then(Answers.json(200, "{\"model\":{\"id\":\"../a b/c?d#e%2F.ü\",\"name\":\"N\"}}"));
    Model model =
        client
            .models()
            .retrieve(
                ModelRetrieveParams.of("../a b/c?d#e%2F.ü").originalAssets(true),
                RequestOptions.none());
    assertThat(model.name()).contains("N");
    assertThat(server.lastRequest().method()).isEqualTo("GET");
    assertThat(server.lastRequest().target())
        .isEqualTo("/v1/models/%2E%2E%2Fa%20b%2Fc%3Fd%23e%252F%2E%C3%BC?originalAssets=true");
  }

  @Test
  void anotherModelThanWasAskedForIsNoAnswer() {
    server.then(Answers.json(200, "{\"model\":{\"id\":\"b\"}}"));
    assertThatThrownBy(() -> client.models().retrieve("a"))
        .isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void nullAndEmptyArgumentsAreRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> ModelGetBulkParams.of("a", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelGetBulkParams.of(Arrays.asList("a", null)))
        .isInstanceOf(NullPointerException.class);
    for (String none : List.of("x".repeat(257), "a\u0000", "\uDC00a", "a\uD800")) {
      assertThatThrownBy(() -> ModelGetBulkParams.of(none))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> ModelRetrieveParams.of(none))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ModelGetBulkParams.of("x".repeat(256), "\uD83D\uDE00".repeat(256)).modelIds())
        .hasSize(2);
    assertThatThrownBy(() -> ModelRetrieveParams.of(""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelGetBulkParams.of("a\uD800b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ModelGetBulkParams.of(Collections.emptyList()).modelIds()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anAnswerCanBeSeenWhole() {
    server.then(Answers.json(200, "{\"models\":[{\"id\":\"a\",\"x\":1.50}]}", "X-Trace: t7"));
    RawResponse<ModelGetBulkResponse> raw =
        client
            .models()
            .withRawResponse()
            .getBulk(ModelGetBulkParams.of("a", "b"), RequestOptions.none());
    assertThat(raw.status()).isEqualTo(200);
    assertThat(raw.headers().firstValue("x-trace")).contains("t7");
    assertThat(new String(raw.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"models\":[{\"id\":\"a\",\"x\":1.50}]}");
    assertThat(raw.parse().models().get(0).additionalProperties()).containsOnlyKeys("x");
    assertThat(raw.parse().missing()).containsExactly("b");

    server.then(Answers.json(200, "{\"model\":{\"id\":\"a\"}}", "ETag: \"1.x\""));
    assertThat(
            client
                .models()
                .withRawResponse()
                .retrieve(ModelRetrieveParams.of("a"), RequestOptions.none())
                .headers()
                .firstValue("ETag"))
        .contains("\"1.x\"");
  }

  @Test
  void compressedAnswersAreAskedForAndRead() {
    server.then((request, socket) ->
        FaultyServer.write(
            socket,
            Answers.whole(
                200,
                "application/json",
                Answers.gzip(Answers.bytes("{\"models\":[" + Answers.row("a") + "]}")),
                "Content-Encoding: gzip")));
    try (VitrineClient compressing = Clients.of(server).compression(true).build()) {
      assertThat(compressing.models().getBulk(ModelGetBulkParams.of("a")).models()).hasSize(1);
      assertThat(server.lastRequest().header("Accept-Encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void rowsCanBeHadAsTheyCame() {
    String row = "{\"type\":\"custom\", \"id\" :\"a\",\"n\":1.0e5,\"x\":{\"id\":\"b\"}}";
    server.then(Answers.json(200, "{ \"x\":[1], \"models\" : [ " + row + " ] }"));
    ModelGetBulkJsonResponse response =
        client.models().getBulkJson(ModelGetBulkParams.of("a"), RequestOptions.none());
    assertThat(response.models()).map(JsonRow::toString).containsExactly(row);
    assertThat(response.models().get(0).id()).isEqualTo("a");
  }
}
