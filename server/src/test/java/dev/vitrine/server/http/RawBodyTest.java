package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.RawSocketTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies no library would send, and clients that do not behave: refused, or dropped, and never a
 * hang.
 */
class RawBodyTest {
  private static final int LARGE = 100 << 20;
  private static final Duration SHORT = Duration.ofMillis(500);

  @AutoClose private static final TestServer SERVER = TestServer.start();

  /** A server that does not wait long. */
  @AutoClose private static final TestServer HASTY = TestServer.start(new MemoryStore(), hasty());

  private static Settings hasty() {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits = ServerLimits.DEFAULT.withPatience(SHORT);
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\"}");
    SERVER.model(
        STUDIO,
        "{\"id\":\"large\",\"type\":\"custom\",\"name\":\"%s\"}".formatted("x".repeat(3 << 20)));
    HASTY.model(
        STUDIO,
        "{\"id\":\"large\",\"type\":\"custom\",\"name\":\"%s\"}".formatted("x".repeat(3 << 20)));
  }

  @AfterEach
  void theServersStillAnswer() {
    // By GET: it is sent again when a connection that was kept is closed for its idleness just
    // then.
    assertThat(SERVER.as(STUDIO).model("m").status()).isEqualTo(200);
    assertThat(HASTY.as(STUDIO).get("/limits").status()).isEqualTo(200);
  }

  private static String head(String... headers) {
    return "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.credentials(STUDIO)
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static RawAnswer send(String request) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      return socket.send(request).answer();
    }
  }

  private static RawAnswer post(byte[] body) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      return socket.send(head("Content-Length: " + body.length)).send(body).answer();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n{}\r\n0\r\n\r\n",
        "-1\r\n{}\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\n{}\r\n",
        "2 x\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "1\r\n{}\r\n0\r\n\r\n"
      })
  void aBadChunkIsRefused(String chunks) {
    assertRefused(send(head("Transfer-Encoding: chunked") + chunks), 400, 413);
  }

  @Test
  void chunksThatEndEarlyAreNoBody() {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      assertRefused(
          socket.send(head("Transfer-Encoding: chunked") + "2\r\n{}\r\n").halfClose().answer(),
          400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2\r\n{}\r\n0\r\n\r\n",
        "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
        "2;x=y\r\n{}\r\n0\r\nX-Trailer: y\r\n\r\n",
        "0\r\n\r\n",
        "0002\r\n{}\r\n0\r\n\r\n"
      })
  void chunksAreABody(String chunks) {
    assertThat(send(head("Transfer-Encoding: chunked") + chunks).text())
        .isEqualTo("{\"models\":[]}");
  }

  @Test
  void twoLengthsAreRefused() {
    assertRefused(
        send(head("Content-Length: 2", "Transfer-Encoding: chunked") + "2\r\n{}\r\n0\r\n\r\n"),
        400);
    assertRefused(send(head("Content-Length: 2", "Content-Length: 3") + "{} "), 400);
    assertRefused(send(head("Content-Length: -2") + "{}"), 400);
    assertRefused(send(head("Content-Length: two") + "{}"), 400);
  }

  @Test
  void whoWaitsForLeaveToSendIsRefusedWithoutSending() {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer refused =
          socket.send(head("Expect: 100-continue", "Content-Length: " + LARGE)).anyAnswer();
      assertThat(refused.status()).isEqualTo(413);
      assertRefused(refused, 413);
      assertThat(socket.isClosedByServer()).isTrue();
    }
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer leave = socket.send(head("Expect: 100-continue", "Content-Length: 2")).anyAnswer();
      assertThat(leave.status()).isEqualTo(100);
      assertThat(socket.send("{}").answer().text()).isEqualTo("{\"models\":[]}");
    }
  }

  /**
   * Announced or in chunks, an own thread reading meanwhile or everything written first: the
   * refusal arrives.
   */
  @ParameterizedTest(name = "chunked {0}, reading while writing {1}")
  @CsvSource({"false, false", "false, true", "true, false"})
  void aBodyOf100MegabytesIsRefusedAndTheClientReadsIt(boolean chunked, boolean readingWhileWriting)
      throws Exception {
    try (RawSocket socket = new RawSocket(SERVER.address());
        ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
      socket.send(head(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + LARGE));
      Future<RawAnswer> early = readingWhileWriting ? reader.submit(socket::answer) : null;
      byte[] piece = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int sent = 0; sent < LARGE; sent += piece.length) {
        if (chunked) {
          socket.send("100000\r\n").send(piece).send("\r\n");
        } else {
          socket.send(piece);
        }
      }
      if (chunked) {
        socket.send("0\r\n\r\n");
      }
      RawAnswer answer = early == null ? socket.answer() : early.get();
      assertThat(answer.status()).isEqualTo(413);
      assertRefused(answer, 413);
      assertThat(answer.text()).contains("REQUEST_TOO_LARGE");
    }
  }

  @Test
  void aBodyWithoutEndIsDrainedOnlySoFar() {
    byte[] piece = new byte[1 << 20];
    long sent = 0;
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(head("Content-Length: " + (1L << 40)));
      while (sent < 1L << 30) {
        socket.send(piece);
        sent += piece.length;
      }
    } catch (UncheckedIOException closed) {
      // The server has had enough.
    }
    assertThat(sent).isLessThan(1L << 30);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xc0, 0xff, 0x80, 0xed})
  void bytesThatAreNoUtf8AreRefused(int bad) {
    byte[] body = "{\"modelIds\":[\"??\"]}".getBytes(StandardCharsets.US_ASCII);
    body[14] = (byte) bad;
    body[15] = (byte) 0xa0;
    RawAnswer answer = post(body);
    assertRefused(answer, 400);
    assertThat(answer.text()).contains("MALFORMED_JSON");
  }

  @Test
  void otherCharacterSetsAreRefused() {
    assertRefused(post("{\"modelIds\":[\"m\"]}".getBytes(StandardCharsets.UTF_16)), 400);
    assertRefused(post("{\"modelIds\":[\"m\"]}".getBytes(StandardCharsets.UTF_16LE)), 400);
    assertRefused(post(new byte[] {0, 0, 0, '{', 0, 0, 0, '}'}), 400);
    assertRefused(post(new byte[4096]), 400);
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(post("\uFEFF{\"modelIds\":[\"m\"]}".getBytes(StandardCharsets.UTF_8)).text())
        .contains("\"id\":\"m\"");
  }

  @Test
  void aCompressedBodyIsRefused() {
    String garbage = "\u001f\u008b\u0008\u0000garbage";
    for (String encoding : List.of("gzip", "deflate", "br", "gzip, identity")) {
      assertRefused(
          send(
              head("Content-Encoding: " + encoding, "Content-Length: " + garbage.length())
                  + garbage),
          415);
    }
    assertRefused(send(head("Content-Length: " + garbage.length()) + garbage), 400);
    assertThat(send(head("Content-Encoding: identity", "Content-Length: 2") + "{}").status())
        .isEqualTo(200);
  }

  @Test
  void anEmptyContentTypeIsNone() {
    assertThat(send(head("Content-Type:", "Content-Length: 2") + "{}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"modelIds\":[\"m\"]", "{\"modelIds\":[\"m\"]}"})
  void aTruncatedBodyIsNeverRead(String sent) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer answer = socket.send(head("Content-Length: 100") + sent).halfClose().answer();
      assertRefused(answer, 400);
      assertThat(socket.isClosedByServer()).isTrue();
    }
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(head("Content-Length: 100") + sent).reset();
    }
  }

  @Test
  void afterAHalfCloseTheAnswerStillComes() {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer answer = socket.send(head("Content-Length: 2") + "{}").halfClose().answer();
      assertThat(answer.text()).isEqualTo("{\"models\":[]}");
      assertThat(socket.isClosedByServer()).isTrue();
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForForever() {
    for (String begun : List.of("", "{\"modelIds\":")) {
      try (RawSocket socket = new RawSocket(HASTY.address())) {
        assertTooLate(socket.send(head("Content-Length: 100") + begun));
      }
    }
  }

  @Test
  void aBodyThatDripsIsNotWaitedForForever() {
    try (RawSocket socket = new RawSocket(HASTY.address());
        ExecutorService dripper = Executors.newVirtualThreadPerTaskExecutor()) {
      socket.send(head("Content-Length: 1000000"));
      Future<?> drips =
          dripper.submit(() -> {
            while (!Thread.currentThread().isInterrupted()) {
              socket.send(" ");
            }
          });
      assertTooLate(socket);
      drips.cancel(true);
    }
  }

  private static void assertTooLate(RawSocket socket) {
    RawAnswer answer = socket.answer();
    assertRefused(answer, 408);
    if (answer.status() != 0) {
      assertThat(answer.text()).contains("REQUEST_TIMEOUT");
    }
    assertThat(socket.isClosedByServer()).isTrue();
  }

  @Test
  void headersThatDoNotComeAreNotWaitedForForever() {
    try (RawSocket socket = new RawSocket(HASTY.address())) {
      RawAnswer answer = socket.send("GET /v1/limits HTTP/1.1\r\nHost: x\r\nX-").answer();
      assertRefused(answer, 408, 400);
      assertThat(socket.isClosedByServer()).isTrue();
    }
    try (RawSocket socket = new RawSocket(HASTY.address())) {
      assertThat(socket.isClosedByServer()).as("an idle connection is closed").isTrue();
    }
  }

  @Test
  void whoReadsNothingAndLeavesHoldsNothingUp() {
    String body = TestServer.text(ids("large"));
    for (TestServer server : List.of(SERVER, HASTY)) {
      try (RawSocket socket = new RawSocket(server.address())) {
        for (int i = 0; i < 4; i++) {
          socket.send(head("Content-Length: " + body.length()) + body);
        }
      }
      try (RawSocket socket = new RawSocket(server.address())) {
        socket
            .send(head("Accept: application/x-ndjson", "Content-Length: " + body.length()) + body)
            .reset();
      }
    }
  }
}
