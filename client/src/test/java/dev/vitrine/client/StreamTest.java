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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
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
    AtomicLong written = new AtomicLong();
    String row = "{\"id\":\"m%d\",\"name\":\"" + "x".repeat(10_000) + "\"}\n";
    server.then((request, socket) -> {
      FaultyServer.write(socket, Answers.bytes(HEAD));
      for (int i = 0; i < 10_000; i++) {
        FaultyServer.write(socket, chunk(row.formatted(i)));
        written.incrementAndGet();
      }
      FaultyServer.write(socket, Answers.bytes("0\r\n\r\n"));
    });
    try (ModelStream models = open(ids(10_000))) {
      models.next();
      long seen = -1;
      while (seen != written.get()) { // Until no more is taken.
        seen = written.get();
        Thread.sleep(300);
      }
      assertThat(seen).as("rows of 10 kB of 10 000").isLessThan(3000);
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

  @Test
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
    assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(100);
    models.close();
    assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    reader.join();
    for (int i = 0; i < 100 && server.openConnections() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(server.openConnections()).isZero();
  }

  /** What a subscriber is told. */
  private static final class Told implements Flow.Subscriber<Model> {
    private final CompletableFuture<Flow.Subscription> source = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final List<Model> came = new ArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source.complete(subscription);
    }

    @Override
    public void onNext(Model model) {
      came.add(model);
    }

    @Override
    public void onError(Throwable error) {
      end.complete(error.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      end.complete("complete");
    }
  }

  private Told subscribe(List<String> ids) {
    Told told = new Told();
    client
        .async()
        .models()
        .streamBulk(ModelGetBulkParams.of(ids), RequestOptions.none())
        .subscribe(told);
    return told;
  }

  @Test
  void aSubscriberIsToldNoMoreThanItAsksForAndItsEnd() throws Exception {
    Told told = subscribe(ids(3));
    told.source.get(5, TimeUnit.SECONDS).request(2);
    Thread.sleep(300);
    assertThat(told.came).hasSize(2);
    assertThat(told.end).isNotDone();
    told.source.get().request(Long.MAX_VALUE);
    assertThat(told.end.get(5, TimeUnit.SECONDS)).isEqualTo("complete");
    assertThat(told.came).hasSize(3);

    Told wrong = subscribe(ids(3));
    wrong.source.get(5, TimeUnit.SECONDS).request(0);
    assertThat(wrong.end.get(5, TimeUnit.SECONDS)).isEqualTo("IllegalArgumentException");
  }

  @Test
  void whoCancelsWhileNothingComesIsNotReadForAnyMore() throws Exception {
    server.then(Answers.never());
    Told told = subscribe(ids(3));
    told.source.get(5, TimeUnit.SECONDS).request(1);
    for (int i = 0; i < 250 && server.requests().isEmpty(); i++) {
      Thread.sleep(20);
    }
    told.source.get().cancel();
    for (int i = 0; i < 100 && server.openConnections() > 0; i++) {
      Thread.sleep(20);
    }
    assertThat(server.openConnections()).isZero();
    assertThat(server.requests()).hasSize(1);
    assertThat(told.end).isNotDone();
  }

  @Test
  void aClosedClientEndsWhoAsksForNoMoreAndWhoComesLate() throws Exception {
    Told waiting = subscribe(ids(3));
    waiting.source.get(5, TimeUnit.SECONDS);
    Thread.sleep(200);
    client.close();
    assertThat(waiting.end.get(5, TimeUnit.SECONDS)).isEqualTo("CallCancelledException");
    assertThat(subscribe(ids(3)).end.get(5, TimeUnit.SECONDS)).isEqualTo("CallCancelledException");
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

  @Test
  void aSubscriberThatCancelsEndsTheRead() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    server.then((request, socket) -> {
      FaultyServer.write(socket, Answers.bytes(HEAD));
      try {
        for (int i = 0; i < 1_000_000; i++) {
          FaultyServer.write(socket, chunk(Answers.row("m" + i) + "\n"));
        }
      } finally {
        gone.countDown();
      }
    });
    List<Model> came = new ArrayList<>();
    client
        .async()
        .models()
        .streamBulk(ModelGetBulkParams.of(ids(1_000_000)), RequestOptions.none())
        .subscribe(new TakesThree(came));
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(came).hasSize(3);
  }

  /** A subscriber that has had enough after three. */
  private static final class TakesThree implements Flow.Subscriber<Model> {
    private final List<Model> came;
    private Flow.@Nullable Subscription source;

    private TakesThree(List<Model> came) {
      this.came = came;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Model model) {
      came.add(model);
      if (came.size() == 3) {
        Objects.requireNonNull(source).cancel();
      }
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }
}
