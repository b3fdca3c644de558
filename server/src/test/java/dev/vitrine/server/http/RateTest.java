package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A key's requests are counted together, whatever it asks for. */
class RateTest {
  private static final int BURST = 5;

  @AutoClose private static final TestServer SERVER = TestServer.start(limited());

  private static Settings limited() {
    Settings loopback = Settings.onLoopback();
    ServerLimits limits = ServerLimits.DEFAULT.withRate(new RateLimits(1, BURST));
    return new Settings(loopback.host(), 0, null, limits, loopback.cacheBytes(), false, true);
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeAgain() {
    List<Function<ApiClient, Answer>> calls =
        List.of(
            client -> client.bulk("{}"),
            client -> client.get("/limits"),
            client -> client.model("nowhere"),
            client -> client.ndjson().bulk(ids("nowhere")),
            client -> client.get("/models"));
    List<Answer> answers =
        IntStream.range(0, 60)
            .mapToObj(i -> calls.get(i % calls.size()).apply(SERVER.as(STUDIO)))
            .toList();
    assertThat(answers.subList(0, BURST)).noneMatch(answer -> answer.status() == 429);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 429)
        .hasSizeGreaterThan(calls.size())
        .allSatisfy(answer -> {
          assertThat(answer.code()).isEqualTo("TOO_MANY_REQUESTS");
          assertThat(answer.header("Retry-After")).isEqualTo("1");
          assertThat(answer.detail("retryAfterSeconds")).isEqualTo(1);
          assertThat(answer.detail("limit")).isEqualTo(1);
        });
    assertThat(SERVER.as(RIVAL).bulk("{}").status()).as("another key").isEqualTo(200);
    assertThat(SERVER.stranger().get("/healthz").status()).isEqualTo(200);
  }

  @Test
  void theRateIsAdvertised() {
    assertThat(SERVER.as(RIVAL).get("/limits").text())
        .contains("\"requestsPerSecond\":1,\"requestBurst\":5,");
  }
}
