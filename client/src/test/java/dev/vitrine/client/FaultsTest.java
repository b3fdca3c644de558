package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.RateLimitException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.error.VitrineException;
import dev.vitrine.client.model.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault on every way of reading: the right result or the right exception, in bounded time,
 * and no connection or thread left behind.
 */
class FaultsTest {
  private static final List<String> IDS = IntStream.range(0, 40).mapToObj(i -> "m" + i).toList();

  /** Connections that one read may leave open for others: as many as it has requests at a time. */
  private static final int KEPT = 8;

  /**
   * The JDK's client keeps the connection of an answer that is no HTTP until the other side ends
   * it, or it is closed itself.
   */
  private static final String NO_HTTP = "no HTTP";

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How models are read. */
  enum Way {
    SYNC {
      @Override
      List<Model> read(VitrineClient client) {
        return client.models().getBulk(ModelGetBulkParams.of(IDS)).models();
      }
    },
    ASYNC {
      @Override
      List<Model> read(VitrineClient client) {
        return joined(client.async().models().getBulk(ModelGetBulkParams.of(IDS))).models();
      }
    },
    PIECES {
      @Override
      List<Model> read(VitrineClient client) {
        RequestOptions options = RequestOptions.builder().idsPerCall(7).build();
        return client.models().getBulk(ModelGetBulkParams.of(IDS), options).models();
      }
    },
    TEXT {
      @Override
      List<Model> read(VitrineClient client) {
        return client
            .models()
            .getBulkJson(ModelGetBulkParams.of(IDS), RequestOptions.none())
            .models()
            .stream()
            .map(row -> Model.fromJson(row.toString()))
            .toList();
      }
    },
    STREAM {
      @Override
      List<Model> read(VitrineClient client) {
        try (ModelStream models =
            client.models().streamBulk(ModelGetBulkParams.of(IDS), RequestOptions.none())) {
          return models.stream().toList();
        }
      }
    },
    PUBLISHER {
      @Override
      List<Model> read(VitrineClient client) {
        Collected collected = new Collected();
        client
            .async()
            .models()
            .streamBulk(ModelGetBulkParams.of(IDS), RequestOptions.none())
            .subscribe(collected);
        return joined(collected.all);
      }
    };

    abstract List<Model> read(VitrineClient client);

    private static <T> T joined(CompletableFuture<T> future) {
      try {
        return future.join();
      } catch (CompletionException e) {
        throw (RuntimeException) e.getCause();
      }
    }
  }

  /** A subscriber that asks for one at a time. */
  private static final class Collected implements Flow.Subscriber<Model> {
    private final CompletableFuture<List<Model>> all = new CompletableFuture<>();
    private final List<Model> models = new ArrayList<>();
    private Flow.@Nullable Subscription source;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(Model model) {
      models.add(model);
      Objects.requireNonNull(source).request(1);
    }

    @Override
    public void onError(Throwable error) {
      all.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      all.complete(models);
    }
  }

  /**
   * A fault.
   *
   * @param lasting what a read ends in if every answer is so; null for a good end
   */
  private record Fault(
      String name, Behaviour behaviour, @Nullable Class<? extends Throwable> lasting) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static byte[] good(Request request) {
    return Answers.modelsAnswer(request, Answers::row);
  }

  private static byte[] gzipped(byte[] body, int keep) {
    byte[] compressed = Answers.gzip(body);
    byte[] kept = java.util.Arrays.copyOf(compressed, Math.min(keep, compressed.length));
    return Answers.whole(200, "application/json", kept, "Content-Encoding: gzip");
  }

  private static byte[] corrupted(Request request) {
    byte[] answer = good(request);
    for (int i = answer.length / 2; i < answer.length / 2 + 30; i++) {
      answer[i] ^= 0x55;
    }
    return answer;
  }

  private static byte[] html() {
    return Answers.whole(200, "text/html", Answers.bytes("<html><body>Welcome</body></html>"));
  }

  private static Behaviour send(Function<Request, byte[]> answer) {
    return (request, socket) -> FaultyServer.write(socket, answer.apply(request));
  }

  private static final List<Fault> FAULTS = faults();

