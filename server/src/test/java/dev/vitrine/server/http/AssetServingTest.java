package dev.vitrine.server.http;

import static dev.vitrine.server.http.StoredAssets.WINDOW;
import static dev.vitrine.server.http.StoredAssets.error;
import static dev.vitrine.server.http.StoredAssets.head;
import static dev.vitrine.server.http.StoredAssets.header;
import static dev.vitrine.server.http.StoredAssets.load;
import static dev.vitrine.server.http.StoredAssets.original;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.StoredBlob;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.server.http.StoredAssets.Told;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How bytes of assets are sent, from memory and from files. */
@ParameterizedClass
@EnumSource
class AssetServingTest {
  enum Where {
    MEMORY,
    FILES
  }

  private static final int SIZE = 700_001;
  private static final byte[] BYTES = StoredAssets.bytes(SIZE);
  private static final Map<Where, TestServer> SERVERS = new EnumMap<>(Where.class);
  private static final AtomicInteger IDS = new AtomicInteger();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path folder;

  private final Where where;
  private final TestServer server;

  AssetServingTest(Where where) {
    this.where = where;
    server = Objects.requireNonNull(SERVERS.get(where));
  }

  @BeforeAll
  static void start() {
    for (Where where : Where.values()) {
      SERVERS.put(where, started(where, folder));
    }
  }

  private static TestServer started(Where where, Path folder) {
    return switch (where) {
      case MEMORY -> StoredAssets.inMemory(Settings.onLoopback());
      case FILES -> StoredAssets.onDisk(folder, Settings.onLoopback());
    };
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(TestServer::close);
  }

  /** A film of these bytes, under an id of its own. */
  private String film(byte[] bytes, Told told) {
    String id = "asset_" + IDS.incrementAndGet();
    StoredAssets.put(server, id, bytes, told);
    return id;
  }

  private String film() {
    return film(BYTES, Told.picture("video/mp4", "film.mp4"));
  }

