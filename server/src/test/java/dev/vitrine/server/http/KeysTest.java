package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.credentials;
import static dev.vitrine.server.TestServer.keyId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in (contract section 1, "Who"). */
class KeysTest {
  private static final Duration HEARD_OF_WITHIN = Duration.ofSeconds(10);

  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, "{\"id\":\"m\",\"type\":\"custom\"}");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleReads(Role role) {
    ApiClient client = SERVER.authorized(credentials(keyId(STUDIO, role), SECRET));
    assertThat(client.bulk(ids("m")).ids()).containsExactly("m");
    assertThat(client.model("m").status()).isEqualTo(200);
    assertThat(client.get("/limits").status()).isEqualTo(200);
  }

  static Stream<String> wrong() {
    String editor = keyId(STUDIO, Role.EDITOR);
    return Stream.of(
        credentials(editor, "wrong"),
        credentials(editor, ""),
        credentials(editor, SECRET + " "),
        credentials(editor, SECRET.toUpperCase(Locale.ROOT)),
        credentials("apiu_nobody", SECRET),
        credentials("", SECRET),
        credentials("", ""),
        credentials("x".repeat(2000), SECRET),
        credentials("a\u0000b", SECRET),
        "Basic " + Base64.getEncoder().encodeToString(editor.getBytes(StandardCharsets.UTF_8)),
        "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, ':', 'x'}),
        "Basic",
        "Basic ",
        "Basic !!!!",
        "Bearer " + SECRET,
        editor + ":" + SECRET,
        "public-auth-token",
        credentials(editor, SECRET) + "x",
        "Basic " + credentials(editor, SECRET));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongCredentialsAreRefusedAlike(String authorization) {
    ApiClient client = SERVER.authorized(authorization);
    Answer missing = SERVER.stranger().model("m");
    for (Answer answer :
        List.of(
            client.bulk(ids("m")),
            client.model("m"),
            client.get("/limits"),
            client.get("/nothing"))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
      assertThat(answer.withoutTraceId()).isEqualTo(missing.withoutTraceId());
    }
  }

  @Test
  void withoutCredentialsThereIsNothingButHealth() {
    ApiClient stranger = SERVER.stranger();
    for (Answer answer :
        List.of(
            stranger.bulk("{"),
            stranger.model("m"),
            stranger.call("PATCH", "/models/m"),
            stranger.get("/nothing"))) {
      assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
    }
    for (String path : List.of("/healthz", "/readyz", "/metrics")) {
      assertThat(stranger.get(path).status()).isEqualTo(200);
      assertThat(SERVER.authorized("Basic !!!!").get(path).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ", "basic ", "BASIC ", "Basic   "})
  void theSchemeIsReadWithoutRegardToCase(String scheme) {
    String pair = credentials(STUDIO).substring("Basic ".length());
    assertThat(SERVER.authorized(scheme + pair).bulk(ids("m")).ids()).containsExactly("m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with:colon", "ünïcödé 😀", " leading and trailing "})
  void aSecretMayHoldAnything(String secret) {
    String id = "apiu_odd_" + Integer.toHexString(secret.hashCode());
    SERVER.key(id, STUDIO, Role.READER, secret);
    assertThat(SERVER.authorized(credentials(id, secret)).bulk(ids("m")).status()).isEqualTo(200);
  }

  @Test
  void aRevokedKeyStops() {
    SERVER.key("apiu_revoked", STUDIO, Role.ADMIN, SECRET);
    ApiClient client = SERVER.authorized(credentials("apiu_revoked", SECRET));
    assertThat(client.bulk(ids("m")).status()).isEqualTo(200);

    SERVER.delete(new Key(Kind.KEY, "apiu_revoked"));

    assertThat(statusOnceNot(200, client)).isEqualTo(401);
    assertThat(client.model("m").status()).isEqualTo(401);
  }

  @Test
  void aKeyWhoseSecretChangesTakesTheNewOne() {
    SERVER.key("apiu_changing", STUDIO, Role.ADMIN, "old");
    ApiClient before = SERVER.authorized(credentials("apiu_changing", "old"));
    assertThat(before.bulk(ids("m")).status()).isEqualTo(200);
    SERVER.key("apiu_changing", STUDIO, Role.ADMIN, "new");
    assertThat(statusOnceNot(200, before)).isEqualTo(401);
    assertThat(SERVER.authorized(credentials("apiu_changing", "new")).bulk(ids("m")).status())
        .isEqualTo(200);
  }

  @Test
  void aNewKeyWorksEvenIfItWasTriedTooEarly() {
    ApiClient client = SERVER.authorized(credentials("apiu_early", SECRET));
    assertThat(client.bulk(ids("m")).status()).isEqualTo(401);
    SERVER.key("apiu_early", STUDIO, Role.READER, SECRET);
    assertThat(statusOnceNot(401, client)).isEqualTo(200);
  }

  /**
   * Asks again until the server has heard of a change through the feed, which it follows at its own
   * pace.
   */
  private static int statusOnceNot(int status, ApiClient client) {
    Instant deadline = Instant.now().plus(HEARD_OF_WITHIN);
    int now = status;
    while (now == status && Instant.now().isBefore(deadline)) {
      now = client.get("/limits").status();
    }
    return now;
  }

  @Test
  void aDamagedKeyIsAFaultOfTheServerThatTellsNothing() {
    SERVER.write(
        new Key(Kind.KEY, "apiu_damaged"),
        Draft.of(STUDIO, Visibility.PRIVATE, Bytes.wrap(new byte[] {1, 2, 3, 4, 5, 6})));
    Answer answer = SERVER.authorized(credentials("apiu_damaged", SECRET)).bulk(ids("m"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.code()).isEqualTo("INTERNAL");
    assertThat(answer.text()).doesNotContain("checksum");
  }

  @Test
  void metricsMayBeReservedForAdmins() {
    Settings loopback = Settings.onLoopback();
    Settings settings =
        new Settings(
            loopback.host(), 0, null, loopback.limits(), loopback.cacheBytes(), true, false);
    try (TestServer server = TestServer.start(new MemoryStore(), settings)) {
      assertThat(server.stranger().get("/metrics").status()).isEqualTo(401);
      assertThat(server.authorized(TestServer.PUBLIC_TOKEN).get("/metrics").status())
          .isEqualTo(403);
      for (Role role : Role.values()) {
        int status =
            server.authorized(credentials(keyId(STUDIO, role), SECRET)).get("/metrics").status();
        assertThat(status).isEqualTo(role == Role.ADMIN ? 200 : 403);
      }
    }
  }
}
