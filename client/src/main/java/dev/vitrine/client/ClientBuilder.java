package dev.vitrine.client;

import static java.util.Objects.requireNonNull;

import dev.vitrine.client.error.ConfigurationException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes a client. Needs a base URL and credentials; the rest has defaults. */
public final class ClientBuilder {
  private static final String PUBLIC_TOKEN = "public-auth-token";
  private static final long LEAST_ANSWER = 1024;

  private final RequestOptions.Builder options =
      RequestOptions.builder()
          .attemptTimeout(Settings.ATTEMPT_TIMEOUT)
          .totalTimeout(Settings.TOTAL_TIMEOUT)
          .maxRetries(Settings.MAX_RETRIES)
          .idsPerCall(Settings.IDS_PER_CALL)
          .parallelism(Math.max(4, Math.min(8, 2 * Runtime.getRuntime().availableProcessors())));
  private @Nullable URI baseUrl;
  private @Nullable String authorization;
  private Duration connectTimeout = Duration.ofSeconds(10);
  private Duration firstRetry = Duration.ofMillis(250);
  private Duration longestRetry = Duration.ofSeconds(8);
  private @Nullable ProxySelector proxy;
  private @Nullable HttpClient http;
  private long maxAnswerBytes = Settings.MAX_ANSWER_BYTES;
  private @Nullable Boolean compressed;
  private System.Logger logger = System.getLogger("dev.vitrine.client");

  ClientBuilder() {}

  /** Takes what the environment names, and may be overridden by later calls. */
  ClientBuilder environment(UnaryOperator<@Nullable String> variables) {
    // A key is never sent to a service it was not named together with.
    boolean ours = set(variables, "VITRINE_URL") != null || set(variables, "VITRINE_KEY") != null;
    String url = set(variables, ours ? "VITRINE_URL" : "SCENARIO_BASE_URL");
    if (url != null) {
      baseUrl(url);
    }
    String key = set(variables, ours ? "VITRINE_KEY" : "SCENARIO_SDK_API_KEY");
    String secretName = ours ? "VITRINE_SECRET" : "SCENARIO_SDK_API_SECRET";
    String secret = set(variables, secretName);
    if (key != null && secret == null) {
      throw new ConfigurationException("The secret of the key is missing: set " + secretName, null);
    }
    if (key != null) {
      credentials(key, requireNonNull(secret));
    }
    String project = set(variables, "VITRINE_PROJECT");
    if (project != null) {
      project(project);
    }
    return this;
  }

  private static @Nullable String set(UnaryOperator<@Nullable String> variables, String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * Where the service is, up to what its routes have in common: {@code http://127.0.0.1:8080/v1}.
   *
   * @throws ConfigurationException if it is no http or https URL, or has a query or credentials
   */
  public ClientBuilder baseUrl(String url) {
    try {
      baseUrl = checked(URI.create(url.strip().replaceFirst("/+$", "")));
      return this;
    } catch (IllegalArgumentException e) {
      throw noUrl(e);
    }
  }

  private static URI checked(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    if ((!http && !https)
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getRawFragment() != null
        || url.getRawUserInfo() != null) {
      throw noUrl(null);
    }
    return url;
  }

  private static ConfigurationException noUrl(@Nullable Throwable cause) {
    return new ConfigurationException(
        "The base URL has to be like http://127.0.0.1:8080/v1, without query and credentials",
        cause);
  }

  /**
   * The key and its secret.
   *
   * @throws ConfigurationException if the key is empty or has a colon (RFC 7617 section 2)
   */
  public ClientBuilder credentials(String key, String secret) {
    requireNonNull(secret, "secret");
    if (key.isEmpty() || key.indexOf(':') >= 0) {
      throw new ConfigurationException("A key is not empty and has no colon", null);
    }
    byte[] pair = (key + ":" + secret).getBytes(StandardCharsets.UTF_8);
    authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    return this;
  }

  /**
   * No key: public models only, one at a time, where the operator of the service allows it. Bulk
   * reads need a key.
   */
  public ClientBuilder publicAccess() {
    authorization = PUBLIC_TOKEN;
    return this;
  }

  /** The project the key is asserted to belong to. Default: none is named. */
  public ClientBuilder project(String id) {
    options.projectId(id);
    return this;
  }

  /** How long making a connection may take. Default 10 s. Not with {@link #httpClient}. */
  public ClientBuilder connectTimeout(Duration time) {
    connectTimeout = requireNonNull(time, "time");
    return this;
  }

  /** See {@link RequestOptions.Builder#attemptTimeout}. Default 60 s. */
  public ClientBuilder attemptTimeout(Duration time) {
    options.attemptTimeout(time);
    return this;
  }

  /** See {@link RequestOptions.Builder#totalTimeout}. Default 10 min. */
  public ClientBuilder totalTimeout(Duration time) {
    options.totalTimeout(time);
    return this;
  }

  /** See {@link RequestOptions.Builder#maxRetries}. Default 2. */
  public ClientBuilder maxRetries(int times) {
    options.maxRetries(times);
    return this;
  }

  /**
   * How long to wait before a retry: at most the first time before the first, twice that before the
   * second, and so on up to the longest; at least half of it, by chance. More if the service asks
   * for it. Default 250 ms and 8 s.
   *
   * @throws IllegalArgumentException if it is not at least 1 ms, and at most 1 h in growing order
   */
  public ClientBuilder retryDelays(Duration first, Duration longest) {
    if (first.toMillis() < 1
        || first.compareTo(longest) > 0
        || longest.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("Delays are from 1 ms to 1 h, the first the shorter");
    }
    firstRetry = first;
    longestRetry = longest;
    return this;
  }

  /** See {@link RequestOptions.Builder#parallelism}. */
  public ClientBuilder parallelism(int requests) {
    options.parallelism(requests);
    return this;
  }

  /** See {@link RequestOptions.Builder#idsPerCall}. Default 1000. */
  public ClientBuilder idsPerCall(int ids) {
    options.idsPerCall(ids);
    return this;
  }

  /** See {@link RequestOptions.Builder#originalAssets}. Default false. */
  public ClientBuilder originalAssets(boolean flag) {
    options.originalAssets(flag);
    return this;
  }

  /** A header of every request. */
  public ClientBuilder header(String name, String value) {
    options.header(name, value);
    return this;
  }

  /** How the service is reached. Default: as the JVM is told. Not with {@link #httpClient}. */
  public ClientBuilder proxy(ProxySelector selector) {
    proxy = requireNonNull(selector, "selector");
    return this;
  }

  /**
   * The HTTP client to use, which stays the caller's to close. Default: one of its own.
   *
   * @throws ConfigurationException if it follows redirects
   */
  public ClientBuilder httpClient(HttpClient client) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new ConfigurationException(
          "An HTTP client that follows redirects would send the key to wherever they point", null);
    }
    http = client;
    return this;
  }

