package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.http.StoredAssets.WINDOW;
import static dev.vitrine.server.http.StoredAssets.error;
import static dev.vitrine.server.http.StoredAssets.load;
import static dev.vitrine.server.http.StoredAssets.original;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.SigningKey;
import dev.vitrine.asset.SigningKeyFile;
import dev.vitrine.asset.SigningKeys;
import dev.vitrine.asset.SigningKeys.Purpose;
import dev.vitrine.asset.StoredBlob;
import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.ExpectedUrls;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.server.http.StoredAssets.Told;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.HookedStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which URLs give bytes, and which are refused (contract section 3). */
class SignedUrlsTest {
  private static final byte[] BYTES = StoredAssets.bytes(1000);
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(TestServer.NOW);

  private static final HookedStore STORE = new HookedStore();

  @AutoClose
  private static final TestServer SERVER =
      TestServer.start(
          STORE,
          new MemoryAssetStore(InstantSource.system()),
          TestServer.signingKeys(),
          Settings.onLoopback(),
          NOW::get);

  @BeforeAll
  static void fill() {
    StoredAssets.put(SERVER, "asset_1", BYTES, Told.picture("video/mp4", "film.mp4"));
    StoredAssets.put(SERVER, "asset_2", BYTES, Told.picture("video/mp4", "film.mp4"));
  }

  @BeforeEach
  void itIsNow() {
    NOW.set(TestServer.NOW);
  }

  private static void assertRefused(String url) {
    HttpResponse<byte[]> answer = load(url);
    assertThat(answer.statusCode()).as(url).isEqualTo(403);
    assertThat(error(answer))
        .isEqualTo(
            TestServer.json(
                """
                {"reason":"This URL is not as it was signed, or has expired",
                 "message":"This URL is not as it was signed, or has expired","status":"error","code":"FORBIDDEN"}
                """));
  }

  private static void assertLoads(String url) {
    HttpResponse<byte[]> answer = load(url);
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(BYTES);
  }

  @Test
  void aSignedUrlGivesTheBytesToAnybodyUnderBothPrefixes() {
    assertLoads(original(SERVER, "asset_1"));
    assertLoads(StoredAssets.rendition(SERVER, "asset_1"));
    assertLoads(original(SERVER, "asset_1").replace("/assets/", "/v1/assets/"));
    assertLoads(original(SERVER, "asset_1").replace("?p=100&", "?"));
    assertLoads(original(SERVER, "asset_1") + "&width=256&format=jpeg&quality=80&width=%FF");
  }

  /** Each character of the id, the expiry, the name of the key and the signature counts. */
  @Test
  void oneChangedCharacterIsRefused() {
    String url = original(SERVER, "asset_1");
    int id = url.indexOf("/assets/") + "/assets/".length();
    SERVER.awaitLists();
    AtomicInteger fetches = new AtomicInteger();
    STORE.onFetched(keys -> {
      if (keys.stream().anyMatch(key -> key.kind() == Kind.ASSET)) {
        fetches.incrementAndGet();
      }
    });
    List<String> changed = new ArrayList<>();
    for (int i = id; i < url.length(); i++) {
      if (i >= url.indexOf("?") && i <= url.indexOf("&Expires=") + "&Expires=".length() - 1) {
        continue; // What is not signed, and names of parameters, are another matter.
      }
      if ("&=".indexOf(url.charAt(i)) >= 0 || isName(url, i)) {
        continue;
      }
      for (char other : "Aa0_-9.~".toCharArray()) {
        if (other != url.charAt(i)) {
          changed.add(url.substring(0, i) + other + url.substring(i + 1));
        }
      }
      changed.add(url.substring(0, i) + url.substring(i + 1));
      changed.add(url.substring(0, i) + url.charAt(i) + url.substring(i));
      changed.add(
          url.substring(0, i) + "%%%02X".formatted((int) url.charAt(i)) + url.substring(i + 1));
    }
    changed.forEach(SignedUrlsTest::assertRefused);
    assertThat(changed).hasSizeGreaterThan(500);
    STORE.onFetched(keys -> {});
    assertThat(fetches).as("nothing was looked up").hasValue(0);
  }

  private static boolean isName(String url, int at) {
    int begin = url.lastIndexOf('&', at);
    return begin >= 0 && url.indexOf('=', begin) >= at;
  }

