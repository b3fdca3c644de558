package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.client.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models as many as a subscriber asks for. */
@Timeout(60)
class PublisherTest {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

  @AutoClose private final FaultyServer server = new FaultyServer(Answers.models());
  @AutoClose private final VitrineClient client = Clients.of(server).build();

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  private static byte[] chunk(String text) {
    return Answers.bytes(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  /** What a subscriber is told. */
  private static final class Told implements Flow.Subscriber<Model> {
    private final CompletableFuture<Flow.Subscription> source = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final BlockingQueue<Model> came = new LinkedBlockingQueue<>();

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
    told.source.get(20, TimeUnit.SECONDS).request(2);
    for (int i = 0; i < 2; i++) {
      assertThat(told.came.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(told.came.poll(300, TimeUnit.MILLISECONDS)).as("more than was asked for").isNull();
    assertThat(told.end).isNotDone();
    told.source.get().request(Long.MAX_VALUE);
    assertThat(told.end.get(20, TimeUnit.SECONDS)).isEqualTo("complete");
    assertThat(told.came).hasSize(1);

    Told wrong = subscribe(ids(3));
    wrong.source.get(20, TimeUnit.SECONDS).request(0);
    assertThat(wrong.end.get(20, TimeUnit.SECONDS)).isEqualTo("IllegalArgumentException");
  }

  @Test
  void whoCancelsWhileNothingComesIsNotReadForAnyMore() throws Exception {
    server.then(Answers.never());
    Told told = subscribe(ids(3));
    told.source.get(20, TimeUnit.SECONDS).request(1);
    server.awaitRequests(1);
    told.source.get().cancel();
    server.awaitConnections(0);
    assertThat(server.requests()).hasSize(1);
    assertThat(told.end).isNotDone();
  }

  @Test
  void aClosedClientEndsWhoAsksForNoMoreAndWhoComesLate() throws Exception {
    Told waiting = subscribe(ids(3));
    waiting.source.get(20, TimeUnit.SECONDS);
    server.awaitRequests(1);
    client.close();
    assertThat(waiting.end.get(20, TimeUnit.SECONDS)).isEqualTo("CallCancelledException");
    assertThat(subscribe(ids(3)).end.get(20, TimeUnit.SECONDS)).isEqualTo("CallCancelledException");
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
    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
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
