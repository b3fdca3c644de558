package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonNumber;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on requests and answers, as advertised (contract section 1, "Errors", and section 2). */
class SizesTest extends OnEverySurface {
  private static final ServerLimits SMALL = new ServerLimits(3, 5, 400, 3000);

  @AutoClose private static final TestServer SERVER = TestServer.start();

  @AutoClose
  private static final TestServer LIMITED = TestServer.start(new MemoryStore(), limited(SMALL));

  private static Settings limited(ServerLimits limits) {
    Settings loopback = Settings.onLoopback();
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @BeforeAll
  static void fill() {
    String name = "x".repeat(1 << 20);
    for (int i = 0; i < 17; i++) {
      SERVER.model(
          STUDIO, "{\"id\":\"big%d\",\"type\":\"custom\",\"name\":\"%s\"}".formatted(i, name));
    }
    for (int i = 0; i < 5; i++) {
      LIMITED.model(
          STUDIO,
          "{\"id\":\"m%d\",\"type\":\"custom\",\"name\":\"%s\"}".formatted(i, "é".repeat(400)));
    }
  }

  @Test
  void anAnswerOver16MiBIsRefusedAndNamesTheWay() {
    for (ApiClient client : List.of(SERVER.as(STUDIO), SERVER.as(STUDIO).gzip())) {
      Answer refused = client.bulk(ids(big(17)));
      assertThat(refused.status()).isEqualTo(413);
      assertThat(refused.code()).isEqualTo("RESPONSE_TOO_LARGE");
      assertThat(refused.detail("limit")).isEqualTo(16 << 20);
      assertThat(refused.reason()).contains("application/x-ndjson");
    }
    assertThat(SERVER.as(STUDIO).gzip().bulk(ids(big(15))).ids()).hasSize(15);
  }

  @Test
  void linesHaveNoSuchLimit() {
    assertThat(SERVER.as(STUDIO).ndjson().bulk(ids(big(17))).ids()).hasSize(17);
  }

  private static List<String> big(int count) {
    return IntStream.range(0, count).mapToObj(i -> "big" + i).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "report"})
  void theLimitOnAnswersIsExactAndCountsPlainBytes(String query) {
    int exact = SERVER.as(STUDIO).query(query).bulk(ids("big0", "big1", "nowhere")).body().length;
    for (int slack : List.of(0, -1)) {
      try (TestServer server =
          TestServer.start(
              new MemoryStore(), limited(new ServerLimits(10, 10, 1 << 20, exact + slack)))) {
        for (String id : List.of("big0", "big1")) {
          server.model(
              STUDIO,
              "{\"id\":\"%s\",\"type\":\"custom\",\"name\":\"%s\"}"
                  .formatted(id, "x".repeat(1 << 20)));
        }
        for (ApiClient client : List.of(server.as(STUDIO), server.as(STUDIO).gzip())) {
          Answer answer = client.query(query).bulk(ids("big0", "big1", "nowhere"));
          assertThat(answer.status()).isEqualTo(slack < 0 ? 413 : 200);
        }
      }
    }
  }

  @Test
  void whatIsAdvertisedIsWhatIsEnforced() {
    assertAdvertised(SERVER, 1000, 10_000, 1 << 20, 16 << 20);
    assertAdvertised(LIMITED, 3, 5, 400, 3000);
  }

  private static void assertAdvertised(
      TestServer server, int ids, int lines, int request, int response) {
    var limits = server.as(STUDIO).get("/limits").json();
    assertThat(limits.get("modelIdsPerRequest")).isEqualTo(new JsonNumber(ids));
    assertThat(limits.get("modelIdsPerNdjsonRequest")).isEqualTo(new JsonNumber(lines));
    assertThat(limits.get("requestBytes")).isEqualTo(new JsonNumber(request));
    assertThat(limits.get("responseBytes")).isEqualTo(new JsonNumber(response));
    assertThat(limits.get("modelIdLength")).isEqualTo(new JsonNumber(256));
    assertThat(limits.get("documentBytes")).isEqualTo(new JsonNumber(4 << 20));
    assertThat(limits.get("jsonDepth")).isEqualTo(new JsonNumber(64));
    assertThat(limits.get("uriBytes")).isEqualTo(new JsonNumber(8192));
    assertThat(limits.get("headerBytes")).isEqualTo(new JsonNumber(16_384));
  }

