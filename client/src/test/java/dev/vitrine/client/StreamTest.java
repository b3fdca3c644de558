package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.model.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models one after the other. */
@Timeout(60)
class StreamTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.models());
  @AutoClose private final VitrineClient client = Clients.of(server).build();

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  private ModelStream open(List<String> ids) {
    return client.models().streamBulk(ModelGetBulkParams.of(ids), RequestOptions.none());
  }

  private static byte[] chunk(String text) {
    return Answers.bytes(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  @Test
  void anyNumberOfModelsComesInOrder() {
    try (ModelStream models = open(ids(25_000))) {
      assertThat(models.stream().map(Model::id)).isEqualTo(ids(25_000));
      assertThatThrownBy(models::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(server.requests()).hasSize(3);
    assertThat(server.lastRequest().header("Accept"))
        .isEqualTo("application/x-ndjson, application/json;q=0.5");
  }

  @Test
  void nothingIsSentBeforeItsFirstUse() {
    open(ids(1)).close();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aServiceWithoutLinesIsReadToo() {
    server.then((request, socket) -> {
      if (Answers.ids(request).size() > 1000) {
        Answers.error(400, "TOO_MANY_IDS", "{\"limit\":1000}").answer(request, socket);
      } else {
        String rows = String.join(",", Answers.ids(request).stream().map(Answers::row).toList());
        Answers.json(200, "{\"models\":[" + rows + "]}").answer(request, socket);
      }
    });
    try (ModelStream models = open(ids(2500))) {
      assertThat(models.stream().map(Model::id)).isEqualTo(ids(2500));
    }
  }

  @Test
  void whoReadsSlowlyIsNotSentMore() throws Exception {
    CountDownLatch many = new CountDownLatch(3000);
    String row = "{\"id\":\"m%d\",\"name\":\"" + "x".repeat(10_000) + "\"}\n";
    server.then((request, socket) -> {
      FaultyServer.write(socket, Answers.bytes(HEAD));
      for (int i = 0; i < 10_000; i++) {
        FaultyServer.write(socket, chunk(row.formatted(i)));
        many.countDown();
      }
      FaultyServer.write(socket, Answers.bytes("0\r\n\r\n"));
    });
    try (ModelStream models = open(ids(10_000))) {
      models.next();
      assertThat(many.await(1, TimeUnit.SECONDS)).as("30 MB are sent ahead").isFalse();
      for (int i = 1; i < 10_000; i++) {
        assertThat(models.next().id()).isEqualTo("m" + i);
      }
      assertThat(models.hasNext()).isFalse();
    }
  }

  @Test
  void aBrokenConnectionIsTakenUpWhereItBroke() {
    List<List<String>> asked = new ArrayList<>();
    server.then((request, socket) -> {
      List<String> ids = Answers.ids(request);
      asked.add(ids);
      FaultyServer.write(socket, Answers.bytes(HEAD));
      for (int i = 0; i < ids.size(); i++) {
        if (i == 30) {
          throw new IOException("broken");
        }
        FaultyServer.write(socket, chunk(Answers.row(ids.get(i)) + "\n"));
      }
      FaultyServer.write(socket, Answers.bytes("0\r\n\r\n"));
    });
    RequestOptions retrying = RequestOptions.builder().maxRetries(1).build();
    try (ModelStream models =
        client.models().streamBulk(ModelGetBulkParams.of(ids(100)), retrying)) {
      assertThat(models.stream().map(Model::id)).isEqualTo(ids(100));
    }
    assertThat(asked).hasSize(4);
    assertThat(asked.get(3)).isEqualTo(ids(100).subList(90, 100));
  }

  @Test
  void aRowWithAWrongTypeFailsAlone() {
    server.then(
        Answers.models(id -> id.equals("m1") ? "{\"id\":\"m1\",\"tags\":1}" : Answers.row(id)));
    try (ModelStream models = open(ids(3))) {
      assertThat(models.next().id()).isEqualTo("m0");
      assertThat(models.hasNext()).isTrue();
      assertThatThrownBy(models::next)
          .isInstanceOf(InvalidFieldException.class)
          .hasMessageContaining("tags")
          .hasMessageContaining("m1");
      assertThat(models.next().id()).isEqualTo("m2");
      assertThat(models.hasNext()).isFalse();
    }
  }

  @Test
  void aRowOfAHundredMegabytesIsTooLarge() {
    server.then((request, socket) -> {
      FaultyServer.write(socket, Answers.bytes(HEAD));
      FaultyServer.write(socket, chunk("{\"id\":\"m0\",\"name\":\""));
      String more = "x".repeat(1 << 20);
      for (int i = 0; i < 100; i++) {
        FaultyServer.write(socket, chunk(more));
      }
      FaultyServer.write(socket, chunk("\"}\n"));
      FaultyServer.write(socket, Answers.bytes("0\r\n\r\n"));
    });
    try (VitrineClient small = Clients.of(server).maxAnswerBytes(10 << 20).build();
        ModelStream models =
            small.models().streamBulk(ModelGetBulkParams.of(ids(1)), RequestOptions.none())) {
      assertThatThrownBy(models::next).isInstanceOf(AnswerTooLargeException.class);
      assertThat(models.hasNext()).isFalse();
    }
    try (VitrineClient large = Clients.of(server).maxAnswerBytes(200 << 20).build();
        ModelStream models =
            large.models().streamBulk(ModelGetBulkParams.of(ids(1)), RequestOptions.none())) {
      assertThat(models.next().name().orElseThrow()).hasSize(100 << 20);
    }
  }

  @Test
  void outcomesFollowTheLastModel() {
    server.then((request, socket) ->
        FaultyServer.write(
            socket,
            Answers.whole(
                200,
                "application/x-ndjson",
                Answers.bytes(
                    Answers.row("m0")
                        + "\n{\"outcomes\":{\"notFound\":[\"m1\"],\"notModified\":[],\"unprocessed\":[],\"etags\":{\"m0\":\"1.x\"}}}\n"))));
    try (ModelStream models =
        client
            .models()
            .streamBulk(
                ModelGetBulkParams.builder().modelIds(ids(2)).report(true).build(),
                RequestOptions.none())) {
      assertThat(models.stream()).hasSize(1);
      assertThat(models.outcomes().orElseThrow().notFound()).containsExactly("m1");
      assertThat(models.outcomes().orElseThrow().etags()).containsEntry("m0", "1.x");
    }
  }

  @RepeatedTest(
      20) // It may close at any moment between the answer's head and the wait for its rows.
  void closingEndsTheWait() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    server.then((request, socket) -> {
      FaultyServer.write(socket, Answers.bytes(HEAD));
      FaultyServer.write(socket, chunk(Answers.row("m0") + "\n"));
      arrived.countDown();
      Answers.never().answer(request, socket);
    });
    ModelStream models = open(ids(2));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              try {
                models.next();
                models.next();
              } catch (RuntimeException e) {
                ended.complete(e);
              }
            });
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    models.close();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    reader.join();
    server.awaitConnections(0);
  }

  @Test
  void anEndThatCannotBeToldFromACutIsNone() {
    server.then((request, socket) -> {
      FaultyServer.write(
          socket,
          Answers.bytes(
              "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n"
                  + Answers.row("m0")
                  + "\n"));
      throw new IOException("closed");
    });
    try (ModelStream models = open(ids(2))) {
      assertThatThrownBy(models::hasNext).isInstanceOf(MalformedAnswerException.class);
      assertThatThrownBy(models::hasNext)
          .as("however often it is asked")
          .isInstanceOf(MalformedAnswerException.class);
    }
  }

  @Test
  void aReportThatLeavesOutAnIdIsNone() {
    server.then(
        Answers.of(
            200,
            "application/x-ndjson",
            Answers.bytes(
                Answers.row("m0")
                    + "\n{\"outcomes\":{\"notFound\":[],\"notModified\":[],\"unprocessed\":[],\"etags\":{}}}\n")));
    try (ModelStream models = open(ids(2))) {
      assertThat(models.next().id()).isEqualTo("m0");
      assertThatThrownBy(models::hasNext).isInstanceOf(MalformedAnswerException.class);
    }
  }

  @Test
  void aModelThatIsTooLargeFailsAlone() {
    String large = "x".repeat(300_000);
    server.then(
        Answers.models(id ->
            id.equals("m13") ? "{\"id\":\"m13\",\"name\":\"" + large + "\"}" : Answers.row(id)));
    try (VitrineClient small = Clients.of(server).maxAnswerBytes(100_000).build();
        ModelStream models =
            small.models().streamBulk(ModelGetBulkParams.of(ids(20)), RequestOptions.none())) {
      for (int i = 0; i < 20; i++) {
        if (i == 13) {
          assertThatThrownBy(models::next).isInstanceOf(AnswerTooLargeException.class);
        } else {
          assertThat(models.next().id()).isEqualTo("m" + i);
        }
      }
      assertThat(models.hasNext()).isFalse();
    }
  }
}
