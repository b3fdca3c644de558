package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.vitrine.access.KeyRecord;
import dev.vitrine.access.Role;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.RawSocket;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.Visibility;
import dev.vitrine.testkit.HookedStore;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Planted secrets appear in no answer and in no line of the log, whatever is asked (contract
 * section 2, "Secrets stay in").
 */
class SecretsTest extends OnEverySurface {
  private static final String WANDB = "canary-wandb-4f1d0c";
  private static final String KEY_SECRET = "canary-secret-91ab7e";
  private static final String WRONG_SECRET = "canary-wrong-c03d55";
  private static final String TOKEN = "canary-token-77aa01";
  private static final String QUERY = "canary-query-5e2f90";

  private final Capture capture = new Capture();
  private final List<String> answers = new ArrayList<>();
  private final Map<Logger, Level> levels = new LinkedHashMap<>();

  /**
   * Keeps everything that is logged, as text. Holds no lock meanwhile: what is logged at this level
   * asks parts of the server for their state, and waits for theirs.
   */
  private static final class Capture extends UnsynchronizedAppenderBase<ILoggingEvent> {
    final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(
          event.getLoggerName()
              + " "
              + event.getFormattedMessage()
              + " "
              + event.getMDCPropertyMap()
              + " "
              + thrown);
    }
  }

  @BeforeEach
  void listen() {
    level(Logger.ROOT_LOGGER_NAME, Level.DEBUG);
    level("dev.vitrine", Level.TRACE);
    level("access", Level.TRACE);
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    capture.setContext(root.getLoggerContext());
    capture.start();
    root.iteratorForAppenders().forEachRemaining(appender -> appender.stop());
    root.addAppender(capture);
  }

  private void level(String logger, Level level) {
    Logger found = (Logger) LoggerFactory.getLogger(logger);
    levels.put(found, found.getLevel());
    found.setLevel(level);
  }

  @AfterEach
  void stopListening() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAppender(capture);
    root.iteratorForAppenders().forEachRemaining(appender -> appender.start());
    levels.forEach(Logger::setLevel);
  }

  @Test
  void plantedSecretsAppearNowhere() {
    HookedStore store = new HookedStore();
    Settings loopback = Settings.onLoopback();
    Settings settings =
        new Settings(
            loopback.host(), 0, null, loopback.limits(), loopback.cacheBytes(), true, true);
    try (TestServer server = TestServer.start(store, settings)) {
      plant(server);
      String authorization = credentials("apiu_canary", KEY_SECRET);
      ApiClient client = server.authorized(authorization);
      readEverything(client);
      failEverywhere(server, client);
      store.beforeModels(keys -> {
        throw new StoreException("The store was told to fail.");
      });
      keep(client.header("Cache-Control", "no-cache").bulk(ids("m")));
      keep(server.stranger().get("/metrics"));
      rawly(server, authorization);
    }
    List<String> secrets =
        new ArrayList<>(List.of(WANDB, KEY_SECRET, WRONG_SECRET, TOKEN, TestServer.SIGNING_SECRET));
    secrets.add("signing-secret-of-the-tests");
    secrets.add(KeyRecord.hash(KEY_SECRET));
    secrets.add(base64("apiu_canary:" + KEY_SECRET));
    secrets.add(base64("apiu_canary:" + WRONG_SECRET));
    assertThat(answers).hasSizeGreaterThan(60);
    assertThat(capture.lines).hasSizeGreaterThan(60);
    for (String secret : secrets) {
      assertThat(answers)
          .as("answers with %s", secret)
          .noneMatch(answer -> answer.contains(secret));
      assertThat(capture.lines)
          .as("log lines with %s", secret)
          .noneMatch(line -> isOurs(line) && line.contains(secret));
    }
    assertThat(capture.lines)
        .as("log lines with a query")
        .noneMatch(line -> isOurs(line) && line.contains(QUERY));
  }

  /**
   * Jetty dumps its buffers at DEBUG, request headers and all: against that only not switching it
   * on helps. All else counts.
   */
  private static boolean isOurs(String line) {
    return !line.startsWith("org.eclipse.jetty.");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void plant(TestServer server) {
    server.key("apiu_canary", STUDIO, Role.ADMIN, KEY_SECRET);
    String model =
        """
        {"id":"%s","type":"flux.1-lora","privacy":"public","parameters":{"rank":8,"wandbKey":"%s"},
         "thumbnail":{"assetId":"asset_t","url":"https://old.test/t"}}
        """;
    server.model(
        STUDIO, (JsonObject) TestServer.json(model.formatted("m", WANDB)), Set.of("asset_t"));
    // Not as an import leaves it: the secret still stands in the row.
    JsonObject careless =
        TestServer.imported(
            STUDIO, (JsonObject) TestServer.json(model.formatted("careless", WANDB)));
    byte[] stored = ModelDocument.of(careless).encode();
    server.put("careless", Draft.of(STUDIO, Visibility.PUBLIC, Bytes.wrap(stored)));
    byte[] damaged = stored.clone();
    damaged[2] ^= 1;
    server.put("damaged", Draft.of(STUDIO, Visibility.PUBLIC, Bytes.wrap(damaged)));
    server.write(
        new Key(Kind.KEY, "apiu_damaged"),
        Draft.of(
            STUDIO, Visibility.PRIVATE, Bytes.wrap(KEY_SECRET.getBytes(StandardCharsets.UTF_8))));
  }

  private void readEverything(ApiClient client) {
    JsonObject all = ids("m", "careless", "damaged", "nowhere");
    for (String flag :
        List.of("minimal", "settings", "thumbnail", "allTrainingImages", "originalAssets")) {
      for (ApiClient way : List.of(client, client.ndjson(), client.gzip(), client.unversioned())) {
        keep(way.query("report=true").bulk(all.with(flag, JsonBoolean.TRUE)));
        keep(way.query("fields=parameters").bulk(all.with(flag, JsonBoolean.TRUE)));
      }
    }
    for (String id : List.of("m", "careless", "damaged", "nowhere")) {
      keep(client.model(id));
      keep(client.query("originalAssets=true&x=" + QUERY).model(id));
    }
    assertThat(client.model("m").model().object("parameters"))
        .isEqualTo(TestServer.json("{\"rank\":8}"));
  }

  private void failEverywhere(TestServer server, ApiClient client) {
    for (String path :
        List.of(
            "/limits",
            "/healthz",
            "/readyz",
            "/metrics",
            "/nothing",
            "/models",
            "/models/public",
            "/jobs")) {
      keep(client.get(path));
      keep(client.call("DELETE", path));
      keep(server.authorized(credentials("apiu_canary", WRONG_SECRET)).get(path));
      keep(server.authorized("Bearer " + TOKEN).get(path));
      keep(server.authorized("Basic " + TOKEN).get(path));
    }
    keep(server.authorized(credentials("apiu_damaged", KEY_SECRET)).get("/limits"));
    keep(client.bulk("{\"modelIds\":[\"m\"],\"wandbKey\":\"" + WANDB));
    keep(client.bulk("{\"" + WANDB + "\":[[[[}"));
    keep(client.bulk("{\"minimal\":\"" + WANDB + "\"}"));
    keep(client.bulk("{\"modelIds\":{\"a\":\"" + WANDB + "\"}}"));
    keep(client.bulk("{\"ifNoneMatch\":{\"m\":\"" + WANDB + "\"}}"));
    keep(client.bulk("{\"x\":\"" + WANDB + "\\x\"}"));
    keep(client.query("projectId=other&x=" + QUERY).get("/limits"));
    keep(
        client.send(
            client
                .request("/models/get-bulk")
                .header("Content-Type", "text/" + TOKEN)
                .POST(BodyPublishers.ofString(WANDB))));
    keep(client.header("traceparent", TOKEN).get("/nothing"));
    keep(client.header("X-Large", TOKEN + "x".repeat(20_000)).get("/limits"));
  }

  private void rawly(TestServer server, String authorization) {
    for (String head :
        List.of(
            "GET /v1/limits HTTP/1.1\r\nAuthorization: " + authorization + "\r\n\r\n",
            "GET /v1/limits HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + authorization
                + "\r\nBad Header "
                + TOKEN
                + "\r\n\r\n",
            "POST /v1/models/get-bulk HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + authorization
                + "\r\nContent-Length: x"
                + TOKEN
                + "\r\n\r\n",
            "GET /v1/limits?%zz"
                + QUERY
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + authorization
                + "\r\n\r\n")) {
      try (RawSocket socket = new RawSocket(server.address())) {
        RawSocket.RawAnswer answer = socket.send(head).answer();
        answers.add(answer.headers() + answer.text());
      }
    }
  }

  private void keep(Answer answer) {
    answers.add(answer.headers().map() + answer.text());
  }
}