  private static List<Fault> faults() {
    byte[] bomb = gzipped(new byte[200 << 20], Integer.MAX_VALUE);
    return List.of(
        new Fault("slow", Answers.drip(FaultsTest::good, 200, 5), null),
        new Fault("a byte at a time", Answers.drip(FaultsTest::good, 1, 0), null),
        new Fault("never", Answers.never(), CallTimeoutException.class),
        new Fault(
            "half, then never", Answers.stall(FaultsTest::good, 0.5), CallTimeoutException.class),
        new Fault("dropped", Answers.cut(r -> new byte[0], 0), ConnectionException.class),
        new Fault(
            "cut in the head", Answers.cut(FaultsTest::good, 0.02), ConnectionException.class),
        new Fault("cut in the body", Answers.cut(FaultsTest::good, 0.7), ConnectionException.class),
        new Fault(
            "reset in the body", Answers.reset(FaultsTest::good, 0.7), ConnectionException.class),
        new Fault("corrupted", send(FaultsTest::corrupted), MalformedAnswerException.class),
        new Fault("a page", send(r -> html()), MalformedAnswerException.class),
        new Fault(
            NO_HTTP,
            send(r -> Answers.bytes("SSH-2.0-OpenSSH\r\n\r\n")),
            ConnectionException.class),
        new Fault(
            "elsewhere",
            Answers.of(302, "text/html", new byte[0], "Location: http://127.0.0.1:1/stolen"),
            ApiException.class),
        new Fault(
            "a storm", Answers.error(429, "TOO_MANY_REQUESTS", "{}"), RateLimitException.class),
        new Fault("broken", Answers.error(500, "INTERNAL", "{}"), ServerException.class),
        new Fault("gzip cut", send(r -> gzipped(new byte[1000], 20)), VitrineException.class),
        new Fault(
            "no gzip",
            send(r ->
                Answers.whole(
                    200, "application/json", Answers.bytes("{}"), "Content-Encoding: gzip")),
            VitrineException.class),
        new Fault("a bomb", send(r -> bomb), AnswerTooLargeException.class),
        new Fault(
            "endless",
            (request, socket) -> {
              FaultyServer.write(
                  socket,
                  Answers.bytes(
                      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"models\":[\""));
              while (true) {
                FaultyServer.write(socket, new byte[1 << 16]);
              }
            },
            AnswerTooLargeException.class),
        new Fault(
            "an endless error",
            (request, socket) -> {
              FaultyServer.write(
                  socket, Answers.bytes("HTTP/1.1 500 No\r\nContent-Type: text/html\r\n\r\n"));
              while (true) {
                FaultyServer.write(socket, new byte[1 << 16]);
              }
            },
            ServerException.class));
  }

  static Stream<Arguments> cases() {
    return FAULTS.stream()
        .flatMap(fault -> Stream.of(Way.values()).map(way -> Arguments.of(way, fault)));
  }

  private static ClientBuilder builder(FaultyServer server) {
    return Clients.of(server)
        .attemptTimeout(Duration.ofMillis(700))
        .totalTimeout(Duration.ofSeconds(4))
        .maxAnswerBytes(1 << 20)
        .compression(true);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void aFaultThatLastsEndsInItsException(Way way, Object given) throws InterruptedException {
    Fault fault = (Fault) given;
    try (FaultyServer server = new FaultyServer(fault.behaviour())) {
      try (VitrineClient client = builder(server).build()) {
        long start = System.nanoTime();
        try {
          List<Model> models = way.read(client);
          assertThat(fault.lasting()).as("it ended well").isNull();
          assertThat(models).map(Model::id).isEqualTo(IDS);
        } catch (VitrineException e) {
          if (fault.lasting() == null) {
            fail("it may end well", e);
          }
          assertThat(e).isInstanceOf(fault.lasting());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
        if (!fault.name().equals(NO_HTTP)) {
          awaitFew(server);
        }
      }
      awaitNothingOpen(server);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void aFaultThatPassesIsOvercome(Way way, Object given) throws InterruptedException {
    Fault fault = (Fault) given;
    if (fault.name().equals("elsewhere") || fault.lasting() == AnswerTooLargeException.class) {
      return; // Nothing another try would cure.
    }
    try (FaultyServer server = new FaultyServer(fault.behaviour(), Answers.models())) {
      try (VitrineClient client = builder(server).maxRetries(2).build()) {
        assertThat(way.read(client)).map(Model::id).isEqualTo(IDS);
      }
      awaitNothingOpen(server);
    }
  }

  @Test
  void aHundredFaultsInARowLeaveNothingBehind() throws InterruptedException {
    List<Fault> faults = FAULTS.stream().filter(fault -> !fault.name().equals(NO_HTTP)).toList();
    try (FaultyServer server = new FaultyServer(Answers.models())) {
      Set<Thread> before = threads();
      try (VitrineClient client = builder(server).attemptTimeout(Duration.ofMillis(50)).build()) {
        for (int i = 0; i < 100; i++) {
          server.then(faults.get(i % faults.size()).behaviour());
          try {
            Way.values()[i % Way.values().length].read(client);
          } catch (VitrineException e) {
            assertThat(e).hasMessageNotContaining("open sesame");
          }
        }
        server.then(Answers.models());
        assertThat(Way.SYNC.read(client)).hasSize(40);
        awaitFew(server);
        assertThat(threads().size() - before.size()).as("threads while it is open").isLessThan(30);
      }
      awaitNothingOpen(server);
      for (int i = 0; i < 100 && threads().size() > before.size(); i++) {
        Thread.sleep(50);
      }
      assertThat(threads()).as("threads once it is closed").isSubsetOf(before);
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(?i).*(vitrine-client|httpclient).*"))
        .collect(Collectors.toSet());
  }

  /** No more than are kept for the next calls: a failed one is not. */
  private static void awaitFew(FaultyServer server) throws InterruptedException {
    for (int i = 0; i < 100 && server.openConnections() > KEPT; i++) {
      Thread.sleep(20);
    }
    assertThat(server.openConnections())
        .as("connections while the client is open")
        .isLessThanOrEqualTo(KEPT);
  }

  private static void awaitNothingOpen(FaultyServer server) throws InterruptedException {
    for (int i = 0; i < 100 && server.openConnections() > 0; i++) {
      Thread.sleep(50);
    }
    assertThat(server.openConnections()).as("connections once the client is closed").isZero();
  }
}
