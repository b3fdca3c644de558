package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.model.TrainingImagePair;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each call of the life of a model sends, and what it makes of the answer. */
class WritesTest {
  private static final String ID = "a/ü b";
  private static final String PATH = "/v1/models/a%2F%C3%BC%20b";
  private static final String MODEL = "{\"model\":{\"id\":\"a/ü b\",\"new\":[1.50]},\"x\":{}}";
  private static final String COLLECTION = "{\"collection\":{\"id\":\"c\",\"modelCount\":2}}";

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.json(200, "{}"));
  @AutoClose private final VitrineClient client = Clients.of(server).maxRetries(2).build();

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

  private static Sent model(
      String expected,
      Function<ModelService, ModelResponse> sync,
      Function<AsyncModelService, CompletableFuture<?>> async) {
    return new Sent(
        expected,
        MODEL,
        client -> sync.apply(client.models()),
        client -> async.apply(client.models()),
        "{\"id\":\"a/ü b\",\"new\":[1.50]} \"7.x\"");
  }

  private static Function<VitrineClient, @Nullable Object> nothing(
      java.util.function.Consumer<VitrineClient> call) {
    return client -> {
      call.accept(client);
      return null;
    };
  }

  static Stream<Sent> calls() {
    ModelCreateParams created =
        ModelCreateParams.builder().name("N").tags(List.of("t")).originalAssets(true).build();
    ModelUpdateParams updated = ModelUpdateParams.builder().name("N").clearEpoch().build();
    ModelTransferParams moved = ModelTransferParams.to("p").team("t");
    UpdateTagsParams tags = UpdateTagsParams.none().add("a", "ä").delete("b");
    TrainingImagePair pair = TrainingImagePair.of("s", "t").withInstruction("i");
    return Stream.of(
        model("GET " + PATH + " ", m -> m.get(ID), m -> m.get(ID)),
        model(
            "POST /v1/models?originalAssets=true {\"name\":\"N\",\"tags\":[\"t\"]}",
            m -> m.create(created),
            m -> m.create(created)),
        model(
            "PUT " + PATH + " {\"name\":\"N\",\"epoch\":null}",
            m -> m.update(ID, updated),
            m -> m.update(ID, updated)),
        new Sent(
            "DELETE " + PATH + " ",
            "{}",
            nothing(c -> c.models().delete(ID)),
            c -> c.models().delete(ID),
            null),
        model("POST " + PATH + "/restore ", m -> m.restore(ID), m -> m.restore(ID)),
        model(
            "POST "
                + PATH
                + "/copy?originalAssets=false {\"copyAsTrained\":true,\"copyExamples\":false}",
            m -> m.copy(ID, copied()),
            m -> m.copy(ID, copied())),
        model(
            "POST " + PATH + "/copy {}",
            m -> m.copy(ID, ModelCopyParams.none()),
            m -> m.copy(ID, ModelCopyParams.none())),
        model(
            "POST "
                + PATH
                + "/transfer {\"destinationProjectId\":\"p\",\"destinationTeamId\":\"t\"}",
            m -> m.transfer(ID, moved),
            m -> m.transfer(ID, moved)),
        new Sent(
            "PUT " + PATH + "/tags {\"add\":[\"a\",\"ä\"],\"delete\":[\"b\"]}",
            "{\"added\":[\"ä\"],\"deleted\":[],\"later\":1}",
            c -> c.models().updateTags(ID, tags),
            c -> c.models().updateTags(ID, tags),
            "TagChange{\"added\":[\"ä\"],\"deleted\":[],\"later\":1}"),
        new Sent(
            "PUT " + PATH + "/tags {\"strict\":true}",
            "{\"added\":[],\"deleted\":[]}",
            c -> c.models().updateTags(ID, UpdateTagsParams.none().strict(true)),
            c -> c.models().updateTags(ID, UpdateTagsParams.none().strict(true)),
            "TagChange{\"added\":[],\"deleted\":[]}"),
        new Sent(
            "GET /v1/models/public/a%2F%C3%BC%20b ",
            MODEL,
            c -> c.models().getPublic(ID),
            c -> c.models().getPublic(ID),
            "Model{\"id\":\"a/ü b\",\"new\":[1.50]}"),
        new Sent(
            "GET " + PATH + "/description ",
            "{\"description\":{\"value\":\"# X\",\"assets\":[{\"id\":\"a\",\"kind\":\"image\",\"nsfw\":[]}],\"models\":[]}}",
            c -> c.models().content().description(ID),
            c -> c.models().content().description(ID),
            "Description{\"value\":\"# X\",\"assets\":[{\"id\":\"a\",\"kind\":\"image\",\"nsfw\":[]}],\"models\":[]}"),
        new Sent(
            "PUT " + PATH + "/description {\"description\":\"# X\"}",
            "{\"description\":{\"value\":\"# X\"}}",
            c -> c.models().content().updateDescription(ID, "# X"),
            c -> c.models().content().updateDescription(ID, "# X"),
            "Description{\"value\":\"# X\"}"),
        new Sent(
            "PUT " + PATH + "/description {\"description\":null}",
            "{\"description\":{\"value\":\"\"}}",
            c -> c.models().content().updateDescription(ID, null),
            c -> c.models().content().updateDescription(ID, null),
            "Description{\"value\":\"\"}"),
        new Sent(
            "GET " + PATH + "/examples ",
            "{\"examples\":[{\"modelId\":\"m\",\"asset\":{\"id\":\"a\"}}]}",
            c -> c.models().content().examples(ID),
            c -> c.models().content().examples(ID),
            "[Example{\"asset\":{\"id\":\"a\"},\"modelId\":\"m\"}]"),
        new Sent(
            "PUT " + PATH + "/examples {\"assetIds\":[\"b\",\"a\"]}",
            "{\"examples\":[]}",
            c -> c.models().content().updateExamples(ID, List.of("b", "a")),
            c -> c.models().content().updateExamples(ID, List.of("b", "a")),
            "[]"),
        new Sent(
            "DELETE " + PATH + "/images?ids=a&ids=b%2Cc ",
            "{}",
            nothing(c -> c.models().content().deleteImages(ID, List.of("a", "b,c"))),
            c -> c.models().content().deleteImages(ID, List.of("a", "b,c")),
            null),
        new Sent(
            "PUT "
                + PATH
                + "/training-images/pairs [{\"instruction\":\"i\",\"sourceId\":\"s\",\"targetId\":\"t\"}]",
            "{\"count\":1,\"pairs\":[{\"sourceId\":\"s\"}]}",
            c -> c.models().content().replacePairs(ID, List.of(pair)),
            c -> c.models().content().replacePairs(ID, List.of(pair)),
            "TrainingImagePairs{\"count\":1,\"pairs\":[{\"sourceId\":\"s\"}]}"),
        new Sent(
            "GET " + PATH + "/presets ",
            "{\"presets\":[{\"id\":\"p\",\"more\":{}}]}",
            c -> c.models().presets().list(ID),
            c -> c.models().presets().list(ID),
            "[Preset{\"id\":\"p\",\"more\":{}}]"),
        new Sent(
            "POST " + PATH + "/presets {\"inferenceId\":\"i\",\"isDefault\":true}",
            "{\"preset\":{\"id\":\"p\"}}",
            c -> c.models().presets().create(ID, "i", true),
            c -> c.models().presets().create(ID, "i", true),
            "Preset{\"id\":\"p\"}"),
        new Sent(
            "PUT " + PATH + "/presets/p%2E%2Fq {\"isDefault\":false}",
            "{\"preset\":{\"id\":\"p\"}}",
            c -> c.models().presets().update(ID, "p./q", false),
            c -> c.models().presets().update(ID, "p./q", false),
            "Preset{\"id\":\"p\"}"),
        new Sent(
            "DELETE " + PATH + "/presets/p ",
            "{}",
            nothing(c -> c.models().presets().delete(ID, "p")),
            c -> c.models().presets().delete(ID, "p"),
            null),
        new Sent(
            "POST /v1/collections {\"name\":\"N\"}",
            COLLECTION,
            c -> c.collections().create("N"),
            c -> c.collections().create("N"),
            "Collection{\"id\":\"c\",\"modelCount\":2}"),
        new Sent(
            "GET /v1/collections/c%2Fd ",
            COLLECTION,
            c -> c.collections().get("c/d"),
            c -> c.collections().get("c/d"),
            "Collection{\"id\":\"c\",\"modelCount\":2}"),
        new Sent(
            "PUT /v1/collections/c {\"name\":\"N\",\"thumbnail\":null}",
            COLLECTION,
            c -> c.collections().update("c", renamed()),
            c -> c.collections().update("c", renamed()),
            "Collection{\"id\":\"c\",\"modelCount\":2}"),
        new Sent(
            "DELETE /v1/collections/c ",
            "{}",
            nothing(c -> c.collections().delete("c")),
            c -> c.collections().delete("c"),
            null),
        new Sent(
            "PUT /v1/collections/c/models {\"modelIds\":[\"a\",\"b\"]}",
            COLLECTION,
            c -> c.collections().addModels("c", List.of("a", "b", "a")),
            c -> c.collections().addModels("c", List.of("a", "b", "a")),
            "Collection{\"id\":\"c\",\"modelCount\":2}"),
        new Sent(
            "DELETE /v1/collections/c/models {\"modelIds\":[\"a\"]}",
            COLLECTION,
            c -> c.collections().removeModels("c", List.of("a")),
            c -> c.collections().removeModels("c", List.of("a")),
            "Collection{\"id\":\"c\",\"modelCount\":2}"));
  }

  private static ModelCopyParams copied() {
    return ModelCopyParams.none().copyAsTrained(true).copyExamples(false).originalAssets(false);
  }

  private static CollectionUpdateParams renamed() {
    return CollectionUpdateParams.none().name("N").clearThumbnail();
  }

  private static @Nullable String text(@Nullable Object result) {
    return switch (result) {
      case null -> null;
      case ModelResponse response ->
          response.model().toJson() + " " + response.etag().orElse("without");
      default -> result.toString();
    };
  }

  private static String text(Request request) {
    return request.method() + " " + request.target() + " " + request.body();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallSendsAndReadsWhatItShould(Sent call) {
    server.then(Answers.json(200, call.answer(), "ETag: \"7.x\""));
    assertThat(text(call.sync().apply(client))).isEqualTo(call.result());
    assertThat(text(call.async().apply(client.async()).join())).isEqualTo(call.result());
    assertThat(server.requests()).map(WritesTest::text).containsOnly(call.expected()).hasSize(2);
    for (Request request : server.requests()) {
      assertThat(request.header("Accept")).isEqualTo("application/json");
      assertThat(request.header("Authorization")).startsWith("Basic ");
      assertThat(request.header("Content-Type"))
          .isEqualTo(request.body().isEmpty() ? "" : "application/json");
      assertThat(request.header("If-Match")).isEmpty();
    }
  }

  static Stream<Arguments> refusals() {
    return calls()
        .flatMap(call ->
            Stream.of(
                Arguments.of(call, 400, InvalidRequestException.class),
                Arguments.of(call, 403, PermissionException.class),
                Arguments.of(call, 404, NotFoundException.class),
                Arguments.of(call, 412, ConflictException.class)));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("refusals")
  void everyRefusalIsAnExceptionAfterOneAttempt(Object given, int status, Class<?> type) {
    Sent call = (Sent) given;
    server.then(Answers.error(status, "SOME_CODE", "{\"field\":\"name\"}"));
    assertThatThrownBy(() -> call.sync().apply(client))
        .isExactlyInstanceOf(type)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> assertThat(e.details().get("field").stringValue()).isEqualTo("name"))
        .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    assertThatThrownBy(() -> call.async().apply(client.async()).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isExactlyInstanceOf(type);
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anAnswerOfAnotherShapeIsNone(Sent call) {
    try (VitrineClient once = Clients.of(server).build()) {
      for (String shape : List.of("[]", "{\"models\":1}", "7", "{\"model\":", "<html>")) {
        if ((call.answer().equals("{}") && shape.startsWith("{\"models"))
            || Objects.requireNonNullElse(call.result(), "").matches("T[a-zA-Z]+\\{.*")) {
          continue; // Whose answers have nothing that must be there.
        }
        server.then(Answers.json(200, shape));
        assertThatThrownBy(() -> call.sync().apply(once))
            .as(shape)
            .isInstanceOf(MalformedAnswerException.class);
      }
      server.then(Answers.of(200, "text/html", Answers.bytes(call.answer())));
      assertThatThrownBy(() -> call.sync().apply(once))
          .isInstanceOf(MalformedAnswerException.class);
    }
  }

  @Test
  void theProjectGoesWithEveryCall() {
    RequestOptions options = RequestOptions.builder().projectId("p&q").build();
    server.then(Answers.json(200, MODEL));
    client.models().create(ModelCreateParams.builder().originalAssets(true).build(), options);
    assertThat(server.lastRequest().target())
        .isEqualTo("/v1/models?originalAssets=true&projectId=p%26q");
    assertThat(server.lastRequest().body()).isEqualTo("{}");
    client.models().delete(ID, options);
    assertThat(server.lastRequest().target()).isEqualTo(PATH + "?projectId=p%26q");
  }

  @Test
  void idsThatCannotBeAreRefusedBeforeAnythingIsSent() {
    for (String none : List.of("", "x".repeat(257), "a\uD800")) {
      assertThatThrownBy(() -> client.models().delete(none))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client.collections().delete(none))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> client.collections().addModels("c", List.of("a", none)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void rawAnswersOfWritesCanBeSeen() {
    server.then(Answers.json(200, MODEL, "ETag: \"7.x\"", "X-Trace: t"));
    RawResponse<ModelResponse> raw =
        client
            .models()
            .withRawResponse()
            .create(ModelCreateParams.builder().build(), RequestOptions.none());
    assertThat(raw.headers().firstValue("X-Trace")).contains("t");
    assertThat(raw.parse().etag()).contains("\"7.x\"");
    assertThat(
            client
                .models()
                .withRawResponse()
                .update(ID, ModelUpdateParams.builder().build(), RequestOptions.none())
                .parse()
                .model()
                .id())
        .isEqualTo(ID);
  }
}
