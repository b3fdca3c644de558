package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.Model;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reads that keep what they have read. */
class CacheTest {
  /** Revisions of the models the server has. */
  private final Map<String, Integer> revisions = new ConcurrentHashMap<>(new TreeMap<>());

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.never());
  @AutoClose private final VitrineClient client = Clients.of(server).build();

  @BeforeEach
  void serveRevisions() {
    revisions.putAll(Map.of("a", 1, "b", 1, "c", 1));
    server.then((request, socket) -> {
      JsonNode held = Json.MAPPER.readTree(request.body()).path("ifNoneMatch");
      List<String> ids = Answers.ids(request);
      String rows =
          found(ids).stream()
              .filter(id -> !etag(id).equals(held.path(id).asString("")))
              .map(id -> "{\"id\":\"" + id + "\",\"name\":\"" + etag(id) + "\"}")
              .collect(Collectors.joining(","));
      String body =
          "{\"models\":[%s],\"outcomes\":{\"notFound\":[%s],\"notModified\":[%s],\"unprocessed\":[],\"etags\":{%s}}}"
              .formatted(
                  rows,
                  quoted(ids.stream().filter(id -> !revisions.containsKey(id)).toList()),
                  quoted(
                      found(ids).stream()
                          .filter(id -> etag(id).equals(held.path(id).asString("")))
                          .toList()),
                  found(ids).stream()
                      .map(id -> "\"" + id + "\":\"" + etag(id) + "\"")
                      .collect(Collectors.joining(",")));
      Answers.json(200, body).answer(request, socket);
    });
  }

  private List<String> found(List<String> ids) {
    return ids.stream().filter(revisions::containsKey).toList();
  }

  private String etag(String id) {
    return revisions.get(id) + "." + id;
  }

  private static String quoted(List<String> ids) {
    return ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
  }

  private static List<String> names(ModelGetBulkResponse response) {
    return response.models().stream().map(model -> model.name().orElseThrow()).toList();
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    ModelCache cache = client.models().cache(ModelGetBulkParams.none(), 100);
    ModelGetBulkResponse first = cache.getBulk(List.of("b", "a", "x", "b"));
    assertThat(names(first)).containsExactly("1.b", "1.a");
    assertThat(first.missing()).containsExactly("x");

    revisions.put("a", 2);
    ModelGetBulkResponse second = cache.getBulk(List.of("a", "b", "c"));
    assertThat(names(second)).containsExactly("2.a", "1.b", "1.c");
    assertThat(second.models().get(1)).isSameAs(first.models().get(0));
    assertThat(second.outcomes().orElseThrow().notModified()).containsExactly("b");
    assertThat(server.lastRequest().body())
        .contains("\"ifNoneMatch\":{\"a\":\"1.a\",\"b\":\"1.b\"}");

    revisions.remove("b");
    assertThat(names(cache.getBulk(List.of("a", "b", "c")))).containsExactly("2.a", "1.c");
    assertThat(cache.size()).isEqualTo(2);
    cache.clear();
    assertThat(names(cache.getBulk(List.of("a")))).containsExactly("2.a");
    assertThat(server.lastRequest().body()).contains("\"ifNoneMatch\":{}");
  }

  @Test
  void onlyTheMostRecentlyUsedAreKept() {
    ModelCache cache = client.models().cache(ModelGetBulkParams.none(), 2);
    cache.getBulk(List.of("a", "b"));
    cache.getBulk(List.of("a"));
    cache.getBulk(List.of("c"));
    assertThat(cache.size()).isEqualTo(2);
    cache.getBulk(List.of("a", "b", "c"));
    assertThat(server.lastRequest().body())
        .contains("\"a\":\"1.a\"")
        .contains("\"c\":\"1.c\"")
        .doesNotContain("\"1.b\"");
    assertThatThrownBy(() -> client.models().cache(ModelGetBulkParams.none(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutEtagsEverythingIsSentEveryTime() {
    server.then(Answers.models());
    ModelCache cache = client.models().cache(ModelGetBulkParams.none(), 2);
    for (int i = 0; i < 2; i++) {
      assertThat(cache.getBulk(List.of("a", "b")).models())
          .map(Model::id)
          .containsExactly("a", "b");
    }
    assertThat(cache.size()).isZero();
  }

  @Test
  void aPartialFailureKeepsWhatIsHeld() {
    AsyncModelCache cache = client.async().models().cache(ModelGetBulkParams.none(), 10);
    assertThat(cache.getBulk(List.of("a")).join().models()).hasSize(1);
    FaultyServer.Behaviour good =
        Answers.json(
            200,
            "{\"models\":[],\"outcomes\":{\"notFound\":[],\"notModified\":[\"a\"],\"unprocessed\":[],\"etags\":{\"a\":\"1.a\"}}}");
    server.then((request, socket) ->
        (Answers.ids(request).contains("b") ? Answers.error(500, "INTERNAL", "{}") : good)
            .answer(request, socket));
    RequestOptions ones = RequestOptions.builder().idsPerCall(1).build();
    assertThatThrownBy(() -> cache.getBulk(List.of("a", "b"), ones).join())
        .cause()
        .isInstanceOfSatisfying(
            PartialFailureException.class,
            e -> {
              assertThat(e.models()).map(Model::id).containsExactly("a");
              assertThat(e.failures()).containsOnlyKeys("b");
            });
  }
}
