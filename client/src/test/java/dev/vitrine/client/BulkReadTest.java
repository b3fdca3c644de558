package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.AuthenticationException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.error.TooLargeException;
import dev.vitrine.client.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bulk reads of any number of ids. */
class BulkReadTest {
  @AutoClose private final FaultyServer server = new FaultyServer(Answers.models());
  @AutoClose private final VitrineClient client = Clients.of(server).build();

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  private ModelGetBulkResponse read(List<String> ids) {
    return client.models().getBulk(ModelGetBulkParams.of(ids));
  }

  private static List<String> idsOf(List<Model> models) {
    return models.stream().map(Model::id).toList();
  }

  private List<Integer> sizes() {
    return server.requests().stream().map(request -> Answers.ids(request).size()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 999, 1000, 1001, 2500})
  void manyIdsAreAskedForInPiecesAndComeInOrder(int count) {
    assertThat(idsOf(read(ids(count)).models())).isEqualTo(ids(count));
    assertThat(sizes()).hasSize((count + 999) / 1000).allMatch(size -> size <= 1000);
  }

  @Test
  void aMillionIdsAreRead() {
    server.then(Answers.models(id -> id.endsWith("000") ? "{\"id\":\"" + id + "\"}" : ""));
    ModelGetBulkResponse response = read(ids(1_000_000));
    assertThat(response.models()).hasSize(999);
    assertThat(response.missing()).hasSize(999_001).startsWith("m0", "m1", "m2");
    assertThat(server.requests()).hasSize(1000);
  }

  @Test
  void rowsInAnotherOrderAreBroughtIntoTheOneAsked() {
    server.then((request, socket) -> {
      List<String> rows = new ArrayList<>(Answers.ids(request));
      Collections.shuffle(rows, new Random(7));
      String body = rows.stream().map(Answers::row).collect(Collectors.joining(","));
      FaultyServer.write(
          socket,
          Answers.whole(200, "application/json", Answers.bytes("{\"models\":[" + body + "]}")));
    });
    assertThat(idsOf(read(ids(1500)).models())).isEqualTo(ids(1500));
  }