  @Test
  void configuredCapsAreEnforced() {
    assertThat(LIMITED.as(STUDIO).bulk(ids("a", "b", "c", "a")).status()).isEqualTo(200);
    assertThat(LIMITED.as(STUDIO).bulk(ids("a", "b", "c", "d")).detail("limit")).isEqualTo(3);
    assertThat(LIMITED.as(STUDIO).ndjson().bulk(ids("a", "b", "c", "d", "e")).status())
        .isEqualTo(200);
    assertThat(LIMITED.as(STUDIO).ndjson().bulk(ids("a", "b", "c", "d", "e", "f")).detail("limit"))
        .isEqualTo(5);
    assertThat(LIMITED.as(STUDIO).bulk(ids("m0", "m1")).status()).isEqualTo(200);
    assertThat(LIMITED.as(STUDIO).bulk(ids("m0", "m1", "m2")).code())
        .isEqualTo("RESPONSE_TOO_LARGE");
    assertThat(LIMITED.as(STUDIO).ndjson().bulk(ids("m0", "m1", "m2", "m3", "m4")).ids())
        .hasSize(5);
  }

  @Test
  void aBodyOfTheMostBytesIsTakenAndOneMoreIsNot() {
    assertThat(LIMITED.as(STUDIO).bulk("{}" + " ".repeat(398)).status()).isEqualTo(200);
    assertRefused(LIMITED.as(STUDIO).bulk("{}" + " ".repeat(399)), 400);
    assertThat(SERVER.as(STUDIO).bulk("{}" + " ".repeat((1 << 20) - 2)).status()).isEqualTo(200);
    assertRefused(SERVER.as(STUDIO).bulk("{}" + " ".repeat((1 << 20) - 1)), 1 << 20);
  }

  private static void assertRefused(Answer answer, int limit) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("REQUEST_TOO_LARGE");
    assertThat(answer.detail("limit")).isEqualTo(limit);
  }

  @Test
  void nestingOf64IsTakenAnd65IsNot() {
    assertThat(SERVER.as(STUDIO).bulk(nested(64)).status()).isEqualTo(200);
    assertThat(SERVER.as(STUDIO).bulk(nested(65)).code()).isEqualTo("MALFORMED_JSON");
    assertThat(SERVER.as(STUDIO).bulk("[".repeat(100_000)).code()).isEqualTo("MALFORMED_JSON");
    assertThat(SERVER.as(STUDIO).bulk("{\"a\":".repeat(100_000)).code())
        .isEqualTo("MALFORMED_JSON");
  }

  /** An object that holds arrays, so many levels in all. */
  private static String nested(int depth) {
    return "{\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  @Test
  void aUriOfTheMostBytesIsTakenAndOneMoreIsNot() {
    int fixed = "/v1/limits?x=".length();
    assertThat(SERVER.as(STUDIO).query("x=" + "y".repeat(8192 - fixed)).get("/limits").status())
        .isEqualTo(200);
    Answer refused = SERVER.as(STUDIO).query("x=" + "y".repeat(8193 - fixed)).get("/limits");
    assertThat(refused.status()).isEqualTo(414);
    assertThat(refused.code()).isEqualTo("URI_TOO_LONG");
    assertThat(refused.detail("limit")).isEqualTo(8192);
  }

  @Test
  void headersOver16KiBAreRefused() {
    assertThat(SERVER.as(STUDIO).header("X-Large", "y".repeat(15_000)).get("/limits").status())
        .isEqualTo(200);
    Answer refused = SERVER.as(STUDIO).header("X-Large", "y".repeat(17_000)).get("/limits");
    assertThat(refused.status()).isEqualTo(431);
    assertThat(refused.code()).isEqualTo("HEADERS_TOO_LARGE");
  }
}
