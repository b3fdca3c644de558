package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.UploadCalls.begin;
import static dev.vitrine.server.http.UploadCalls.put;
import static dev.vitrine.server.http.UploadCalls.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many parts one upload, and one project, may have on their way. */
@Timeout(300)
class UploadSharesTest {
  private static final int PARTS = UploadPartHandler.OF_AN_UPLOAD + 1;

  @AutoClose private final TestServer server = TestServer.start(settings());
  private final List<RawSocket> slow = new ArrayList<>();

  private static Settings settings() {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits =
        ServerLimits.DEFAULT.withConnection(
            ConnectionLimits.STANDARD.withPatience(Duration.ofMinutes(10)));
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @AfterEach
  void end() {
    slow.forEach(RawSocket::close);
  }

  /** Begins to send a part of which nothing more comes. */
  private void stall(Answer begun, int number) {
    URI uri = URI.create(url(begun, number));
    RawSocket socket = new RawSocket(server.address());
    slow.add(socket);
    socket.send(
        "PUT %s?%s HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"
            .formatted(uri.getRawPath(), uri.getRawQuery()));
    assertThat(socket.anyAnswer().status()).isEqualTo(100);
  }

  private void stallAll(Answer begun) {
    for (int number = 1; number < PARTS; number++) {
      stall(begun, number);
    }
  }

  private Answer sendLast(Answer begun) {
    return put(server.stranger(), url(begun, PARTS), new byte[1]);
  }

  private static void assertRefused(Answer answer, String why) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.reason()).contains(why);
  }

  @Test
  void theUrlsOfOneUploadDoNotKeepOthersOut() {
    Answer begun = begin(server.as(STUDIO), PARTS);
    stallAll(begun);
    assertRefused(sendLast(begun), "of this upload");
    assertThat(sendLast(begin(server.as(STUDIO), PARTS)).status()).isEqualTo(200);
    slow.removeLast().close();
    assertThat(
            StoredAssets.eventually(() -> sendLast(begun), answer -> answer.status() == 200)
                .status())
        .isEqualTo(200);
  }

  @Test
  void theUploadsOfOneProjectDoNotKeepOthersOut() {
    int uploads = UploadPartHandler.OF_A_PROJECT / UploadPartHandler.OF_AN_UPLOAD;
    for (int i = 0; i < uploads; i++) {
      stallAll(begin(server.as(STUDIO), PARTS));
    }
    Answer begun = begin(server.as(STUDIO), PARTS);
    assertRefused(sendLast(begun), "of this project");
    assertThat(sendLast(begin(server.as(RIVAL), PARTS)).status()).isEqualTo(200);
    slow.removeLast().close();
    assertThat(
            StoredAssets.eventually(() -> sendLast(begun), answer -> answer.status() == 200)
                .status())
        .isEqualTo(200);
  }
}
