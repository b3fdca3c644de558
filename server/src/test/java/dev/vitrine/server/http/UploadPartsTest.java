package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.UploadCalls.PNG;
import static dev.vitrine.server.http.UploadCalls.begin;
import static dev.vitrine.server.http.UploadCalls.complete;
import static dev.vitrine.server.http.UploadCalls.id;
import static dev.vitrine.server.http.UploadCalls.piece;
import static dev.vitrine.server.http.UploadCalls.put;
import static dev.vitrine.server.http.UploadCalls.request;
import static dev.vitrine.server.http.UploadCalls.there;
import static dev.vitrine.server.http.UploadCalls.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of uploads: who may send them, and what becomes of those that arrive badly. */
class UploadPartsTest {
  private static final AtomicReference<Instant> TIME = new AtomicReference<>(TestServer.NOW);

  @AutoClose
  private static final TestServer SERVER =
      TestServer.start(new MemoryStore(), Settings.onLoopback(), TIME::get);

  private final ApiClient studio = SERVER.as(STUDIO);
  private final ApiClient anybody = SERVER.stranger();

  private void assertForbidden(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("FORBIDDEN");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "/parts/1,/parts/2",
    "/parts/1,/parts/01",
    "/parts/1,/parts/%31",
    "/parts/1,/parts/1x",
    "/uploads/u,/uploads/U",
    "Expires=1,Expires=2",
    "Expires=,Expires=0",
    "Key-Pair-Id=,Key-Pair-Id=x",
    "Signature=,Signature=x",
    "Signature=,X=",
    "Expires=,X=",
    "Key-Pair-Id=,X="
  })
  void whatWasNotSignedSoIsForbidden(String part, String other) {
    Answer begun = begin(studio, 2);
    String changed = url(begun, 1).replace(part, other);
    assertThat(changed).isNotEqualTo(url(begun, 1));
    assertForbidden(put(anybody, changed, PNG));
    assertForbidden(put(studio, changed, PNG));
    assertThat(there(studio.get("/uploads/" + id(begun)))).isEmpty();
  }

  @Test
  void everyCharacterOfTheSignatureCounts() {
    Answer begun = begin(studio, 1);
    String url = url(begun, 1);
    int at = url.indexOf("Signature=") + "Signature=".length();
    for (int i = at; i < url.length(); i += 7) {
      String changed =
          url.substring(0, i) + (url.charAt(i) == 'A' ? 'B' : 'A') + url.substring(i + 1);
      assertForbidden(put(anybody, changed, PNG));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE"})
  void theUrlIsForPutAlone(String method) {
    Answer begun = begin(studio, 1);
    Answer answer = anybody.send(request(url(begun, 1)).method(method, BodyPublishers.noBody()));
    assertThat(answer.status()).isIn(401, 405);
  }

  @Test
  void theUrlOfAnAssetTakesNoPart() {
    SERVER.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                "{\"id\":\"m\",\"type\":\"custom\",\"thumbnail\":{\"assetId\":\"asset_1\",\"url\":\"https://x.test/1\"}}"),
        Set.of("asset_1"));
    Answer begun = begin(studio, 1);
    String read =
        String.valueOf(TestServer.object(studio.model("m").model(), "thumbnail").text("url"));
    String query = read.substring(read.indexOf('?'));
    String part = url(begun, 1);
    assertForbidden(put(anybody, part.substring(0, part.indexOf('?')) + query, PNG));
  }

  @Test
  void aUrlExpiresAndTheUploadGivesNewOnes() {
    Answer begun = begin(studio, 1);
    TIME.updateAndGet(time -> time.plus(Duration.ofHours(24)).plusSeconds(1));
    Answer refused = put(anybody, url(begun, 1), PNG);
    assertForbidden(refused);
    assertThat(refused.reason()).contains("has expired");
    Answer now = studio.get("/uploads/" + id(begun));
    assertThat(put(anybody, url(now, 1), PNG).status()).isEqualTo(200);
  }

  @Test
  void bothPrefixesTakeParts() {
    Answer begun = begin(studio, 1);
    String versioned = url(begun, 1).replace("/uploads/", "/v1/uploads/");
    assertThat(put(anybody, versioned, PNG).status()).isEqualTo(200);
  }

  @Test
  void aPartOfAnyTypeAndWithoutALengthIsTaken() {
    Answer begun = begin(studio, 1);
    Answer answer =
        anybody.send(
            request(url(begun, 1))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(PNG))));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(UploadCalls.status(complete(studio, id(begun)))).isEqualTo("imported");
  }

  @Test
  void aCompressedPartIsRefused() {
    Answer begun = begin(studio, 1);
    Answer answer =
        anybody.send(
            request(url(begun, 1))
                .header("Content-Encoding", "gzip")
                .PUT(BodyPublishers.ofByteArray(PNG)));
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void aPartThatIsTooLargeIsRefusedAndTheUploadGoesOn() {
    Answer begun = begin(studio, 2);
    byte[] large = new byte[3_000_000];
    Answer told = put(anybody, url(begun, 1), large);
    assertThat(told.status()).isEqualTo(413);
    assertThat(told.detail("limit")).isEqualTo(PNG.length);
    Answer untold =
        anybody.send(
            request(url(begun, 1))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));
    assertThat(untold.status()).isEqualTo(413);
    put(anybody, url(begun, 1), piece(PNG, 1, 2));
    put(anybody, url(begun, 2), piece(PNG, 2, 2));
    assertThat(UploadCalls.status(complete(studio, id(begun)))).isEqualTo("imported");
  }

  @Test
  void whatIsDoneTakesNoMore() {
    Answer begun = begin(studio, 1);
    put(anybody, url(begun, 1), PNG);
    complete(studio, id(begun));
    Answer refused = put(anybody, url(begun, 1), PNG);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.details().text("status")).isEqualTo("imported");
  }

  private static String head(String url, String... headers) {
    URI uri = URI.create(url);
    return "PUT "
        + uri.getRawPath()
        + "?"
        + uri.getRawQuery()
        + " HTTP/1.1\r\nHost: x\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  @Test
  void aClientThatDiesInTheMiddleLeavesNothing() {
    Answer begun = begin(studio, 1);
    String head = head(url(begun, 1), "Content-Length: " + PNG.length);
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(head).send(Arrays.copyOf(PNG, 20)).reset();
    }
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(head).send(Arrays.copyOf(PNG, 20)).halfClose();
      assertThat(socket.answer().status()).isIn(0, 400);
    }
    String chunked = head(url(begun, 1), "Transfer-Encoding: chunked");
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      socket.send(chunked).send("5\r\n12345\r\n").halfClose();
      assertThat(socket.answer().status()).isIn(0, 400);
    }
    assertThat(there(studio.get("/uploads/" + id(begun)))).isEmpty();
    put(anybody, url(begun, 1), PNG);
    assertThat(UploadCalls.status(complete(studio, id(begun)))).isEqualTo("imported");
  }

  @Test
  void whoAsksForLeaveIsToldBeforeSending() {
    Answer begun = begin(studio, 1);
    String url = url(begun, 1);
    String[] headers = {"Content-Length: " + PNG.length, "Expect: 100-continue"};
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      assertThat(socket.send(head(url + "x", headers)).anyAnswer().status()).isEqualTo(403);
    }
    try (RawSocket socket = new RawSocket(SERVER.address())) {
      assertThat(socket.send(head(url, headers)).anyAnswer().status()).isEqualTo(100);
      assertThat(socket.send(PNG).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void anUploadIsGoneOnWithByTheNextServer() {
    MemoryStore documents = new MemoryStore();
    MemoryAssetStore blobs = new MemoryAssetStore();
    Settings settings = Settings.onLoopback();
    TestServer first =
        TestServer.start(documents, blobs, TestServer.signingKeys(), settings, TIME::get);
    Answer begun = begin(first.as(STUDIO), 2);
    put(first.stranger(), url(begun, 1), piece(PNG, 1, 2));
    first.server().close();
    try (TestServer next =
        TestServer.start(documents, blobs, TestServer.signingKeys(), settings, TIME::get)) {
      Answer now = next.as(STUDIO).get("/uploads/" + id(begun));
      assertThat(there(now)).containsExactly(1);
      put(next.stranger(), url(now, 2), piece(PNG, 2, 2));
      assertThat(UploadCalls.status(complete(next.as(STUDIO), id(begun)))).isEqualTo("imported");
    }
  }
}
