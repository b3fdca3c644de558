package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.OpenApiContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interactive documentation: whole, open to everybody, and nothing else opened with it. */
class DocsTest {
  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern FETCHED = Pattern.compile("url: '([^']+)'");
  private static final Path API = Path.of(System.getProperty("vitrine.basedir"), "api");

  @AutoClose private static final TestServer SERVER = TestServer.start();

  /** Without credentials, under both prefixes. */
  static Stream<ApiClient> strangers() {
    return Stream.of(SERVER.stranger(), SERVER.stranger().unversioned());
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void thePageAndAllThatItRefersToIsServed(ApiClient stranger) {
    Answer page = stranger.get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    Set<String> files = references(page);
    assertThat(files)
        .contains(
            "docs/swagger-ui-bundle.js", "docs/swagger-ui.css", "docs/page.js", "openapi.yaml");
    for (String file : files) {
      // Relative to the page, which lies beside its folder under either prefix.
      assertThat(stranger.get("/" + file).status()).as(file).isEqualTo(200);
    }
  }

  @Test
  void whatWeWroteRefersToNothingElsewhere() {
    for (String file : List.of("/docs", "/docs/page.js", "/docs/page.css")) {
      assertThat(SERVER.stranger().get(file).text())
          .as(file)
          .isNotEmpty()
          .doesNotContain("//cdn", "http:", "https:", "@import", "src=\"/", "href=\"/");
    }
    assertThat(SERVER.stranger().get("/docs/page.js").text()).contains("validatorUrl: null");
  }

  @Test
  void theContractIsTheFileOfThisRepository() throws IOException {
    Answer answer = SERVER.stranger().get("/openapi.yaml");
    assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(answer.body()).isEqualTo(Files.readAllBytes(API.resolve("openapi.yaml")));
  }

  @Test
  void everyExampleIsServedAsItIs() throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(API.resolve("examples"))) {
      examples = files.toList();
    }
    assertThat(examples).hasSizeGreaterThan(40);
    for (Path example : examples) {
      Answer answer = SERVER.stranger().get("/examples/" + example.getFileName());
      assertThat(answer.status()).as(example.toString()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Files.readAllBytes(example));
    }
  }

  @Test
  void browsersAreHeldToThisServer() {
    for (String path : new DocsRoutes().paths()) {
      Answer answer = SERVER.stranger().get(path);
      String policy = answer.header("Content-Security-Policy");
      assertThat(policy)
          .as(path)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "http", "*");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    assertThat(SERVER.stranger().get("/docs").text())
        .doesNotContain("<script>", " style=", " onload=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs", "/docs/swagger-ui.css", "/openapi.yaml"})
  void answersAreCompressedRememberedAndAskedForByHead(String path) {
    ApiClient stranger = SERVER.stranger();
    Answer plain = stranger.get(path);
    Answer compressed = stranger.gzip().get(path);
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(plain.header("Content-Encoding")).isEmpty();
    assertThat(compressed.body()).isEqualTo(plain.body());
    assertThat(compressed.raw().length).isLessThan(plain.raw().length);
    String etag = plain.header("ETag");
    for (String held : List.of(etag, etag.substring(2), "\"other\", " + etag, "*")) {
      Answer spared = stranger.header("If-None-Match", held).get(path);
      assertThat(spared.status()).as(held).isEqualTo(304);
      assertThat(spared.body()).isEmpty();
      assertThat(spared.header("ETag")).isEqualTo(etag);
    }
    assertThat(stranger.header("If-None-Match", "\"other\"").get(path).status()).isEqualTo(200);
    Answer head = stranger.call("HEAD", path);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo(etag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/",
        "/docs/nothing.js",
        "/docs/index.html",
        "/docs/swagger-ui.js",
        "/docs/..",
        "/docs/../logback.xml",
        "/docs/%2e%2e/logback.xml",
        "/docs/..%2Flogback.xml",
        "/docs/%2E%2E%2F%2E%2E%2Flogback.xml",
        "/docs/..%5Clogback.xml",
        "/docs/.%00",
        "/docs/swagger-ui.css/..;/page.js",
        "/docs//page.js",
        "/docs/%252e%252e%252flogback.xml",
        "/examples/..%2Fdocs%2Findex.html",
        "/examples/../openapi.yaml/x",
        "/examples/%2Fetc%2Fpasswd",
        "/openapi.yaml/",
        "/openapi.json"
      })
  void nothingElseIsServed(String path) {
    for (String prefix : List.of("", "/v1")) {
      assertThat(SERVER.as(STUDIO).unversioned().get(prefix + path).status())
          .as("with a key")
          .isIn(400, 404);
      assertThat(SERVER.stranger().unversioned().get(prefix + path).status())
          .as("without one")
          .isIn(400, 401, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/../models/m-private",
        "/docs/../limits",
        "/docs/%2e%2e/limits",
        "/docs;/../limits",
        "/docs/page.js/../../limits",
        "/examples/../limits",
        "/v1/docs/../limits",
        "/docs/..;/limits"
      })
  void noDetourAroundTheCredentialsIsOpened(String path) {
    Answer answer = SERVER.stranger().unversioned().get(path);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void onlyReadingIsPossible() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      assertThat(SERVER.stranger().call(method, "/docs").status()).isEqualTo(405);
    }
  }

  @Test
  void whatIsOpenIsWhatTheContractCallsOpen() {
    var paths = OpenApiContract.load().document().path("paths");
    Set<String> open = new TreeSet<>();
    paths.forEachEntry((path, item) -> {
      if (item.path("get").path("security").isArray()
          && item.path("get").path("security").isEmpty()) {
        open.add(path);
      }
    });
    Set<String> served =
        Stream.concat(Routes.OPEN.stream(), new DocsRoutes().paths().stream())
            .map(path -> path.replaceFirst("^(/docs|/examples)/.+", "$1/{file}"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(served).isEqualTo(open);
  }

  private static Set<String> references(Answer page) {
    Set<String> files =
        REFERENCE
            .matcher(page.text())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    FETCHED
        .matcher(SERVER.stranger().get("/docs/page.js").text())
        .results()
        .forEach(found -> files.add(found.group(1)));
    return files;
  }
}
