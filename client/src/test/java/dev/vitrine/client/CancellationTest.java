package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.CallCancelledException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are given up end at once, and so does what they hold. */
@Timeout(60)
class CancellationTest {
  private static final List<String> IDS = IntStream.range(0, 100).mapToObj(i -> "m" + i).toList();
  private static final RequestOptions TENS =
      RequestOptions.builder().idsPerCall(10).parallelism(4).build();

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.never());

  @AutoClose
  private final VitrineClient client =
      Clients.of(server)
          .attemptTimeout(Duration.ofMinutes(5))
          .totalTimeout(Duration.ofMinutes(5))
          .maxRetries(5)
          .build();

  private static CompletableFuture<Throwable> inThread(
      Consumer<Thread> started, Runnable call, CompletableFuture<Boolean> marked) {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(() -> {
          try {
            call.run();
            ended.complete(new AssertionError("it ended well"));
          } catch (RuntimeException e) {
            marked.complete(Thread.currentThread().isInterrupted());
            ended.complete(e);
          }
        });
    thread.start();
    started.accept(thread);
    return ended;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk", "one", "retrieve", "stream", "backing off", "one backing off"})
  void anInterruptedThreadIsFreeAtOnce(String way) throws Exception {
    if (way.endsWith("backing off")) {
      server.then(Answers.error(429, "TOO_MANY_REQUESTS", "{}", "Retry-After: 100"));
    }
    Runnable call =
        switch (way) {
          case "one", "one backing off" ->
              () -> client.models().getBulk(ModelGetBulkParams.of("a"));
          case "retrieve" -> () -> client.models().retrieve("m0");
          case "stream" ->
              () -> client.models().streamBulk(ModelGetBulkParams.of(IDS), TENS).next();
          default -> () -> client.models().getBulk(ModelGetBulkParams.of(IDS), TENS);
        };
    Thread[] thread = new Thread[1];
    CompletableFuture<Boolean> marked = new CompletableFuture<>();
    CompletableFuture<Throwable> ended = inThread(t -> thread[0] = t, call, marked);
    server.awaitRequests(way.equals("bulk") || way.equals("backing off") ? 4 : 1);
    thread[0].interrupt();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    assertThat(marked.get()).as("the thread keeps its mark").isTrue();
    if (!way.endsWith("backing off")) {
      server.awaitConnections(0);
    }
    int before = server.requests().size();
    assertThat(server.comes(before + 1, Duration.ofMillis(300))).as("more is sent").isFalse();
  }

  @RepeatedTest(20) // It may be closed just when the answer comes.
  void aClientClosedAtAnyMomentEndsTheCallsThatWait() throws Exception {
    aClosedClientEndsTheCallsThatWait("backing off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"waiting", "backing off", "opening a stream"})
  void aClosedClientEndsTheCallsThatWait(String way) throws Exception {
    if (way.equals("backing off")) {
      server.then(Answers.error(429, "TOO_MANY_REQUESTS", "{}", "Retry-After: 100"));
    }
    Runnable call =
        way.equals("opening a stream")
            ? () -> client.models().streamBulk(ModelGetBulkParams.of(IDS), TENS).next()
            : () -> client.models().getBulk(ModelGetBulkParams.of("a"));
    CompletableFuture<Boolean> marked = new CompletableFuture<>();
    CompletableFuture<Throwable> ended = inThread(t -> {}, call, marked);
    server.awaitRequests(1);
    client.close();
    Throwable failure = ended.get(20, TimeUnit.SECONDS);
    assertThat(failure).isInstanceOf(CallCancelledException.class).hasMessageContaining("closed");
    assertThat(failure.getStackTrace())
        .as("the stack trace is the caller's")
        .anyMatch(frame -> frame.getClassName().startsWith(CancellationTest.class.getName()));
    assertThat(marked.get()).as("the thread has no mark of ours").isFalse();
  }

  @Test
  void aClosedStreamIsNotWaitedForEvenBeforeItsFirstByte() throws Exception {
    ModelStream models = client.models().streamBulk(ModelGetBulkParams.of(IDS), TENS);
    CompletableFuture<Boolean> marked = new CompletableFuture<>();
    CompletableFuture<Throwable> ended = inThread(t -> {}, models::next, marked);
    server.awaitRequests(1);
    models.close();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(CallCancelledException.class);
    assertThat(marked.get()).isFalse();
    server.awaitConnections(0);
    assertThatThrownBy(models::hasNext).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void aFutureOfAClosedClientFails() {
    client.close();
    for (CompletableFuture<?> call :
        List.<CompletableFuture<?>>of(
            client.async().models().getBulk(),
            client.async().models().retrieve("a"),
            client
                .async()
                .models()
                .withRawResponse()
                .getBulk(ModelGetBulkParams.none(), RequestOptions.none()))) {
      assertThatThrownBy(call::get).hasCauseInstanceOf(CallCancelledException.class);
    }
  }

  @Test
  void aCancelledFutureEndsItsRequests() throws Exception {
    CompletableFuture<ModelGetBulkResponse> read =
        client.async().models().getBulk(ModelGetBulkParams.of(IDS), TENS);
    server.awaitRequests(4);
    assertThat(read.cancel(true)).isTrue();
    server.awaitConnections(0);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aClosedClientEndsEverythingAndTakesNothingNew() throws Exception {
    CompletableFuture<ModelGetBulkResponse> read =
        client.async().models().getBulk(ModelGetBulkParams.of(IDS), TENS);
    CompletableFuture<?> single = client.async().models().retrieve("m0");
    server.awaitRequests(5);
    client.close();
    for (CompletableFuture<?> call : List.of(read, single)) {
      assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CallCancelledException.class);
    }
    server.awaitConnections(0);
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of("a")))
        .isInstanceOf(CallCancelledException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() ->
            client.models().streamBulk(ModelGetBulkParams.of("a"), RequestOptions.none()).hasNext())
        .isInstanceOf(CallCancelledException.class);
    client.close();
  }

  @Test
  void timeInAllCountsForAllPieces() {
    RequestOptions options =
        RequestOptions.builder()
            .idsPerCall(1)
            .parallelism(2)
            .attemptTimeout(Duration.ofMillis(400))
            .totalTimeout(Duration.ofMillis(900))
            .build();
    long start = System.nanoTime();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of(IDS), options))
        .isInstanceOf(dev.vitrine.client.error.CallTimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }
}
