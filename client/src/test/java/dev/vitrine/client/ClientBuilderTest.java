package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.ConfigurationException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is built of. */
class ClientBuilderTest {
  @AutoClose private final FaultyServer server = new FaultyServer(Answers.models());

  private static VitrineClient from(Map<String, String> variables) {
    return VitrineClient.builder().environment(variables::get).build();
  }

  private String authorizationSent(Map<String, String> variables) {
    try (VitrineClient client = from(variables)) {
      client.models().getBulk();
      return server.lastRequest().header("Authorization");
    }
  }

  @Test
  void theEnvironmentNamesServiceAndKey() {
    String url = server.url();
    assertThat(
            authorizationSent(
                Map.of("VITRINE_URL", url + "/", "VITRINE_KEY", "k", "VITRINE_SECRET", "s")))
        .isEqualTo("Basic azpz");
    assertThat(
            authorizationSent(
                Map.of(
                    "SCENARIO_BASE_URL", url,
                    "SCENARIO_SDK_API_KEY", "k",
                    "SCENARIO_SDK_API_SECRET", "s")))
        .isEqualTo("Basic azpz");
    assertThat(
            authorizationSent(
                Map.of(
                    "VITRINE_URL", url,
                    "VITRINE_KEY", "k",
                    "VITRINE_SECRET", "s",
                    "VITRINE_PROJECT", "proj_1",
                    "SCENARIO_BASE_URL", "http://127.0.0.1:1",
                    "SCENARIO_SDK_API_KEY", "other",
                    "SCENARIO_SDK_API_SECRET", "other")))
        .isEqualTo("Basic azpz");
    assertThat(server.lastRequest().target()).endsWith("?projectId=proj_1");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> from(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("VITRINE_URL");
    assertThatThrownBy(() ->
            from(
                Map.of(
                    "VITRINE_URL", "http://127.0.0.1:1",
                    "SCENARIO_SDK_API_KEY", "of another service",
                    "SCENARIO_SDK_API_SECRET", "of another service")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("VITRINE_KEY");
    assertThatThrownBy(() ->
            from(
                Map.of(
                    "VITRINE_URL", "http://127.0.0.1:1",
                    "VITRINE_KEY", "k",
                    "SCENARIO_SDK_API_SECRET", "not of this key")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("VITRINE_SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8080",
        "ftp://127.0.0.1",
        "http://",
        "http://a b",
        "http://k:s@127.0.0.1",
        "http://127.0.0.1/?x=y",
        "http://127.0.0.1/#x",
        "file:///etc/passwd"
      })
  void aBaseUrlIsAnHttpUrl(String url) {
    assertThatThrownBy(() -> VitrineClient.builder().baseUrl(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("k:s");
  }

  @Test
  void optionsHaveBounds() {
    RequestOptions.Builder options = RequestOptions.builder();
    for (Duration time : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(366))) {
      assertThatThrownBy(() -> options.attemptTimeout(time))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> options.totalTimeout(time))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> options.maxRetries(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.parallelism(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.idsPerCall(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VitrineClient.builder().maxAnswerBytes(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VitrineClient.builder().credentials("a:b", "c"))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aHeaderThatCannotBeIsRefused() {
    for (String value : List.of("secret\r\nY: b", "secret\n", "secret\u0000", "secret€")) {
      assertThatThrownBy(() -> VitrineClient.builder().header("X-Token", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("X-Token")
          .hasMessageNotContaining("secret");
    }
    for (String name : List.of("", "X Y", "X:", "ü", "X\n")) {
      assertThatThrownBy(() -> RequestOptions.builder().header(name, "v"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theHeaderOfARequestIsTheOneThatCountsHoweverItIsWritten() {
    try (VitrineClient client = Clients.of(server).header("x-trace", "a").build()) {
      client
          .models()
          .getBulk(
              ModelGetBulkParams.none(), RequestOptions.builder().header("X-Trace", "b").build());
    }
    assertThat(server.lastRequest().header("x-trace")).isEqualTo("b");
  }

  @Test
  void anHttpClientThatFollowsRedirectsIsRefused() {
    try (HttpClient http =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
      assertThatThrownBy(() -> VitrineClient.builder().httpClient(http))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("redirects");
    }
  }

  @Test
  void publicAccessSendsItsTokenInPlaceOfAKey() {
    server.then(Answers.json(200, "{\"model\":{\"id\":\"a\"}}"));
    try (VitrineClient client =
        VitrineClient.builder().baseUrl(server.url()).publicAccess().build()) {
      client.models().retrieve("a");
    }
    assertThat(server.lastRequest().header("Authorization")).isEqualTo("public-auth-token");
  }

  @Test
  void anHttpClientThatIsGivenStaysOpen() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2; i++) {
        try (VitrineClient client = Clients.of(server).httpClient(http).build()) {
          assertThat(client.models().getBulk(ModelGetBulkParams.of("a")).models()).hasSize(1);
        }
      }
    }
  }

  @Test
  void aProxyIsAskedInPlaceOfTheService() {
    try (VitrineClient client =
        VitrineClient.builder()
            .baseUrl("http://catalogue.invalid/v1")
            .credentials("k", "s")
            .proxy(
                ProxySelector.of(
                    new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())))
            .build()) {
      client.models().getBulk();
    }
    assertThat(server.lastRequest().target())
        .isEqualTo("http://catalogue.invalid/v1/models/get-bulk");
  }

  @Test
  void whatIsLoggedHasNoSecrets() {
    Log log = new Log();
    server.then(Answers.error(503, "UNAVAILABLE", "{}"), Answers.models());
    try (VitrineClient client = Clients.of(server).maxRetries(1).logger(log).build()) {
      client.models().getBulk(ModelGetBulkParams.of("confidential"));
      assertThat(client).asString().isEqualTo("VitrineClient[" + server.url() + "]");
    }
    assertThat(log.lines).hasSize(3);
    assertThat(log.lines.get(0))
        .matches("POST /models/get-bulk: 503 after \\S+ ms \\(attempt 1\\)");
    assertThat(log.lines.get(1)).contains("attempt 1 failed", "trying again in");
    assertThat(String.join("\n", log.lines))
        .doesNotContain("open sesame", "confidential", "Basic", "apiu_test");
  }

  /** A logger that keeps its lines. */
  private static final class Log implements System.Logger {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      lines.add(java.text.MessageFormat.format(format, parameters));
    }
  }
}
