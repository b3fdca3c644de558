package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.RateLimitException;
import dev.vitrine.client.error.VitrineException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Collections take any number of models, some at a time. */
class PiecewiseChangeTest {
  private static final Behaviour GONE = Answers.error(404, "NOT_FOUND", "{}");
  private static final Behaviour BUSY = Answers.error(429, "TOO_MANY_REQUESTS", "{}");

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.json(200, "{}"));
  @AutoClose private final VitrineClient client = Clients.of(server).maxRetries(2).build();

  /** The same call in both forms; the second fails as the first does. */
  private static List<Consumer<VitrineClient>> adding(List<String> ids) {
    return List.of(
        client -> client.collections().addModels("c", ids),
        client -> {
          try {
            client.async().collections().addModels("c", ids).join();
          } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
          }
        });
  }

  @Test
  void longListsGoInPiecesOneAfterTheOther() {
    List<String> ids = Stream.iterate(0, i -> i + 1).limit(120).map(i -> "m" + i).toList();
    server.then((request, socket) -> {
      int count = Answers.ids(request).size();
      FaultyServer.write(
          socket,
          Answers.whole(
              200,
              "application/json",
              Answers.bytes("{\"collection\":{\"id\":\"c\",\"modelCount\":" + count + "}}")));
    });
    assertThat(client.collections().addModels("c", ids).modelCount().orElseThrow()).isEqualTo("22");
    assertThat(client.async().collections().removeModels("c", ids).join().id()).contains("c");
    assertThat(server.requests())
        .map(request -> Answers.ids(request).size())
        .containsExactly(49, 49, 22, 49, 49, 22);
    assertThat(server.requests().subList(0, 3).stream().flatMap(r -> Answers.ids(r).stream()))
        .isEqualTo(ids);
    assertThat(server.requests())
        .map(Request::method)
        .containsExactly("PUT", "PUT", "PUT", "DELETE", "DELETE", "DELETE");
    server.requests().clear();
    assertThat(client.collections().addModels("c", List.of()).modelCount().orElseThrow())
        .isEqualTo("0");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatWasDoneBeforeAPieceFailedIsReported() {
    List<String> ids = Stream.iterate(0, i -> i + 1).limit(120).map(i -> "m" + i).toList();
    Behaviour one = Answers.json(200, "{\"collection\":{\"id\":\"c\"}}");
    for (Consumer<VitrineClient> call : adding(ids)) {
      server.requests().clear();
      server.then(one, BUSY, one, GONE);
      assertThatThrownBy(() -> call.accept(client))
          .isInstanceOfSatisfying(
              PartialChangeException.class,
              e -> {
                assertThat(e.done()).isEqualTo(ids.subList(0, 98));
                assertThat(e.left()).isEqualTo(ids.subList(98, 120));
                assertThat(e.getCause()).isInstanceOf(NotFoundException.class);
              })
          .hasMessageStartingWith("98 of 120 models were changed, then: so it is");
      assertThat(server.requests()).hasSize(4);

      server.then(BUSY);
      assertThatThrownBy(() -> call.accept(client)).isInstanceOf(RateLimitException.class);
    }
  }

  @Test
  void aChangeInPiecesCanBeGivenUp() throws InterruptedException {
    List<String> ids = Stream.iterate(0, i -> i + 1).limit(120).map(i -> "m" + i).toList();
    server.then(Answers.json(200, "{\"collection\":{\"id\":\"c\"}}"), Answers.never());
    var adding = client.async().collections().addModels("c", ids);
    server.awaitRequests(2);
    adding.cancel(true);
    server.awaitConnections(0);
    assertThat(server.requests()).hasSize(2);
    assertThatThrownBy(() -> adding.join()).isNotInstanceOf(VitrineException.class);
  }
}