  @Test
  void anOriginalIsSentAsItIsStored() {
    String id = "asset_" + IDS.incrementAndGet();
    StoredBlob blob = StoredAssets.put(server, id, BYTES, Told.picture("video/mp4", "my film.mp4"));
    HttpResponse<byte[]> answer = load(original(server, id));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(BYTES);
    assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
    assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(SIZE));
    assertThat(header(answer, "Content-Disposition")).isEqualTo("inline; filename=\"my film.mp4\"");
    assertThat(header(answer, "ETag")).isEqualTo("\"" + blob.sha256() + "\"");
    assertThat(header(answer, "Last-Modified")).isEqualTo("Sun, 01 Feb 2026 12:30:45 GMT");
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "Cache-Control"))
        .isEqualTo(
            "private, max-age=" + (WINDOW - TestServer.NOW.getEpochSecond()) + ", immutable");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Content-Security-Policy"))
        .startsWith("default-src 'none'; ")
        .endsWith("; sandbox");
    assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "vary", "content-encoding");
  }

  @Test
  void headTellsWhatGetWouldSend() {
    String url = original(server, film());
    HttpResponse<byte[]> get = load(url);
    HttpResponse<byte[]> head = head(url, "Range", "bytes=0-1");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(withoutDate(head)).isEqualTo(withoutDate(get));
  }

  private static Object withoutDate(HttpResponse<?> answer) {
    var headers = new java.util.TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  @Test
  void anEmptyAssetIsEmpty() {
    String url = original(server, film(new byte[0], Told.picture("text/plain", "empty.txt")));
    HttpResponse<byte[]> answer = load(url);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "Content-Length")).isEqualTo("0");
    assertThat(load(url, "Range", "bytes=0-").statusCode()).isEqualTo(416);
  }

  @Test
  void rangesAreTheBytesTheyName() {
    String url = original(server, film());
    Random random = new Random(7);
    List<String> ranges =
        new ArrayList<>(
            List.of(
                "0-0",
                "0-",
                "-1",
                "-" + SIZE,
                "0-" + SIZE,
                (SIZE - 1) + "-",
                "262143-262144",
                "-99999999999999999999"));
    for (int i = 0; i < 60; i++) {
      int first = random.nextInt(SIZE);
      ranges.add(first + "-" + (first + random.nextInt(300_000)));
    }
    for (String range : ranges) {
      int first =
          range.startsWith("-")
              ? Math.max(0, SIZE - number(range.substring(1)))
              : number(range.substring(0, range.indexOf('-')));
      String last = range.substring(range.indexOf('-') + 1);
      int end = range.startsWith("-") || last.isEmpty() ? SIZE : Math.min(SIZE, number(last) + 1);
      HttpResponse<byte[]> answer = load(url, "Range", "bytes=" + range);
      assertThat(answer.statusCode()).as(range).isEqualTo(206);
      assertThat(header(answer, "Content-Range"))
          .isEqualTo("bytes " + first + "-" + (end - 1) + "/" + SIZE);
      assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(end - first));
      assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
      assertThat(answer.body()).as(range).isEqualTo(Arrays.copyOfRange(BYTES, first, end));
    }
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE - 1 : Integer.parseInt(digits);
  }

  @Test
  void whatLiesBeyondTheEndIsRefused() {
    HttpResponse<byte[]> answer = load(original(server, film()), "Range", "bytes=" + SIZE + "-");
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + SIZE);
    assertThat(error(answer).text("code")).isEqualTo("RANGE_NOT_SATISFIABLE");
    assertThat(error(answer).object("details"))
        .satisfies(details ->
            assertThat(details == null ? null : details.get("size"))
                .isEqualTo(new JsonNumber(SIZE)));
    HttpResponse<byte[]> several = load(original(server, film()), "Range", "bytes=0-1,5-6");
    assertThat(several.statusCode()).isEqualTo(200);
    assertThat(several.body()).isEqualTo(BYTES);
  }

  @Test
  void aRangeOfAnotherStateIsTheWhole() {
    String url = original(server, film());
    String etag = header(load(url), "ETag");
    String date = "Sun, 01 Feb 2026 12:30:45 GMT";
    for (String current : List.of(etag, date)) {
      assertThat(load(url, "Range", "bytes=1-2", "If-Range", current).statusCode())
          .as(current)
          .isEqualTo(206);
    }
    for (String other :
        List.of("\"x\"", "W/" + etag, "Sun, 01 Feb 2026 12:30:46 GMT", "yesterday", "")) {
      assertThat(load(url, "Range", "bytes=1-2", "If-Range", other).statusCode())
          .as(other)
          .isEqualTo(200);
    }
  }

  @Test
  void whatTheClientHasIsNotSentAgain() {
    String url = original(server, film());
    HttpResponse<byte[]> whole = load(url);
    String etag = header(whole, "ETag");
    for (String held : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
      HttpResponse<byte[]> answer = load(url, "If-None-Match", held, "Range", "bytes=0-1");
      assertThat(answer.statusCode()).as(held).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(header(answer, "ETag")).isEqualTo(etag);
      assertThat(header(answer, "Cache-Control")).isEqualTo(header(whole, "Cache-Control"));
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    }
    String before = "Sun, 01 Feb 2026 12:30:44 GMT";
    String then = "Sun, 01 Feb 2026 12:30:45 GMT";
    assertThat(load(url, "If-None-Match", "\"x\"", "If-Modified-Since", then).statusCode())
        .isEqualTo(200);
    assertThat(load(url, "If-Modified-Since", then).statusCode()).isEqualTo(304);
    assertThat(load(url, "If-Modified-Since", before).statusCode()).isEqualTo(200);
    assertThat(load(url, "If-Modified-Since", "now").statusCode()).isEqualTo(200);
    assertThat(load(url, "If-Match", etag).statusCode()).isEqualTo(200);
    assertThat(load(url, "If-Match", "\"x\"").statusCode()).isEqualTo(412);
    assertThat(load(url, "If-Unmodified-Since", then).statusCode()).isEqualTo(200);
    assertThat(load(url, "If-Unmodified-Since", before).statusCode()).isEqualTo(412);
  }

  @Test
  void whatABrowserCouldRunIsNotShown() {
    for (String type :
        List.of("image/svg+xml", "text/html", "application/xml", "application/pdf")) {
      String id = film(BYTES, Told.picture(type, "picture.png"));
      for (String url : List.of(original(server, id), StoredAssets.rendition(server, id))) {
        HttpResponse<byte[]> answer = load(url);
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment; ");
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
      }
    }
    for (String odd :
        List.of("", "text/html\r\nX: y", "text/html; charset=utf-16", "image", "a/b/c", "?/?")) {
      HttpResponse<byte[]> answer =
          load(original(server, film(BYTES, Told.picture(odd, "a.html"))));
      assertThat(header(answer, "Content-Type")).as(odd).isEqualTo("application/octet-stream");
      assertThat(header(answer, "Content-Disposition")).startsWith("attachment; ");
      assertThat(answer.headers().map()).doesNotContainKey("x");
    }
    assertThat(
            header(
                load(original(server, film(BYTES, Told.picture("image/png", "a.html")))),
                "Content-Disposition"))
        .isEqualTo("inline; filename=\"a.html.png\"");
  }

  @Test
  void publicAssetsMayBeKeptByAll() {
    Told told = Told.picture("video/mp4", "film.mp4");
    for (Visibility privacy : Visibility.values()) {
      String url = original(server, film(BYTES, told.withPrivacy(privacy)));
      assertThat(header(load(url), "Cache-Control"))
          .startsWith(privacy == Visibility.PUBLIC ? "public, max-age=" : "private, max-age=");
    }
    String canvas = film(BYTES, told.withType("canvas"));
    assertThat(header(load(original(server, canvas)), "Cache-Control"))
        .isEqualTo("private, no-cache");
  }

  @Test
  void whoeverHasAKeyLoadsWhatItMaySee() {
    String id = film();
    ApiClient owner = server.as(TestServer.STUDIO);
    var answer = owner.get("/assets-transform/" + id);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(BYTES);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(
            owner
                .header("If-None-Match", answer.header("ETag"))
                .get("/assets-transform/" + id)
                .status())
        .isEqualTo(304);
    var hidden = server.as(TestServer.RIVAL).get("/assets-transform/" + id);
    var missing = server.as(TestServer.RIVAL).get("/assets-transform/no-such");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.withoutTraceId())
        .isEqualTo(
            TestServer.json(TestServer.text(missing.withoutTraceId()).replace("no-such", id)));
    assertThat(server.stranger().get("/assets-transform/" + id).status()).isEqualTo(401);
    assertThat(owner.query("width=0").get("/assets-transform/" + id).status()).isEqualTo(400);
    assertThat(owner.query("projectId=" + TestServer.RIVAL).get("/assets-transform/" + id).status())
        .isEqualTo(403);
  }

  /** A wrong signature is no matter of the key. */
  @Test
  void aSignatureIsJudgedByItselfAlone() {
    String id = film();
    String key = TestServer.credentials(TestServer.STUDIO);
    String url = original(server, id);
    assertThat(load(url, "Authorization", "Basic nonsense").statusCode()).isEqualTo(200);
    assertThat(load(url + "x", "Authorization", key).statusCode()).isEqualTo(403);
  }

  @Test
  void anAssetThatIsDeletedIsNotFoundAnyMore() {
    String id = film();
    assertThat(load(original(server, id)).statusCode()).isEqualTo(200);
    server.delete(new Key(Kind.ASSET, id));
    HttpResponse<byte[]> gone =
        StoredAssets.eventually(
            () -> load(original(server, id)), answer -> answer.statusCode() == 404);
    assertThat(error(gone).text("reason")).isEqualTo("Asset " + id + " not found");
    assertThat(load(original(server, "asset_never")).statusCode()).isEqualTo(404);
  }

  @Test
  void anAssetThatIsChangedElsewhereIsSentAsItIsNow() {
    String id = film();
    assertThat(load(original(server, id)).body()).isEqualTo(BYTES);
    byte[] other = StoredAssets.bytes(10);
    StoredAssets.put(server, id, other, Told.picture("image/png", "new"));
    HttpResponse<byte[]> now =
        StoredAssets.eventually(
            () -> load(original(server, id)),
            answer -> header(answer, "Content-Type").equals("image/png"));
    assertThat(now.body()).isEqualTo(other);
  }

  @Test
  void bytesThatAreLostAreAFaultOfTheServer() {
    String id = "asset_" + IDS.incrementAndGet();
    StoredBlob blob =
        StoredAssets.put(
            server,
            id,
            ("lost" + id).getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Told.picture("video/mp4", ""));
    server.blobs().delete(blob.key());
    HttpResponse<byte[]> answer = load(original(server, id));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(error(answer).text("reason"))
        .isEqualTo("The bytes of asset " + id + " are missing or damaged");
    assertThat(error(answer).text("code")).isEqualTo("INTERNAL");
  }

  @Test
  void anIdIsNoPlaceInAFolder() {
    for (String id :
        List.of("../../etc/passwd", "..", ".", "a/b", "ü 😀", "a%b", "x".repeat(256))) {
      assertThat(load(original(server, id)).statusCode()).as(id).isEqualTo(404);
      StoredAssets.put(server, id, BYTES, Told.picture("video/mp4", ""));
      assertThat(load(original(server, id)).body()).as(id).isEqualTo(BYTES);
    }
    assertThat(load(original(server, "x".repeat(257))).statusCode()).isEqualTo(404);
  }

  @Test
  void bytesAreCounted() {
    // By a server of its own: what others load is counted only after they have it.
    try (TestServer own = started(where, folder.resolve("own"))) {
      StoredAssets.put(own, "film", BYTES, Told.picture("video/mp4", "film.mp4"));
      load(original(own, "film"), "Range", "bytes=0-99");
      assertThat(StoredAssets.eventually(() -> sent(own, "original"), now -> now >= 100))
          .isEqualTo(100);
      assertThat(sent(own, "rendition")).isZero();
    }
  }

  private static double sent(TestServer server, String form) {
    return server
        .stranger()
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("vitrine_assets_bytes_total{form=\"" + form + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(Double.NaN);
  }
}
