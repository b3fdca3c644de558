package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.CallTimeoutException;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault on every way of reading and writing: the right result or the right exception, in
 * bounded time, and no connection or thread left behind.
 */
class FaultsTest {
  private static final List<String> IDS = IntStream.range(0, 40).mapToObj(i -> "m" + i).toList();

  /** Connections that one read may leave open for others: as many as it has requests at a time. */
  private static final int KEPT = 8;

  private static final FaultyServer.Behaviour GOOD =
      (request, socket) -> FaultyServer.write(socket, Answers.good(request));

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** For an attempt that is to end well, however slow the machine. */
  private static final Duration AMPLE = Duration.ofSeconds(20);

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
    },
    CREATE {
      @Override
      List<Model> read(VitrineClient client) {
        return List.of(client.models().create(ModelCreateParams.builder().build()).model());
      }
    },
    UPDATE {
      @Override
      List<Model> read(VitrineClient client) {
        ModelUpdateParams params = ModelUpdateParams.builder().clearName().build();
        return List.of(joined(client.async().models().update("m0", params)).model());
      }
    },
    LIST {
      @Override
      List<Model> read(VitrineClient client) {
        return client.models().list(PAGES).autoPager().stream().toList();
      }
    },
    LIST_PUBLISHER {
      @Override
      List<Model> read(VitrineClient client) {
        Collected collected = new Collected();
        joined(client.async().models().list(PAGES)).autoPager().subscribe(collected);
        return joined(collected.all);
      }
    };

    private static final ModelListParams PAGES = ModelListParams.builder().pageSize(20).build();

    abstract List<Model> read(VitrineClient client);

    List<String> expected() {
      return this == CREATE || this == UPDATE ? List.of("m0") : IDS;
    }

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

  static Stream<Arguments> cases() {
    return Faults.ALL.stream()
        .flatMap(fault -> Stream.of(Way.values()).map(way -> Arguments.of(way, fault)));
  }

  private static ClientBuilder builder(FaultyServer server) {
    return Clients.of(server).totalTimeout(AMPLE).maxAnswerBytes(1 << 20).compression(true);
  }

  /** Attempts are short only where the fault is one that nothing else ends. */
  private static ClientBuilder builder(FaultyServer server, Faults.Fault fault) {
    boolean ends = fault.lasting() != CallTimeoutException.class;
    return builder(server).attemptTimeout(ends ? AMPLE : Duration.ofMillis(700));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void aFaultThatLastsEndsInItsException(Way way, Object given) throws InterruptedException {
    Faults.Fault fault = (Faults.Fault) given;
    try (FaultyServer server = new FaultyServer(fault.behaviour())) {
      try (VitrineClient client = builder(server, fault).build()) {
        long start = System.nanoTime();
        try {
          List<Model> models = way.read(client);
          assertThat(fault.lasting()).as("it ended well").isNull();
          assertThat(models).map(Model::id).isEqualTo(way.expected());
        } catch (VitrineException e) {
          if (fault.lasting() == null) {
            fail("it may end well", e);
          }
          assertThat(e).isInstanceOf(fault.lasting());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
        if (!fault.name().equals(Faults.NO_HTTP)) {
          server.awaitConnections(KEPT);
        }
      }
      server.awaitConnections(0);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void aFaultThatPassesIsOvercome(Way way, Object given) throws InterruptedException {
    Faults.Fault fault = (Faults.Fault) given;
    if (fault.name().equals("elsewhere") || fault.lasting() == AnswerTooLargeException.class) {
      return; // Nothing another try would cure.
    }
    try (FaultyServer server = new FaultyServer(fault.behaviour(), GOOD)) {
      try (VitrineClient client = builder(server, fault).maxRetries(10).build()) {
        assertThat(way.read(client)).map(Model::id).isEqualTo(way.expected());
      }
      server.awaitConnections(0);
    }
  }

  @Test
  void aHundredFaultsInARowLeaveNothingBehind() throws InterruptedException {
    List<Faults.Fault> faults =
        Faults.ALL.stream().filter(fault -> !fault.name().equals(Faults.NO_HTTP)).toList();
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
        RequestOptions calm = RequestOptions.builder().attemptTimeout(AMPLE).build();
        assertThat(client.models().getBulk(ModelGetBulkParams.of(IDS), calm).models()).hasSize(40);
        server.awaitConnections(KEPT);
        assertThat(threads().size() - before.size()).as("threads while it is open").isLessThan(30);
      }
      server.awaitConnections(0);
      for (Thread thread : threads()) {
        if (!before.contains(thread)) {
          thread.join(Duration.ofSeconds(20));
        }
      }
      assertThat(threads()).as("threads once it is closed").isSubsetOf(before);
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(?i).*(vitrine-client|httpclient).*"))
        .collect(Collectors.toSet());
  }
}
