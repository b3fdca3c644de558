package dev.vitrine.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitrine.asset.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("vitrine.yaml"), text);
  }

  @Test
  void theDefaultsAreThoseOfTheContract() {
    Configuration standard = Configuration.of(new Settings());
    assertThat(standard.http())
        .isEqualTo(
            new HttpConfig(
                "127.0.0.1", 8080, null, 4096, Duration.ofSeconds(30), new ByteSize(16 << 10)));
    assertThat(standard.limits())
        .isEqualTo(
            new LimitsConfig(
                1000,
                10_000,
                new ByteSize(1 << 20),
                new ByteSize(16 << 20),
                64,
                512,
                0.25,
                0,
                100));
    assertThat(standard.access()).isEqualTo(new AccessConfig(false, AccessConfig.Metrics.OPEN));
    assertThat(standard.assets()).isEqualTo(AssetsConfig.STANDARD);
    assertThat(standard.log().format()).isEqualTo(LogConfig.Format.TEXT);
  }

  @Test
  void theCommandLineIsStrongerThanTheEnvironmentAndThatThanTheFile() throws IOException {
    Settings settings =
        new Settings()
            .file(
                file(
                    "http:\n  host: file\n  port: 1\n  publicUrl: https://a.example/base/\nlimits:\n  requestBytes: 64KiB\naccess:\n"))
            .environment(
                Map.of(
                    "VITRINE_HTTP_HOST",
                    "environment",
                    "VITRINE_HTTP_PORT",
                    "2",
                    "VITRINE_DATA",
                    "x",
                    "HOME",
                    "y"))
            .option(Setting.HTTP_HOST, "--host", null)
            .option(Setting.HTTP_PORT, "--port", "3");
    Configuration configuration = Configuration.of(settings);
    assertThat(configuration.http().host()).isEqualTo("environment");
    assertThat(configuration.http().port()).isEqualTo(3);
    assertThat(configuration.http().publicUrl()).isEqualTo(URI.create("https://a.example/base"));
    assertThat(configuration.limits().requestBytes()).isEqualTo(new ByteSize(64 << 10));
    assertThat(settings.get(Setting.HTTP_PORT).origin()).isEqualTo("--port");
    assertThat(settings.get(Setting.HTTP_HOST).origin()).isEqualTo("$VITRINE_HTTP_HOST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http:\n  prot: 1",
        "htpp:\n  port: 1",
        "http: 1",
        "- a",
        "http:\n  port: [1]",
        "http:\n  port: {a: b}",
        "a: b: c",
        "http:\n  port: 1\n  port: 2"
      })
  void aFileThatSetsWhatIsNotKnownIsRefused(String text) throws IOException {
    Path file = file(text);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new Settings().file(file))
        .withMessageContaining("vitrine.yaml")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void anEmptyFileSetsNothing() throws IOException {
    assertThat(new Settings().file(file("# nothing\n")).get(Setting.HTTP_PORT).text())
        .isEqualTo("8080");
  }

  @Test
  void aVariableThatIsNoSettingIsRefused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new Settings().environment(Map.of("VITRINE_HTTP_PROT", "1")))
        .withMessageContaining("VITRINE_HTTP_PROT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP_PORT=65536",
        "HTTP_PORT=",
        "HTTP_HOST= ",
        "HTTP_PUBLIC_URL=ftp://a",
        "HTTP_PUBLIC_URL=https://a?b",
        "HTTP_PUBLIC_URL=a",
        "LIMITS_REQUEST_BYTES=1",
        "LIMITS_REQUEST_BYTES=1MB",
        "LIMITS_MODEL_IDS_PER_REQUEST=0",
        "HTTP_CONNECTIONS=0",
        "HTTP_PATIENCE=30",
        "HTTP_PATIENCE=1ms",
        "HTTP_PATIENCE=61m",
        "HTTP_PATIENCE=-5s",
        "HTTP_ANSWER_BYTES_PER_SECOND=0",
        "LIMITS_REQUESTS_PER_SECOND=-1",
        "LIMITS_REQUESTS_PER_SECOND=0.5",
        "LIMITS_REQUEST_BURST=0",
        "CACHE_HEAP_SHARE=0.9",
        "CACHE_HEAP_SHARE=NaN",
        "ACCESS_PUBLIC_READS=yes",
        "ACCESS_METRICS=all",
        "ASSETS_STORE=disk",
        "ASSETS_FOLDER= ",
        "ASSETS_LARGEST_BYTES=1",
        "ASSETS_RENDITION_CACHE_BYTES=-1",
        "ASSETS_RENDITION_HEAP_SHARE=0",
        "ASSETS_SIGNING_KEYS=test-signing",
        "S3_ENDPOINT=storage",
        "S3_REGION= ",
        "S3_PATH_STYLE=on",
        "LOG_FORMAT=xml"
      })
  void aValueWithoutSenseIsRefused(String assignment) {
    int equals = assignment.indexOf('=');
    String variable = "VITRINE_" + assignment.substring(0, equals);
    Settings settings =
        new Settings().environment(Map.of(variable, assignment.substring(equals + 1)));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(settings))
        .withMessageContaining("takes")
        .withMessageContaining(variable);
  }

  private static final String KEY = "test-signing:c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk";
  private static final String OTHER = "test-another:c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk";

  @Test
  void signingKeysAreReadInTheirOrder() {
    assertThat(assets("VITRINE_ASSETS_SIGNING_KEYS", OTHER + ", " + KEY).signingKeys())
        .extracting(SigningKey::id)
        .containsExactly("test-another", "test-signing");
  }

  private static AssetsConfig assets(String variable, String text) {
    return Configuration.of(new Settings().environment(Map.of(variable, text))).assets();
  }

  @ParameterizedTest
  @ValueSource(strings = {KEY + "," + KEY, KEY + ",", KEY + ";" + OTHER, KEY + "x"})
  void signingKeysWithoutSenseAreRefusedAndNotShown(String text) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> assets("VITRINE_ASSETS_SIGNING_KEYS", text))
        .withMessageContaining("assets.signingKeys takes")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c2lnbmlu"));
  }

  @Test
  void theObjectStorageIsReadAndItsSecretNotShown() throws IOException {
    S3Config s3 =
        Configuration.of(
                new Settings()
                    .file(
                        file(
                            "assets:\n  store: s3\ns3:\n  endpoint: http://127.0.0.1:9000\n  bucket: pictures\n  pathStyle: true\n  accessKeyId: me\n  secretAccessKey: hush\n")))
            .s3();
    assertThat(s3)
        .isEqualTo(
            new S3Config(
                URI.create("http://127.0.0.1:9000"),
                "us-east-1",
                "pictures",
                "vitrine/",
                true,
                "me",
                "hush"));
    assertThat(s3.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets:\n  store: s3",
        "assets:\n  store: s3\ns3:\n  bucket: a/b",
        "assets:\n  store: s3\ns3:\n  bucket: a\n  accessKeyId: me",
        "assets:\n  store: s3\ns3:\n  bucket: a\n  secretAccessKey: hush"
      })
  void anObjectStorageThatIsNotToldWhatItNeedsIsRefused(String text) throws IOException {
    Settings settings = new Settings().file(file(text));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Configuration.of(settings))
        .withMessageContaining("s3.")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
  }

  @Test
  void spansOfTimeAreRead() {
    assertThat(Durations.parse("500ms")).contains(Duration.ofMillis(500));
    assertThat(Durations.parse("30s")).contains(Duration.ofSeconds(30));
    assertThat(Durations.parse("5 m")).contains(Duration.ofMinutes(5));
    assertThat(Durations.parse("24h")).contains(Duration.ofHours(24));
    assertThat(Durations.parse("30d")).contains(Duration.ofDays(30));
    assertThat(Durations.parse("5w")).isEmpty();
    assertThat(Durations.parse("")).isEmpty();
  }

  @Test
  void sizesAreReadAndWritten() {
    for (String size : new String[] {"16MiB", "3KiB", "1025"}) {
      assertThat(ByteSize.parse(size)).map(ByteSize::toString).contains(size);
    }
    assertThat(ByteSize.parse("999999999999999GiB")).isEmpty();
    assertThat(ByteSize.parse("-1")).isEmpty();
  }
}
