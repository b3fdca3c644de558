package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.AssetDocument;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many assets at a time, and what that may take of memory. */
@Timeout(120)
class AssetListBoundsTest {
  private static final int COUNT = 40;

  /** All of them are more than sockets buffer. */
  private static final int LARGE = 400_000;

  private static TestServer server(ServerLimits limits, int descriptionLength) {
    Settings loopback = Settings.onLoopback();
    TestServer server =
        TestServer.start(
            new MemoryStore(),
            new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true));
    for (int i = 0; i < COUNT; i++) {
      put(server, id(i), "x".repeat(descriptionLength));
    }
    server.awaitLists();
    return server;
  }

  private static String id(int number) {
    return "asset_%02d".formatted(number);
  }

  private static void put(TestServer server, String id, String description) {
    JsonObject row =
        (JsonObject)
            TestServer.json(
                """
                {"id":"%s","authorId":"apiu_x","collectionIds":[],"createdAt":"2026-01-01T00:00:00.000Z","editCapabilities":[],
                 "kind":"image","metadata":{"kind":"image","type":"uploaded","name":"a"},"mimeType":"image/png","ownerId":"%s",
                 "privacy":"public","properties":{"size":2},"source":"uploaded","status":"success","tags":[],
                 "updatedAt":"2026-01-01T00:00:00.000Z","description":"%s"}
                """
                    .formatted(id, STUDIO, description));
    server.write(
        new Key(Kind.ASSET, id),
        Draft.of(
            STUDIO,
            Visibility.PUBLIC,
            Bytes.wrap(AssetDocument.of(row, new StoredBlob("k", "0", 1)).encode())));
  }

  private static List<String> ids(Answer answer) {
    return Objects.requireNonNull(answer.json().array("assets")).elements().stream()
        .map(row -> String.valueOf(((JsonObject) row).text("id")))
        .toList();
  }

  private static String named(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + id(i) + "\"")
        .collect(Collectors.joining(",", "{\"assetIds\":[", "]}"));
  }

  private static ServerLimits answers(int bytes) {
    return new ServerLimits(1000, 10_000, 1 << 20, bytes);
  }

  @Test
  void aBulkAnswerOverTheLimitIsRefused() {
    int exact;
    try (TestServer server = server(ServerLimits.DEFAULT, 1000)) {
      exact = server.as(STUDIO).call("POST", "/assets/get-bulk", named(9)).body().length;
    }
    for (int slack : List.of(0, -1)) {
      try (TestServer server = server(answers(exact + slack), 1000)) {
        for (ApiClient client : List.of(server.as(STUDIO), server.as(STUDIO).gzip())) {
          Answer answer = client.call("POST", "/assets/get-bulk", named(9));
          if (slack == 0) {
            assertThat(ids(answer)).hasSize(9);
          } else {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("RESPONSE_TOO_LARGE");
            assertThat(answer.detail("limit")).isEqualTo(exact - 1);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5_000})
  void aPageEndsWhereTheAnswerIsFullAndNothingIsSkipped(int most) {
    try (TestServer server = server(answers(most), 1000)) {
      List<String> seen = new ArrayList<>();
      String token = "";
      while (token != null) {
        Answer page =
            server
                .as(STUDIO)
                .get("/assets?pageSize=100" + (token.isEmpty() ? "" : "&paginationToken=" + token));
        assertThat(ids(page)).hasSize(most < 1000 ? 1 : 3);
        seen.addAll(ids(page));
        token = page.json().text("nextPaginationToken");
        if (seen.size() == COUNT - COUNT % 3 && most > 1000) {
          break; // What is left fits.
        }
      }
      assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(COUNT - COUNT % 3);
    }
  }

  /** A list, or a bulk read, whose answer has begun and is not read on. */
  private static RawSocket stalled(TestServer server, String method, String path, String body) {
    RawSocket socket = new RawSocket(server.address());
    socket.send(
        "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, TestServer.credentials(STUDIO), body.length(), body));
    assertThat(socket.headOnly()).startsWith("HTTP/1.1 200");
    return socket;
  }

  private static RawSocket stalled(TestServer server, boolean list) {
    return list
        ? stalled(server, "GET", "/assets?pageSize=100", "")
        : stalled(server, "POST", "/assets/get-bulk", named(COUNT));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoeverIsReadingHasItsPlaceUntilTheAnswerIsRead(boolean list) {
    ServerLimits limits = ServerLimits.DEFAULT.withAdmission(new AdmissionLimits(1, 3, 256L << 20));
    try (TestServer server = server(limits, LARGE);
        RawSocket slow = stalled(server, list)) {
      for (Answer refused :
          List.of(
              server.as(STUDIO).get("/assets?pageSize=1"),
              server.as(STUDIO).call("POST", "/assets/get-bulk", named(1)))) {
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
      }
      assertThat(ids(server.as(RIVAL).get("/assets?privacy=public&pageSize=1"))).hasSize(1);
      slow.reset();
      assertThat(
              StoredAssets.eventually(
                      () -> server.as(STUDIO).get("/assets?pageSize=1"),
                      answer -> answer.status() == 200)
                  .status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void largeAnswersUnderWayKeepOtherLargeOnesOut(boolean list, boolean others) {
    ServerLimits limits =
        ServerLimits.DEFAULT.withAdmission(new AdmissionLimits(10, 20, 16L << 20));
    try (TestServer server = server(limits, LARGE);
        RawSocket slow = stalled(server, list)) {
      ApiClient rival = server.as(RIVAL);
      Answer refused =
          others
              ? rival.get("/assets?privacy=public&pageSize=100")
              : rival.call("POST", "/assets/get-bulk", named(COUNT));
      assertThat(refused.status()).isEqualTo(429);
      slow.reset();
    }
  }
}