  @Test
  void aSignatureIsForItsPathAlone() {
    String url = original(SERVER, "asset_1");
    assertRefused(url.replace("asset_1", "asset_2"));
    assertRefused(url.replace("/assets/", "/assets-transform/"));
    assertRefused(
        StoredAssets.rendition(SERVER, "asset_1").replace("/assets-transform/", "/assets/"));
    assertRefused(url.replace("asset_1", "asset_1;x=y"));
    assertRefused(url.replace("asset_1", "..%2Fasset_1"));
    assertThat(load(url.replace("asset_1", "x/../asset_1")).statusCode()).isNotEqualTo(200);
    assertThat(load(url.replace("asset_1", "asset_1/tags")).statusCode()).isEqualTo(401);
  }

  @Test
  void aParameterThatIsMissingOrTwiceIsRefused() {
    String url = original(SERVER, "asset_1");
    assertRefused(url.replaceFirst("Expires=[^&]*&", ""));
    assertRefused(url.replaceFirst("Key-Pair-Id=[^&]*&", ""));
    assertRefused(url + "&Signature=x");
    assertRefused(url + "&Expires=" + (WINDOW + 1));
    assertRefused(url.replace("?", "?Key-Pair-Id=x&"));
    assertThat(load(url.replaceFirst("&Signature=.*", "")).statusCode()).isEqualTo(401);
    assertThat(load(url.replace("&Signature=", "&%53ignature=")).statusCode()).isEqualTo(401);
  }

  @Test
  void aUrlIsGoodThroughTheLastSecondOfItsWindow() {
    String url = original(SERVER, "asset_1");
    NOW.set(Instant.ofEpochSecond(WINDOW).plusMillis(999));
    assertLoads(url);
    NOW.set(Instant.ofEpochSecond(WINDOW + 1));
    assertRefused(url);
  }

  /** What was worked out of a URL that is asked for again and again is not kept for too long. */
  @Test
  void aUrlThatIsAskedForOftenFollowsTheTimeAndTheAsset() {
    StoredBlob blob =
        StoredAssets.put(SERVER, "asset_3", BYTES, Told.picture("video/mp4", "before.mp4"));
    String url = original(SERVER, "asset_3") + "&x=1";
    for (int i = 0; i < 3; i++) {
      assertThat(disposition(load(url))).contains("before.mp4");
    }
    assertRefused(url.replace("Signature=", "Signature=x"));
    NOW.set(Instant.ofEpochSecond(WINDOW + 1));
    assertRefused(url);
    NOW.set(TestServer.NOW);

    StoredAssets.name(SERVER, "asset_3", blob, Told.picture("video/mp4", "after.mp4"));
    assertThat(
            StoredAssets.eventually(
                () -> disposition(load(url)), text -> text.contains("after.mp4")))
        .contains("after.mp4");
    Document there = Objects.requireNonNull(STORE.fetch(new Key(Kind.ASSET, "asset_3")));
    var _ = STORE.delete(there.key(), there.revision());
    assertThat(StoredAssets.eventually(() -> load(url).statusCode(), code -> code == 404))
        .isEqualTo(404);
  }

  private static String disposition(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Disposition").orElse("");
  }

  @Test
  void aUrlThatIsAskedForOftenFollowsTheKeys(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keys");
    try (TestServer server =
        TestServer.start(
            new MemoryStore(),
            new MemoryAssetStore(InstantSource.system()),
            SigningKeys.in(file),
            Settings.onLoopback(),
            NOW::get)) {
      StoredAssets.put(server, "asset_1", BYTES, Told.picture("video/mp4", "film.mp4"));
      String url = urlOf(server, "asset_1");
      for (int i = 0; i < 3; i++) {
        assertLoads(url);
      }
      var _ = SigningKeyFile.rotate(file, TestServer.NOW);
      var _ = SigningKeyFile.rotate(file, TestServer.NOW.plus(Duration.ofDays(60)));
      assertThat(StoredAssets.eventually(() -> load(url).statusCode(), code -> code == 403))
          .isEqualTo(403);
      assertLoads(urlOf(server, "asset_1"));
    }
  }

