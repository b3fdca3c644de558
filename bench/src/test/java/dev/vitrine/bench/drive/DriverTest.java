package dev.vitrine.bench.drive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DriverTest {
  private static final String BODY = "{\"models\":[]}";
  private static final Duration LENGTH = Duration.ofMillis(500);
  private static final Loop CLOSED = new Loop.Closed();
  private static final Question QUESTION =
      Question.of(
          "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII),
          MemorySegment.ofArray(BODY.getBytes(US_ASCII)));

  private static Loop.Open even(double perSecond) {
    return new Loop.Open(perSecond, Arrivals.EVEN, 1);
  }

  private static Plan plan(InetSocketAddress server, Loop loop, int connections) {
    return plan(server, loop, connections, Duration.ofSeconds(20));
  }

  private static Plan plan(
      InetSocketAddress server, Loop loop, int connections, Duration patience) {
    return new Plan(server, List.of(List.of(QUESTION)), loop, connections, LENGTH, patience, 1);
  }

  private static byte[] right() {
    return TinyServer.answer(200, "", BODY);
  }

  /** Returns no earlier than a moment. */
  private static void hold(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static long accountedFor(Outcome outcome) {
    return outcome.statuses().values().stream().mapToLong(Long::longValue).sum()
        + outcome.cut()
        + outcome.malformed()
        + outcome.timedOut()
        + outcome.neverSent();
  }

  @Test
  void sendsWhatTheRateAsksForWhateverTheAnswers() throws IOException {
    try (TinyServer server = new TinyServer((count, socket, out) -> out.write(right()))) {
      Outcome outcome = Driver.run(plan(server.address(), even(200), 4));

      assertThat(outcome.intended()).isEqualTo(100);
      assertThat(outcome.statuses()).isEqualTo(Map.of(200, 100L));
      assertThat(outcome.good().count()).isEqualTo(100);
      assertThat(outcome.withoutRightAnswer()).isZero();
      assertThat(server.asked()).isEqualTo(100);
    }
  }

  @Test
  void countsLatencyFromWhenARequestWasDue() throws IOException {
    long each = TimeUnit.MILLISECONDS.toNanos(20);
    try (TinyServer server =
        new TinyServer((count, socket, out) -> {
          hold(System.nanoTime() + each);
          out.write(right());
        })) {
      // Due every 10 ms, answered every 20 ms at best: the last of 50 is due after 490 ms and
      // answered after 1000 ms or later, though it took but 20 ms once it was sent.
      Outcome outcome = Driver.run(plan(server.address(), even(100), 1));

      assertThat(outcome.good().count()).isEqualTo(50);
      assertThat(outcome.good().max()).isGreaterThanOrEqualTo(509_000);
      assertThat(outcome.good().p50()).isGreaterThanOrEqualTo(200_000);
      assertThat(outcome.late().max()).isGreaterThanOrEqualTo(480_000);
    }
  }

  @Test
  void aClosedLoopWaitsForItsAnswers() throws IOException {
    long each = TimeUnit.MILLISECONDS.toNanos(20);
    try (TinyServer server =
        new TinyServer((count, socket, out) -> {
          hold(System.nanoTime() + each);
          out.write(right());
        })) {
      Outcome outcome = Driver.run(plan(server.address(), CLOSED, 2));

      assertThat(outcome.intended()).isBetween(2L, 52L).isEqualTo(outcome.good().count());
      assertThat(outcome.good().p50()).isGreaterThanOrEqualTo(20_000 * 0.999);
      assertThat(outcome.goodPerSecond()).isLessThanOrEqualTo(100);
    }
  }

  @Test
  void countsStatuses() throws IOException {
    List<byte[]> answers =
        List.of(
            right(),
            TinyServer.answer(429, "Retry-After: 1\r\n", "{}"),
            TinyServer.answer(429, "", "{}"),
            TinyServer.answer(503, "", ""));
    try (TinyServer server =
        new TinyServer((count, socket, out) -> out.write(answers.get(count % 4)))) {
      Outcome outcome = Driver.run(plan(server.address(), even(200), 4));

      assertThat(outcome.statuses()).isEqualTo(Map.of(200, 25L, 429, 50L, 503, 25L));
      assertThat(outcome.withoutRetryAfter()).isEqualTo(25);
      assertThat(outcome.serverErrors()).isEqualTo(25);
      assertThat(outcome.withoutRightAnswer()).isEqualTo(75);
      assertThat(outcome.good().count()).isEqualTo(25);
    }
  }

  @Test
  void anAnswerCutOffIsAnErrorAndTheConnectionIsMadeAnew() throws IOException {
    try (TinyServer server =
        new TinyServer((count, socket, out) -> {
          byte[] answer = right();
          boolean whole = count % 2 == 0;
          out.write(answer, 0, whole ? answer.length : answer.length - 1);
          if (!whole) {
            socket.close();
          }
        })) {
      Outcome outcome = Driver.run(plan(server.address(), even(100), 1));

      assertThat(outcome.cut()).isEqualTo(25);
      assertThat(outcome.statuses()).isEqualTo(Map.of(200, 25L));
      assertThat(accountedFor(outcome)).isEqualTo(outcome.intended()).isEqualTo(50);
    }
  }

  @Test
  void anAnswerWithAnotherContentOrLengthIsWrong() throws IOException {
    try (TinyServer server =
        new TinyServer((count, socket, out) ->
            out.write(
                switch (count % 3) {
                  case 0 -> right();
                  case 1 -> TinyServer.answer(200, "", BODY.replace('m', 'n'));
                  default -> TinyServer.answer(200, "", BODY + " ");
                }))) {
      Outcome outcome = Driver.run(plan(server.address(), even(120), 2));

      assertThat(outcome.intended()).isEqualTo(60);
      assertThat(outcome.wrong()).isEqualTo(40);
      assertThat(outcome.good().count()).isEqualTo(20);
    }
  }

  @Test
  void anAnswerInManyPiecesIsOneAnswer() throws IOException {
    try (TinyServer server =
        new TinyServer((count, socket, out) -> {
          socket.setTcpNoDelay(true);
          for (byte piece : right()) {
            out.write(piece);
          }
        })) {
      Outcome outcome = Driver.run(plan(server.address(), even(40), 1));

      assertThat(outcome.good().count()).isEqualTo(20);
    }
  }

  @Test
  void whatIsNoHttpIsMalformed() throws IOException {
    List<String> answers =
        List.of(
            "SSH-2.0-Something_Else 1.2.3\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n");
    try (TinyServer server =
        new TinyServer(
            (count, socket, out) -> out.write(answers.get(count % 4).getBytes(US_ASCII)))) {
      Outcome outcome = Driver.run(plan(server.address(), even(80), 1));

      assertThat(outcome.malformed()).isEqualTo(40).isEqualTo(outcome.intended());
    }
  }

  @Test
  void whoeverGetsNoAnswerIsGivenUpAndCountsAsTakingThatLong() throws IOException {
    try (TinyServer server = new TinyServer((count, socket, out) -> {})) {
      Outcome outcome = Driver.run(plan(server.address(), even(100), 1, Duration.ofMillis(200)));

      assertThat(outcome.timedOut()).isPositive();
      assertThat(outcome.neverSent()).isPositive();
      assertThat(accountedFor(outcome)).isEqualTo(outcome.intended()).isEqualTo(50);
      assertThat(outcome.all().count()).isEqualTo(50);
      assertThat(outcome.all().p50()).isGreaterThanOrEqualTo(199_000);
    }
  }

  @Test
  void aServerThatClosesAfterEachAnswerIsAskedOverNewConnections() throws IOException {
    try (TinyServer server =
        new TinyServer((count, socket, out) -> {
          out.write(TinyServer.answer(200, "Connection: close\r\n", BODY));
          socket.close();
        })) {
      Outcome outcome = Driver.run(plan(server.address(), even(100), 1));

      assertThat(outcome.good().count()).isEqualTo(50);
      assertThat(outcome.cut()).isZero();
    }
  }

  @Test
  void whatCannotBeSentToAServerThatWentAwayIsCounted() throws IOException {
    TinyServer[] itself = new TinyServer[1];
    try (TinyServer server =
        new TinyServer((count, socket, out) -> {
          if (count == 10) {
            itself[0].stopListening();
            socket.setSoLinger(true, 0); // Closing is a reset then.
            socket.close();
          } else {
            out.write(right());
          }
        })) {
      itself[0] = server;
      Outcome outcome = Driver.run(plan(server.address(), even(100), 1, Duration.ofSeconds(2)));

      assertThat(outcome.cut()).isEqualTo(1);
      assertThat(outcome.good().count()).isEqualTo(9);
      assertThat(outcome.neverSent()).isEqualTo(40);
    }
  }

  @Test
  void aServerThatIsNotThereIsAnError() throws IOException {
    // A port that is taken, so that no connection can come from it, and that nobody listens at.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress nobody =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());

      assertThatThrownBy(() -> Driver.run(plan(nobody, CLOSED, 1)))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void theWholeHistogramIsKept() throws Exception {
    try (TinyServer server = new TinyServer((count, socket, out) -> out.write(right()))) {
      Outcome outcome = Driver.run(plan(server.address(), even(100), 1));

      Histogram kept =
          Histogram.decodeFromCompressedByteBuffer(
              ByteBuffer.wrap(Base64.getDecoder().decode(outcome.good().hdr())), 0);
      assertThat(kept.getTotalCount()).isEqualTo(50);
      assertThat(kept.getValueAtPercentile(50) / 1e3).isEqualTo(outcome.good().p50());
    }
  }

  @Test
  void asksServersOfThisMachineOnly() {
    InetSocketAddress elsewhere = InetSocketAddress.createUnresolved("example.com", 80);

    assertThatThrownBy(() -> plan(elsewhere, CLOSED, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only servers of this machine");
  }
}