  @Test
  void noMoreRequestsAreUnderWayThanAllowed() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(3);
    Behaviour models = Answers.models();
    server.then((request, socket) -> {
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      together.countDown();
      var _ = together.await(10, TimeUnit.SECONDS);
      now.decrementAndGet();
      models.answer(request, socket);
    });
    RequestOptions three = RequestOptions.builder().parallelism(3).idsPerCall(10).build();
    assertThat(client.models().getBulk(ModelGetBulkParams.of(ids(200)), three).models())
        .hasSize(200);
    assertThat(most.get()).isEqualTo(3);
  }

  @Test
  void aLowerCapIsLearntFromItsRefusal() {
    Behaviour models = Answers.models();
    server.then((request, socket) ->
        (Answers.ids(request).size() > 70
                ? Answers.error(400, "TOO_MANY_IDS", "{\"limit\":70,\"received\":99}")
                : models)
            .answer(request, socket));
    assertThat(idsOf(read(ids(500)).models())).isEqualTo(ids(500));
    int before = server.requests().size();
    assertThat(idsOf(read(ids(140)).models())).isEqualTo(ids(140));
    assertThat(server.requests().size() - before).as("the cap is remembered").isEqualTo(2);
  }

  @Test
  void aCapThatIsNotNamedIsFound() {
    Behaviour models = Answers.models();
    Behaviour refusal =
        Answers.json(400, "{\"reason\":\"Too many modelIds provided in a single request\"}");
    server.then((request, socket) ->
        (Answers.ids(request).size() > 70 ? refusal : models).answer(request, socket));
    assertThat(idsOf(read(ids(500)).models())).isEqualTo(ids(500));
  }

  @Test
  void answersThatAreTooLargeForTheServiceAreHalvedAndThenAskedForAsLines() {
    server.then((request, socket) -> {
      boolean lines = request.header("Accept").startsWith("application/x-ndjson");
      boolean large = Answers.ids(request).contains("m13");
      (large && !lines
              ? Answers.error(413, "RESPONSE_TOO_LARGE", "{\"limit\":16777216}")
              : Answers.models())
          .answer(request, socket);
    });
    assertThat(idsOf(read(ids(100)).models())).isEqualTo(ids(100));
    assertThat(server.requests().stream().filter(r -> r.header("Accept").contains("ndjson")))
        .hasSize(1);
  }

  @Test
  void aModelThatIsTooLargeForTheServiceFailsAlone() {
    server.then((request, socket) ->
        (Answers.ids(request).contains("m13")
                ? Answers.error(413, "RESPONSE_TOO_LARGE", "{}")
                : Answers.models())
            .answer(request, socket));
    assertThatThrownBy(() -> read(ids(100)))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(e.failures()).containsOnlyKeys("m13");
              assertThat(e.failures().get("m13")).isInstanceOf(TooLargeException.class);
              assertThat(e.models()).hasSize(99);
            });
  }

  @Test
  void aModelThatIsTooLargeForTheClientFailsAlone() {
    String large = "x".repeat(300_000);
    server.then(
        Answers.models(id ->
            id.equals("m13") ? "{\"id\":\"m13\",\"name\":\"" + large + "\"}" : Answers.row(id)));
    try (VitrineClient small = Clients.of(server).maxAnswerBytes(100_000).build()) {
      assertThatThrownBy(() -> small.models().getBulk(ModelGetBulkParams.of(ids(100))))
          .isInstanceOfSatisfying(
              PartialFailureException.class,
              e -> {
                assertThat(e.failures()).containsOnlyKeys("m13");
                assertThat(e.failures().get("m13")).isInstanceOf(AnswerTooLargeException.class);
                assertThat(idsOf(e.models())).hasSize(99).doesNotContain("m13");
              });
    }
  }

  @Test
  void aPieceThatFailsIsReportedIdByIdAndTheOthersAreKept() {
    server.then((request, socket) ->
        (Answers.ids(request).contains("m10")
                ? Answers.error(503, "UNAVAILABLE", "{}")
                : Answers.models())
            .answer(request, socket));
    RequestOptions tens = RequestOptions.builder().idsPerCall(10).build();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of(ids(30)), tens))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(e.failures().keySet()).containsExactlyElementsOf(ids(20).subList(10, 20));
              assertThat(e.failures().get("m19")).isInstanceOf(ServerException.class);
              assertThat(e.models()).hasSize(20);
            });
  }

  @Test
  void askingForNothingFailsAsAskingForSomethingDoes() {
    server.then(Answers.error(503, "UNAVAILABLE", "{}"));
    assertThatThrownBy(() -> client.models().getBulk()).isInstanceOf(ServerException.class);
    assertThatThrownBy(() -> client.async().models().getBulk().join())
        .hasCauseInstanceOf(ServerException.class);
    server.then(Answers.error(413, "RESPONSE_TOO_LARGE", "{}"));
    assertThatThrownBy(() -> client.async().models().getBulk().join())
        .hasCauseInstanceOf(TooLargeException.class);
  }

  @Test
  void whereNothingIsAnsweredThereIsNoPart() {
    server.then(Answers.error(503, "UNAVAILABLE", "{}"));
    RequestOptions options = RequestOptions.builder().idsPerCall(10).acceptPartial(true).build();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of(ids(30)), options))
        .isInstanceOf(ServerException.class);
  }

  @Test
  void whatEveryPieceWouldBeToldEndsTheRead() {
    server.then(Answers.error(401, "UNAUTHENTICATED", "{}"));
    RequestOptions ones = RequestOptions.builder().idsPerCall(1).parallelism(2).build();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of(ids(1000)), ones))
        .isInstanceOf(AuthenticationException.class);
    assertThat(server.requests()).hasSizeLessThanOrEqualTo(4);
    server.then(Answers.error(400, "INVALID_PARAMETER", "{}"));
    assertThatThrownBy(() -> read(ids(3000))).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void whatHasComeIsKeptWhenALaterPieceIsRefused() {
    server.then((request, socket) ->
        (Answers.ids(request).contains("m25")
                ? Answers.error(400, "INVALID_PARAMETER", "{}")
                : Answers.models())
            .answer(request, socket));
    RequestOptions tens = RequestOptions.builder().idsPerCall(10).parallelism(1).build();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of(ids(100)), tens))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(idsOf(e.models())).isEqualTo(ids(20));
              assertThat(e.failures()).hasSize(80);
            });
    assertThat(server.requests()).hasSize(3);
  }
}
