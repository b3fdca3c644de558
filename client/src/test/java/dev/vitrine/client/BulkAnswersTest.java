package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.UnprocessedException;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.Outcomes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers to bulk reads may say, and what is made of it. */
class BulkAnswersTest {
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

  @Test
  void aRowWithAWrongTypeFailsAlone() {
    server.then(
        Answers.models(id ->
            id.equals("m1")
                ? "{\"type\":{\"id\":\"no\"},\"inputs\":[{\"name\":3,\"x\":[{}]}],\"id\":\"m1\"}"
                : Answers.row(id)));
    assertThatThrownBy(() -> read(ids(3)))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(idsOf(e.models())).containsExactly("m0", "m2");
              assertThat(e.failures().get("m1")).isInstanceOf(InvalidFieldException.class);
              assertThat(e).hasMessageContaining("\"m1\"").hasMessageContaining("type");
            });

    ModelGetBulkResponse partial =
        client
            .models()
            .getBulk(
                ModelGetBulkParams.of(ids(3)),
                RequestOptions.builder().acceptPartial(true).build());
    assertThat(idsOf(partial.models())).containsExactly("m0", "m2");
    assertThat(partial.failures()).containsOnlyKeys("m1");
    assertThat(partial.missing()).isEmpty();
  }

  @Test
  void aThousandWrongRowsAreToldApartInGoodTime() {
    String wrong = ",\"tags\":5,\"name\":\"" + "x".repeat(30_000) + "\"}";
    server.then(Answers.models(id -> "{\"id\":\"" + id + "\"" + wrong));
    long start = System.nanoTime();
    assertThatThrownBy(() -> read(ids(1000)))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(e.failures()).hasSize(1000);
              assertThat(e.failures().get("m999")).hasMessageContaining("m999");
            });
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("reading the whole answer for each of them takes far longer")
        .isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aRowTheServiceCannotMakeIsAFailureWhereItSaysSo() {
    server.then(
        Answers.json(
            200,
            "{\"models\":[],\"outcomes\":{\"notFound\":[],\"notModified\":[],\"unprocessed\":[\"m0\"],\"etags\":{}}}"));
    assertThatThrownBy(() -> read(ids(1)))
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> assertThat(e.failures().get("m0")).isInstanceOf(UnprocessedException.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"models\":[{\"id\":\"other\"}]}",
        "{\"models\":[{\"id\":\"m0\"},{\"id\":\"m0\"}]}",
        "{\"models\":[{\"name\":\"nobody\"}]}",
        "{\"models\":[5]}",
        "{\"models\":[null]}",
        "{\"models\":{}}",
        "{\"models\":[{\"id\":\"m0\"}",
        "{\"models\":[{\"id\":\"m0\"}]}x",
        "{\"models\":[{\"id\":\"m0\",}]}",
        "{\"model\":[]}",
        "{}",
        "[]",
        "null",
        "",
        "<html>",
        "{\"models\":[],\"outcomes\":{\"notFound\":[\"m0\"],\"etags\":[]}}",
        "{\"models\":[],\"outcomes\":{\"notModified\":[\"m0\"]}}",
        "{\"models\":[],\"outcomes\":{\"notFound\":[],\"notModified\":[],\"unprocessed\":[],\"etags\":{}}}",
        "{\"models\":[{\"id\":\"m0\"}],\"outcomes\":{\"notFound\":[\"m0\"]}}"
      })
  void anAnswerAboutAnythingElseIsNone(String body) {
    server.then(Answers.json(200, body));
    assertThatThrownBy(() -> read(ids(1))).isInstanceOf(MalformedAnswerException.class);
  }

  @Test
  void outcomesOfAllPiecesAreOne() {
    server.then((request, socket) -> {
      List<String> asked = Answers.ids(request);
      String rows =
          asked.stream()
              .filter(id -> kind(id) == 0)
              .map(Answers::row)
              .collect(Collectors.joining(","));
      String body =
          "{\"models\":[%s],\"outcomes\":{\"notFound\":[%s],\"notModified\":[%s],\"unprocessed\":[%s],\"etags\":{%s}}}"
              .formatted(
                  rows,
                  list(asked, 1),
                  list(asked, 2),
                  list(asked, 3),
                  asked.stream()
                      .filter(id -> kind(id) % 2 == 0)
                      .map(id -> "\"" + id + "\":\"1." + id + "\"")
                      .collect(Collectors.joining(",")));
      FaultyServer.write(socket, Answers.whole(200, "application/json", Answers.bytes(body)));
    });
    ModelGetBulkResponse response =
        client
            .models()
            .getBulk(
                ModelGetBulkParams.builder()
                    .modelIds(ids(40))
                    .ifNoneMatch(ids(40).stream().collect(Collectors.toMap(id -> id, id -> "1.x")))
                    .build(),
                RequestOptions.builder().idsPerCall(7).acceptPartial(true).build());
    Outcomes outcomes = response.outcomes().orElseThrow();
    assertThat(idsOf(response.models())).isEqualTo(ofKind(0));
    assertThat(outcomes.notFound()).isEqualTo(ofKind(1)).isEqualTo(response.missing());
    assertThat(outcomes.notModified()).isEqualTo(ofKind(2));
    assertThat(outcomes.unprocessed()).isEqualTo(ofKind(3));
    assertThat(outcomes.etags().keySet())
        .containsExactlyElementsOf(ids(40).stream().filter(id -> kind(id) % 2 == 0).toList());
  }

  private static int kind(String id) {
    return Integer.parseInt(id.substring(1)) % 4;
  }

  private static List<String> ofKind(int kind) {
    return ids(40).stream().filter(id -> kind(id) == kind).toList();
  }

  private static String list(List<String> ids, int kind) {
    return ids.stream()
        .filter(id -> kind(id) == kind)
        .map(id -> "\"" + id + "\"")
        .collect(Collectors.joining(","));
  }
}
