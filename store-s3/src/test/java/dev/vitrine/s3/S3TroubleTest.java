package dev.vitrine.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.asset.AssetStore;
import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import dev.vitrine.testkit.Noise;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What S3 refuses is said clearly, and without secrets. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // Set before all tests.
final class S3TroubleTest {
  private static final String KEY = "0".repeat(32);
  private static final String WRONG = "a-secret-that-is-wrong";
  private static final long MUCH = 1 << 20;

  private static LocalS3 s3;

  @BeforeAll
  static void startS3(@TempDir Path folder) throws Exception {
    s3 = LocalS3.start(folder);
  }

  @AfterAll
  static void stopS3() {
    s3.close();
  }

  private static AssetStore store(URI endpoint, String bucket, String id, String secret) {
    return S3AssetStore.open(
        new S3Settings(
            endpoint, "us-east-1", bucket, "", true, new S3Settings.Credentials(id, secret)),
        s3.spool());
  }

  @Test
  void wrongCredentialsAreSaidToBeAndNeverShown() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      for (List<String> wrong : List.of(List.of("local-key", WRONG), List.of("nobody", WRONG))) {
        try (AssetStore store =
            store(s3.endpoint(), LocalS3.BUCKET, wrong.getFirst(), wrong.getLast())) {
          for (Runnable call :
              List.<Runnable>of(
                  () -> store.exists(KEY),
                  () -> store.touch(KEY),
                  () -> put(store),
                  () -> store.each(each -> {}))) {
            assertThatExceptionOfType(AssetStoreException.class)
                .isThrownBy(call::run)
                .withMessageContaining("refuses the credentials")
                .withMessageContaining("403")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .satisfies(e -> assertThat(causes(e)).noneMatch(text -> text.contains(WRONG)));
          }
          assertThat(store.toString()).doesNotContain(WRONG);
        }
      }
    } finally {
      root.setLevel(level);
      root.detachAppender(log);
    }
    assertThat(log.list).isNotEmpty();
    assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(WRONG));
  }

  private static void put(AssetStore store) {
    try {
      store.put(new Noise(1, 10).stream(), MUCH);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(Throwable::toString)
        .toList();
  }

  @Test
  void aBucketThatIsNotThereIsSaidNotToBe() {
    try (AssetStore store = store(s3.endpoint(), "nowhere", "local-key", LocalS3.SECRET)) {
      assertThatExceptionOfType(AssetStoreException.class)
          .isThrownBy(() -> put(store))
          .withMessageContaining("has no bucket nowhere");
      assertThatExceptionOfType(AssetStoreException.class)
          .isThrownBy(() -> store.each(each -> {}))
          .withMessageContaining("has no bucket nowhere");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "507, InsufficientStorage, FULL, is full",
    "400, QuotaExceeded, FULL, is full",
    "503, SlowDown, UNAVAILABLE, answered 503 SlowDown",
    "500, InternalError, UNAVAILABLE, answered 500 InternalError",
    "400, Strange, UNAVAILABLE, answered 400 Strange"
  })
  void errorsAreToldApart(int status, String code, Reason reason, String message)
      throws IOException {
    byte[] body =
        ("<?xml version='1.0'?><Error><Code>" + code + "</Code><Message>no</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (AssetStore store = store(endpoint, "bucket", "id", "secret")) {
      assertThatExceptionOfType(AssetStoreException.class)
          .isThrownBy(() -> put(store))
          .withMessageContaining(message)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void settingsDoNotShowTheSecret() {
    assertThat(s3.settings("", Duration.ofSeconds(1)).toString())
        .contains(LocalS3.BUCKET)
        .doesNotContain(LocalS3.SECRET);
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new S3Settings(null, "us-east-1", "", "", true, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> s3.settings("", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