  /**
   * The most that is taken of one answer, or of one row of a stream, in bytes, decompressed.
   * Default 64 MiB; a bulk read whose answer is larger is made in smaller pieces.
   *
   * @throws IllegalArgumentException if it is less than 1 KiB
   */
  public ClientBuilder maxAnswerBytes(long bytes) {
    if (bytes < LEAST_ANSWER) {
      throw new IllegalArgumentException("maxAnswerBytes is at least " + LEAST_ANSWER);
    }
    maxAnswerBytes = bytes;
    return this;
  }

  /** Whether to ask for gzip. Default: unless the service is on this machine. */
  public ClientBuilder compression(boolean flag) {
    compressed = flag;
    return this;
  }

  /**
   * Where to write what happens: attempts and retries, at DEBUG; never credentials or bodies.
   * Default: the system logger {@code dev.vitrine.client}.
   */
  public ClientBuilder logger(System.Logger target) {
    logger = requireNonNull(target, "target");
    return this;
  }

  /**
   * The client.
   *
   * @throws ConfigurationException if base URL or credentials are missing
   */
  public VitrineClient build() {
    URI url = baseUrl;
    if (url == null) {
      throw new ConfigurationException(
          "The base URL is missing: set VITRINE_URL or SCENARIO_BASE_URL, or call baseUrl", null);
    }
    if (authorization == null) {
      throw new ConfigurationException(
          "The credentials are missing: set VITRINE_KEY and VITRINE_SECRET, or SCENARIO_SDK_API_KEY"
              + " and SCENARIO_SDK_API_SECRET, or call credentials",
          null);
    }
    boolean local = isLocal(url.getHost());
    if (!local && "http".equalsIgnoreCase(url.getScheme())) {
      logger.log(
          System.Logger.Level.WARNING, "The key travels unencrypted to {0}", url.getAuthority());
    }
    Settings settings =
        new Settings(
            url,
            authorization,
            options.build(),
            new Retries(firstRetry, longestRetry),
            maxAnswerBytes,
            compressed == null ? !local : compressed,
            logger);
    ExecutorService executor = ClientThreads.pool();
    HttpClient given = http;
    return new VitrineClient(
        given == null
            ? new Transport(settings, newHttp(url, executor), true, executor)
            : new Transport(settings, given, false, executor));
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private HttpClient newHttp(URI url, ExecutorService executor) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .executor(executor)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(
                "https".equalsIgnoreCase(url.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1);
    if (proxy != null) {
      builder.proxy(proxy);
    }
    return builder.build();
  }
}
