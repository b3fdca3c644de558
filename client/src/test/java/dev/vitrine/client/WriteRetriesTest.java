package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.ServerException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes are tried again where that is safe, and only there. */
class WriteRetriesTest {
  private static final Behaviour GOOD =
      Answers.json(200, "{\"model\":{\"id\":\"m\"},\"added\":[],\"deleted\":[]}", "ETag: \"2.x\"");
  private static final Behaviour DONE = Answers.json(200, "{}");
  private static final Behaviour GONE = Answers.error(404, "NOT_FOUND", "{}");
  private static final Behaviour BUSY = Answers.error(429, "TOO_MANY_REQUESTS", "{}");
  private static final Behaviour BROKEN = Answers.error(500, "INTERNAL", "{}");
  private static final Behaviour LOST = Answers.cut(request -> new byte[0], 0);

  @AutoClose private final FaultyServer server = new FaultyServer(GOOD);
  @AutoClose private final VitrineClient client = Clients.of(server).maxRetries(2).build();

  /** A call in both its forms; the second fails as the first does. */
  record Write(String name, Consumer<VitrineClient> sync, Consumer<VitrineClient> async) {
    List<Consumer<VitrineClient>> both() {
      return List.of(
          sync,
          client -> {
            try {
              async.accept(client);
            } catch (CompletionException e) {
              throw (RuntimeException) e.getCause();
            }
          });
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Write create() {
    return new Write(
        "create",
        c -> c.models().create(ModelCreateParams.builder().build()),
        c -> c.async().models().create(ModelCreateParams.builder().build()).join());
  }

  private static Write copy() {
    return new Write(
        "copy",
        c -> c.models().copy("m", ModelCopyParams.none()),
        c -> c.async().models().copy("m", ModelCopyParams.none()).join());
  }

  private static Write update() {
    return new Write(
        "update",
        c -> c.models().update("m", ModelUpdateParams.builder().build()),
        c -> c.async().models().update("m", ModelUpdateParams.builder().build()).join());
  }

  private static Write restore() {
    return new Write(
        "restore", c -> c.models().restore("m"), c -> c.async().models().restore("m").join());
  }

  private static Write transfer() {
    return new Write(
        "transfer",
        c -> c.models().transfer("m", ModelTransferParams.to("p")),
        c -> c.async().models().transfer("m", ModelTransferParams.to("p")).join());
  }

  private static Write strictTags() {
    UpdateTagsParams tags = UpdateTagsParams.none().add("a").strict(true);
    return new Write(
        "strict tags",
        c -> c.models().updateTags("m", tags),
        c -> c.async().models().updateTags("m", tags).join());
  }

  private static Write tags() {
    UpdateTagsParams tags = UpdateTagsParams.none().add("a");
    return new Write(
        "tags",
        c -> c.models().updateTags("m", tags),
        c -> c.async().models().updateTags("m", tags).join());
  }

  private static Write delete() {
    return new Write(
        "delete", c -> c.models().delete("m"), c -> c.async().models().delete("m").join());
  }

  static Stream<Arguments> safe() {
    return Stream.of(create(), copy(), update(), tags(), delete())
        .flatMap(write -> Stream.of(BROKEN, LOST, BUSY).map(fault -> Arguments.of(write, fault)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("safe")
  void whatMayBeDoneTwiceIsTriedAgain(Object write, Behaviour fault) {
    for (Consumer<VitrineClient> call : ((Write) write).both()) {
      server.requests().clear();
      server.then(fault, fault, GOOD);
      call.accept(client);
      assertThat(server.requests()).hasSize(3).containsOnly(server.lastRequest());
    }
  }

  static Stream<Write> unsafe() {
    return Stream.of(restore(), transfer(), strictTags());
  }

  @ParameterizedTest
  @MethodSource("unsafe")
  void whatMayNotIsTriedAgainOnlyIfItWasNotTakenUp(Write write) {
    for (Consumer<VitrineClient> call : write.both()) {
      server.requests().clear();
      server.then(BUSY, BUSY, GOOD);
      call.accept(client);
      assertThat(server.requests()).hasSize(3);

      server.requests().clear();
      server.then(BUSY, BROKEN, GOOD);
      assertThatThrownBy(() -> call.accept(client)).isInstanceOf(ServerException.class);
      assertThat(server.requests()).hasSize(2);

      server.requests().clear();
      server.then(LOST, GOOD);
      assertThatThrownBy(() -> call.accept(client)).isInstanceOf(ConnectionException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("unsafe")
  void withoutAConnectionNothingWasTakenUp(Write write) {
    Retried retried = new Retried();
    try (SilentPort nobody = new SilentPort();
        VitrineClient lost =
            Clients.of(server)
                .baseUrl("http://" + nobody.address())
                .maxRetries(2)
                .logger(retried)
                .build()) {
      for (Consumer<VitrineClient> call : write.both()) {
        retried.count.set(0);
        assertThatThrownBy(() -> call.accept(lost)).isInstanceOf(ConnectionException.class);
        assertThat(retried.count).hasValue(2);
      }
    }
  }

  /** A log that counts what it is told. */
  private static final class Retried implements System.Logger {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public String getName() {
      return "retried";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, java.util.ResourceBundle bundle, String text, Throwable thrown) {}

    @Override
    public void log(
        Level level, java.util.ResourceBundle bundle, String format, Object... arguments) {
      if (format.contains("trying again")) {
        count.incrementAndGet();
      }
    }
  }

  @Test
  void everyAttemptOfACreationHasTheSameKeyAndEveryCreationItsOwn() {
    server.then(BROKEN, LOST, GOOD);
    create().sync().accept(client);
    server.then(LOST, BUSY, GOOD);
    create().async().accept(client);
    server.then(Answers.json(200, "{\"collection\":{\"id\":\"c\"}}"));
    client.collections().create("N");
    server.then(Answers.json(200, "{\"preset\":{\"id\":\"c\"}}"));
    client.models().presets().create("m", "i", false);
    List<String> keys =
        server.requests().stream().map(request -> request.header("Idempotency-Key")).toList();
    assertThat(keys).hasSize(8).allMatch(key -> key.length() == 36);
    assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
    assertThat(keys.subList(3, 6)).containsOnly(keys.get(3));
    assertThat(keys.stream().distinct()).hasSize(4);
  }

  @Test
  void aKeyOfOnesOwnIsSent() {
    server.then(GOOD);
    client.models().create(ModelCreateParams.builder().build().idempotencyKey("mine"));
    assertThat(server.lastRequest().header("Idempotency-Key")).isEqualTo("mine");
    RequestOptions options = RequestOptions.builder().idempotencyKey("yours").build();
    client.models().create(ModelCreateParams.builder().build().idempotencyKey("mine"), options);
    assertThat(server.lastRequest().header("Idempotency-Key")).isEqualTo("yours");
    client.models().copy("m", ModelCopyParams.none(), options);
    assertThat(server.lastRequest().header("Idempotency-Key")).isEqualTo("yours");
    client.models().update("m", ModelUpdateParams.builder().build());
    assertThat(server.lastRequest().headers()).doesNotContainKey("idempotency-key");
  }

  @Test
  void aConditionIsSentAndItsFailureIsAConflict() {
    server.then(GOOD);
    ModelResponse before = client.models().get("m");
    server.then(Answers.error(412, "PRECONDITION_FAILED", "{}"));
    ModelUpdateParams params = ModelUpdateParams.builder().name("N").build().ifMatch(before);
    assertThatThrownBy(() -> client.models().update("m", params))
        .isInstanceOf(ConflictException.class);
    assertThat(server.lastRequest().header("If-Match")).isEqualTo("\"2.x\"");
    RequestOptions options = RequestOptions.builder().ifMatch("3.y").build();
    assertThatThrownBy(() -> client.models().delete("m", options))
        .isInstanceOf(ConflictException.class);
    assertThat(server.lastRequest().header("If-Match")).isEqualTo("\"3.y\"");

    server.then(Answers.json(200, "{\"model\":{\"id\":\"m\"}}"));
    ModelResponse without = client.models().get("m");
    assertThat(without.etag()).isEmpty();
    assertThatThrownBy(() -> params.ifMatch(without))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The answer has no etag");
  }

  @Test
  void aConflictAfterALostAnswerRemembersIt() {
    for (Consumer<VitrineClient> call : update().both()) {
      server.then(LOST, Answers.error(412, "PRECONDITION_FAILED", "{}"));
      assertThatThrownBy(() -> call.accept(client))
          .isInstanceOf(ConflictException.class)
          .satisfies(e ->
              assertThat(e.getSuppressed())
                  .singleElement()
                  .isInstanceOf(ConnectionException.class));
      server.then(BUSY, Answers.error(412, "PRECONDITION_FAILED", "{}"));
      assertThatThrownBy(() -> call.accept(client))
          .isInstanceOf(ConflictException.class)
          .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
    }
  }

  static Stream<Write> deletions() {
    return Stream.of(
        delete(),
        new Write(
            "delete collection",
            c -> c.collections().delete("c"),
            c -> c.async().collections().delete("c").join()),
        new Write(
            "delete preset",
            c -> c.models().presets().delete("m", "p"),
            c -> c.async().models().presets().delete("m", "p").join()));
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void whatMayHaveBeenDeletedAndIsGoneIsDeleted(Write write) {
    for (Consumer<VitrineClient> call : write.both()) {
      for (Behaviour unknown : List.of(LOST, BROKEN)) {
        server.requests().clear();
        server.then(unknown, GONE);
        call.accept(client);
        assertThat(server.requests()).hasSize(2);
        server.then(unknown, BUSY, GONE);
        call.accept(client);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void whatWasNeverThereIsNotFound(Write write) {
    for (Consumer<VitrineClient> call : write.both()) {
      server.then(GONE);
      assertThatThrownBy(() -> call.accept(client)).isInstanceOf(NotFoundException.class);
      server.then(BUSY, GONE);
      assertThatThrownBy(() -> call.accept(client)).isInstanceOf(NotFoundException.class);
      server.then(DONE);
      call.accept(client);
    }
  }

  @Test
  void onlyDeletionsAreContentWithNothing() {
    for (Write write : List.of(update(), tags())) {
      for (Consumer<VitrineClient> call : write.both()) {
        server.then(LOST, GONE);
        assertThatThrownBy(() -> call.accept(client)).isInstanceOf(NotFoundException.class);
      }
    }
  }
}
