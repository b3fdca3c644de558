package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallTimeoutException;
import dev.vitrine.client.error.ConflictException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.ExpiredException;
import dev.vitrine.client.error.InvalidRequestException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.error.RateLimitException;
import dev.vitrine.client.error.ServerException;
import dev.vitrine.client.error.VitrineException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried again and when, and what errors say. */
class RetriesTest {
  private static final Behaviour GOOD = Answers.models();

  @AutoClose private final FaultyServer server = new FaultyServer(GOOD);
  @AutoClose private final VitrineClient client = Clients.of(server).maxRetries(2).build();

  private ModelGetBulkResponse read() {
    return client.models().getBulk(ModelGetBulkParams.of("a"));
  }

  static Stream<Arguments> passing() {
    return Stream.of(
        Arguments.of("408", Answers.error(408, "REQUEST_TIMEOUT", "{}")),
        Arguments.of("429", Answers.error(429, "TOO_MANY_REQUESTS", "{}")),
        Arguments.of("500", Answers.error(500, "INTERNAL", "{}")),
        Arguments.of("502 with a page", Answers.of(502, "text/html", Answers.bytes("<html>"))),
        Arguments.of("503", Answers.error(503, "UNAVAILABLE", "{}")),
        Arguments.of("reset at once", Answers.reset(r -> new byte[0], 0)),
        Arguments.of("reset in the body", Answers.reset(RetriesTest::good, 0.9)),
        Arguments.of("cut in the head", Answers.cut(RetriesTest::good, 0.1)),
        Arguments.of("cut in the body", Answers.cut(RetriesTest::good, 0.9)),
        Arguments.of("a page", Answers.of(200, "text/html", Answers.bytes("<html>"))),
        Arguments.of("half of JSON", Answers.json(200, "{\"models\":[")));
  }

  private static byte[] good(FaultyServer.Request request) {
    return Answers.modelsAnswer(request, Answers::row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void whatMayPassIsTriedAgain(String name, Behaviour fault) {
    server.then(fault, fault, GOOD);
    assertThat(read().models()).hasSize(1);
    assertThat(server.requests()).hasSize(3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void butNotForEver(String name, Behaviour fault) {
    server.then(fault);
    assertThatThrownBy(this::read).isInstanceOf(VitrineException.class);
    assertThat(server.requests()).hasSize(3);
  }

  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of(400, InvalidRequestException.class),
        Arguments.of(403, PermissionException.class),
        Arguments.of(404, NotFoundException.class),
        Arguments.of(405, InvalidRequestException.class),
        Arguments.of(409, ConflictException.class),
        Arguments.of(410, ExpiredException.class),
        Arguments.of(412, ConflictException.class),
        Arguments.of(415, InvalidRequestException.class),
        Arguments.of(418, ApiException.class),
        Arguments.of(501, ServerException.class));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatWillNotPassIsNotTriedAgain(int status, Class<?> type) {
    server.then(Answers.error(status, "SOME_CODE", "{\"limit\":7}"));
    assertThatThrownBy(this::read)
        .isExactlyInstanceOf(type)
        .isInstanceOfSatisfying(
            ApiException.class,
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.code()).contains("SOME_CODE");
              assertThat(e.reason()).isEqualTo("so it is");
              assertThat(e.details().get("limit").intValue()).isEqualTo(7);
              assertThat(e.traceId()).contains("t1");
              assertThat(e.retryAfter()).isEmpty();
            })
        .hasMessageContaining("so it is")
        .hasMessageContaining("t1");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void theStackTraceIsTheCallers() {
    server.then(Answers.error(404, "NOT_FOUND", "{}"));
    assertThatThrownBy(this::read)
        .satisfies(e ->
            assertThat(e.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(RetriesTest.class.getName())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After: 1|{}|1000",
        "X: 1|{\"remainingSeconds\":1}|1000",
        "X: 1|{\"remainingSeconds\":0.4}|400",
        "Retry-After: 0|{\"remainingSeconds\":1}|1000"
      })
  void theServiceSaysWhenToComeBack(String header, String details, long millis) {
    server.then(Answers.error(429, "TOO_MANY_REQUESTS", details, header), GOOD);
    long start = System.nanoTime();
    assertThat(read().models()).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Duration.ofMillis(millis));
  }

  @Test
  void aDateSaysSoToo() {
    String soon =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3600));
    server.then(Answers.error(429, "TOO_MANY_REQUESTS", "{}", "Retry-After: " + soon));
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            RateLimitException.class,
            e ->
                assertThat(e.retryAfter().orElseThrow())
                    .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60)));
    assertThat(server.requests()).as("it is too long to wait").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"-1", "soon", "''"})
  void nonsenseSaysNothing(String nonsense) {
    server.then(Answers.error(429, "TOO_MANY_REQUESTS", "{}", "Retry-After: " + nonsense), GOOD);
    assertThat(read().models()).hasSize(1);
  }

  @Test
  void aStormIsWaitedOutOnlyWithinTheTimeInAll() {
    server.then(Answers.error(429, "TOO_MANY_REQUESTS", "{}"));
    RequestOptions options =
        RequestOptions.builder().maxRetries(100).totalTimeout(Duration.ofSeconds(2)).build();
    long start = System.nanoTime();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of("a"), options))
        .as("the time may be up while it waits, and while it asks")
        .isInstanceOfAny(RateLimitException.class, CallTimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(server.requests()).hasSizeBetween(2, 100);
  }

  @Test
  void everyAttemptHasItsTime() {
    server.then(Answers.never(), Answers.stall(RetriesTest::good, 0.9), GOOD);
    RequestOptions.Builder brief = RequestOptions.builder().attemptTimeout(Duration.ofMillis(300));
    // Good answers may take too long as well: there are more attempts than faults.
    RequestOptions many = brief.maxRetries(10).build();
    assertThat(client.models().getBulk(ModelGetBulkParams.of("a"), many).models()).hasSize(1);
    server.then(Answers.never());
    RequestOptions few = brief.maxRetries(2).build();
    assertThatThrownBy(() -> client.models().getBulk(ModelGetBulkParams.of("a"), few))
        .isInstanceOf(CallTimeoutException.class);
  }

  @Test
  void nobodyListening() {
    try (SilentPort nobody = new SilentPort();
        VitrineClient lost = Clients.of(server).baseUrl("http://" + nobody.address()).build()) {
      assertThatThrownBy(() -> lost.models().getBulk())
          .isInstanceOf(ConnectionException.class)
          .hasMessage("Nothing answers at " + nobody.address() + ": is the service running there?");
    }
    try (VitrineClient lost = Clients.of(server).baseUrl("http://nowhere.invalid").build()) {
      assertThatThrownBy(() -> lost.models().getBulk())
          .isInstanceOf(ConnectionException.class)
          .hasMessage("The host of nowhere.invalid is not known");
      assertThatThrownBy(() -> lost.async().models().getBulk().join())
          .hasCauseInstanceOf(ConnectionException.class)
          .hasMessageContaining("is not known");
    }
  }
}
