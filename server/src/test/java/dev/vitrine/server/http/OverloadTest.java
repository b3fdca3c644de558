package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too much at a time is refused at once, and only as long as it is too much. */
class OverloadTest {
  private static final String LARGE = "{\"modelIds\":[\"l0\",\"l1\",\"l2\",\"l3\"]}";

  @AutoClose
  private static final TestServer SERVER =
      TestServer.start(new MemoryStore(), admitting(new AdmissionLimits(1, 3, 16 << 20)));

  private static Settings admitting(AdmissionLimits admission) {
    Settings loopback = Settings.onLoopback();
    return new Settings(
        loopback.host(),
        0,
        null,
        ServerLimits.DEFAULT.withAdmission(admission),
        loopback.cacheBytes(),
        false,
        true);
  }

  @BeforeAll
  static void fill() {
    fill(SERVER);
    assertThat(small(RIVAL).ids()).as("in memory from now on").containsExactly("small");
  }

  private static void fill(TestServer server) {
    server.model(STUDIO, "{\"id\":\"small\",\"type\":\"custom\",\"privacy\":\"public\"}");
    for (int i = 0; i < 4; i++) {
      String name = "x".repeat(3_900_000);
      server.model(
          STUDIO,
          "{\"id\":\"l%s\",\"type\":\"custom\",\"privacy\":\"public\",\"name\":\"%s\"}"
              .formatted(i, name));
    }
  }

  /** A read of more than sockets buffer, whose answer has begun and is not read on. */
  private static RawSocket stalled(String project) {
    return stalled(SERVER, project);
  }

  private static RawSocket stalled(TestServer server, String project) {
    RawSocket socket = new RawSocket(server.address());
    socket.send(
        "POST /v1/models/get-bulk HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
            .formatted(TestServer.credentials(project), LARGE.length(), LARGE));
    assertThat(socket.headOnly()).startsWith("HTTP/1.1 200");
    return socket;
  }

  private static Answer small(String project) {
    return SERVER.as(project).bulk("{\"modelIds\":[\"small\"]}");
  }

  private static void awaitAdmission(String project) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (small(project).status() == 429) {
      assertThat(Instant.now()).as("still refused").isBefore(deadline);
    }
    assertThat(small(project).ids()).containsExactly("small");
  }

  @Test
  void aKeyWithAReadUnderWayIsRefusedAnotherAndOthersAreNot() {
    try (RawSocket slow = stalled(STUDIO)) {
      Answer refused = small(STUDIO);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(small(RIVAL).ids()).containsExactly("small");
      slow.reset();
    }
    awaitAdmission(STUDIO);
  }

  @Test
  void largeAnswersUnderWayKeepOtherLargeOnesOut() {
    try (RawSocket slow = stalled(STUDIO)) {
      assertThat(SERVER.as(RIVAL).bulk(LARGE).status()).isEqualTo(429);
      assertThat(small(RIVAL).ids()).containsExactly("small");
      slow.reset();
    }
    awaitAdmission(STUDIO);
    assertThat(SERVER.as(RIVAL).bulk(LARGE).ids()).hasSize(4);
  }

  @Test
  void oneKeyCannotKeepTheOthersOut() throws Exception {
    try (TestServer server =
        TestServer.start(new MemoryStore(), admitting(new AdmissionLimits(10, 20, 32 << 20)))) {
      fill(server);
      try (RawSocket slow = stalled(server, STUDIO)) {
        assertThat(server.as(STUDIO).bulk(LARGE).status()).as("its share is used").isEqualTo(429);
        assertThat(server.as(RIVAL).bulk(LARGE).ids()).hasSize(4);
        slow.reset();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, {\"modelIds\":[\"small\"]}, 200",
    "application/x-ndjson, {\"modelIds\":[\"small\"]}, 200",
    "application/json, {\"modelIds\":7}, 400"
  })
  void whoHasItsAnswerMayAskForTheNext(String accept, String body, int status) {
    try (RawSocket one = new RawSocket(SERVER.address());
        RawSocket other = new RawSocket(SERVER.address())) {
      for (int i = 0; i < 1000; i++) {
        RawAnswer answer =
            (i % 2 == 0 ? one : other)
                .send(
                    "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nAccept: %s\r\nContent-Length: %s\r\n\r\n%s"
                        .formatted(TestServer.credentials(STUDIO), accept, body.length(), body))
                .answer();
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
      }
    }
  }
}