  @Test
  void whatIsSignedForAnotherPurposeIsRefused() {
    for (Purpose purpose : List.of(Purpose.UPLOAD_PART, Purpose.CURSOR)) {
      assertRefused(
          original(SERVER, "asset_1")
              .replaceFirst(
                  "Signature=.*",
                  "Signature="
                      + TestServer.signingKeys().sign(purpose, "/assets/asset_1", WINDOW)));
    }
  }

  @Test
  void whatAnOlderKeySignedStaysGoodAndTheNewestSigns() {
    SigningKey old =
        SigningKey.parse(TestServer.SIGNING_KEY_ID + " " + TestServer.SIGNING_SECRET).orElseThrow();
    SigningKey recent = SigningKey.random();
    try (TestServer server =
        TestServer.start(
            new MemoryStore(),
            new MemoryAssetStore(InstantSource.system()),
            SigningKeys.of(List.of(recent, old)),
            Settings.onLoopback(),
            NOW::get)) {
      StoredAssets.put(server, "asset_1", BYTES, Told.picture("video/mp4", "film.mp4"));
      assertLoads(original(server, "asset_1"));
      String made = urlOf(server, "asset_1");
      assertThat(made).contains("Key-Pair-Id=" + recent.id());
      assertLoads(made);
      assertRefused(made.replace(recent.id(), old.id()));
      assertRefused(made.replace(server.address().toString(), SERVER.address().toString()));
    }
  }

  /** The URL that a row of a model gives. */
  private static String urlOf(TestServer server, String assetId) {
    server.model(
        STUDIO,
        (JsonObject)
            TestServer.json(
                "{\"id\":\"m\",\"type\":\"custom\",\"thumbnail\":{\"assetId\":\"%s\",\"url\":\"https://old.test\"}}"
                    .formatted(assetId)),
        Set.of(assetId));
    return url(server);
  }

  private static String url(TestServer server) {
    JsonObject row = server.as(STUDIO).bulk(ids("m").with("thumbnail", JsonBoolean.TRUE)).row();
    return String.valueOf(TestServer.object(row, "thumbnail").text("url"));
  }

  /** Over a year of windows: the two are alike, and what one made the other takes. */
  @Test
  void serversWithTheSameKeysMakeTheSameUrls() {
    Settings loopback = Settings.onLoopback();
    Settings behind =
        new Settings(
            loopback.host(),
            0,
            URI.create("https://models.example"),
            loopback.limits(),
            loopback.cacheBytes(),
            false,
            true);
    AtomicReference<Instant> now = new AtomicReference<>(TestServer.NOW);
    try (TestServer one = on(behind, now);
        TestServer other = on(behind, now)) {
      urlOf(one, "asset_1");
      urlOf(other, "asset_1");
      StoredAssets.put(other, "asset_1", BYTES, Told.picture("video/mp4", "film.mp4"));
      Instant edge = Instant.parse("2026-01-01T00:00:00Z");
      String before = "";
      while (edge.isBefore(Instant.parse("2027-01-10T00:00:00Z"))) {
        now.set(edge);
        String first = url(one);
        assertThat(first).isNotEqualTo(before).isEqualTo(url(other));
        edge = nextEdge(edge);
        now.set(edge.minusNanos(1));
        assertThat(url(other)).isEqualTo(first).isEqualTo(url(one));
        now.set(edge.plusSeconds(24 * 3600 - 1));
        assertLoads(first.replace("https://models.example", other.address().toString()));
        before = first;
      }
    }
  }

  private static TestServer on(Settings settings, AtomicReference<Instant> now) {
    return TestServer.start(
        new MemoryStore(),
        new MemoryAssetStore(InstantSource.system()),
        TestServer.signingKeys(),
        settings,
        now::get);
  }

  /** The next first instant of a day 1, 8, 15 or 22. */
  private static Instant nextEdge(Instant edge) {
    var day = edge.atOffset(java.time.ZoneOffset.UTC);
    return (day.getDayOfMonth() == 22 ? day.plusMonths(1).withDayOfMonth(1) : day.plusDays(7))
        .toInstant();
  }

  @Test
  void theUrlsOfARowAreThoseOfTheContract() {
    assertThat(urlOf(SERVER, "asset_1"))
        .isEqualTo(new ExpectedUrls(SERVER.address().toString(), WINDOW).of("asset_1", false));
  }
}
