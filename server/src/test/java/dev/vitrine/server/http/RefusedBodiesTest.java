package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.RawSocketTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import dev.vitrine.server.RawSocket.RawAnswer;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever still sends the body of a request that is refused gets to read why. */
class RefusedBodiesTest {
  private static final int LARGE = 4 << 20;
  private static final byte[] PIECE = new byte[1 << 20];
  private static final String NOBODY = TestServer.credentials("nobody", "nothing");

  @AutoClose private static final TestServer SERVER = TestServer.start(limited());

  /** A read whose body never comes. */
  private static final RawSocket STALLED = new RawSocket(SERVER.address());

  /** One read of a key at a time. */
  private static Settings limited() {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits =
        ServerLimits.DEFAULT
            .withAdmission(new AdmissionLimits(1, 4, 64 << 20))
            .withPatience(Duration.ofMinutes(5)); // The one that is stalled is to stay so.
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @BeforeAll
  static void takeTheRivalsOnlyPlace() {
    STALLED.send(head("/v1/models/get-bulk", TestServer.credentials(RIVAL), "Content-Length: 2"));
    // Its place is taken as soon as the next request of the key is refused.
    while (SERVER.as(RIVAL).bulk("{}").status() != 429) {
      Thread.onSpinWait();
    }
  }

  /** Before the server closes, which would wait for its end. */
  @AfterAll
  static void leaveIt() {
    STALLED.close();
  }

  private static String head(String path, String authorization, String length) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n%s\r\n\r\n"
        .formatted(path, authorization, length);
  }

  private static String who(String name) {
    return switch (name) {
      case "studio" -> TestServer.credentials(STUDIO);
      case "rival" -> TestServer.credentials(RIVAL);
      default -> NOBODY;
    };
  }

  @ParameterizedTest(name = "{0} by {1} is {2}")
  @CsvSource({
    "/v1/models/get-bulk, nobody, 401",
    "/v1/nothing, nobody, 401",
    "/v1/nothing, studio, 404",
    "/v1/search/models, studio, 404",
    "/v1/limits, studio, 405",
    "/v1/limits?projectId=other, studio, 403",
    "/v1/models/%ff, studio, 400",
    "/v1/models/get-bulk, rival, 429"
  })
  void theRefusalOfALargeBodyIsRead(String path, String name, int status) {
    for (boolean chunked : new boolean[] {false, true}) {
      try (RawSocket socket = new RawSocket(SERVER.address())) {
        socket.send(
            head(
                path,
                who(name),
                chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + LARGE));
        for (int sent = 0; sent < LARGE; sent += PIECE.length) {
          if (chunked) {
            socket.send("100000\r\n").send(PIECE).send("\r\n");
          } else {
            socket.send(PIECE);
          }
        }
        if (chunked) {
          socket.send("0\r\n\r\n");
        }
        RawAnswer answer = socket.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertRefused(answer, status);
        assertThat(
                socket
                    .send(head("/v1/models/get-bulk", who("studio"), "Content-Length: 2") + "{}")
                    .answer()
                    .text())
            .as("the connection goes on")
            .isEqualTo("{\"models\":[]}");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/models/get-bulk, nobody, 401", "/v1/nothing, studio, 404"})
  void whoWaitsForLeaveToSendIsRefusedAtOnce(String path, String name, int status) {
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      RawAnswer answer =
          socket
              .send(head(path, who(name), "Expect: 100-continue\r\nContent-Length: " + LARGE))
              .anyAnswer();
      assertThat(answer.status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/models/get-bulk, nobody", "/v1/nothing, studio"})
  void aBodyWithoutEndIsReadOnlySoFar(String path, String name) {
    long sent = 0;
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(head(path, who(name), "Content-Length: " + (1L << 40)));
      while (sent < 1L << 30) {
        socket.send(PIECE);
        sent += PIECE.length;
      }
    } catch (UncheckedIOException closed) {
      // The server has had enough.
    }
    assertThat(sent).isLessThan(1L << 30);
  }
}
