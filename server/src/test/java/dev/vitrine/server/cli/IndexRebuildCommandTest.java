package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vitrine index rebuild}, beside a server and for one that comes later. */
@Timeout(120)
final class IndexRebuildCommandTest {
  private static final String SAMPLE =
      Path.of(System.getProperty("vitrine.basedir"), "sample", "lantern-grove.json").toString();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Cli cli = new Cli(Path.of("unset"));

  @BeforeEach
  void fill() {
    cli = new Cli(folder);
    cli.run("keys", "create", "--project", "studio").ok();
    cli.run("import", SAMPLE, "--project", "studio").ok();
  }

  private ChildProcess serve() throws Exception {
    return ChildProcess.start(List.of(), "serve", "--port", "0", "--data", folder.toString());
  }

  /** How many models a list has. */
  private int listed(ChildProcess server, String credentials) throws Exception {
    String ready = server.outLine();
    URI url = URI.create(ready.substring(ready.indexOf("http")));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = list(client, url, credentials);
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (answer.statusCode() == 503 && System.nanoTime() < deadline) {
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        answer = list(client, url, credentials);
      }
      return answer.body().split("\"ownerId\"", -1).length - 1;
    }
  }

  private static HttpResponse<String> list(HttpClient client, URI url, String credentials)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(url.resolve("/v1/models?pageSize=500"))
            .header("Authorization", credentials)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String key() {
    Cli.Result key = cli.run("keys", "create", "--project", "studio", "--json").ok();
    return TestServer.credentials(key.text("key"), key.text("secret"));
  }

  @Test
  void anIndexIsBuiltWhereThereIsNoneAndBesideAServer() throws Exception {
    String credentials = key();
    String built = cli.run("index", "rebuild").ok().out();
    assertThat(built).matches("indexed [0-9]+ documents\n");
    int models = Integer.parseInt(built.replaceAll("[^0-9]", ""));
    try (ChildProcess server = serve()) {
      assertThat(listed(server, credentials)).isEqualTo(models);
      assertThat(cli.run("index", "rebuild").ok().out()).isEqualTo(built);
    }
  }

  @Test
  void aServerBuildsWhatIsDamaged() throws Exception {
    String credentials = key();
    String built = cli.run("index", "rebuild").ok().out();
    damage(folder.resolve("index"));
    try (ChildProcess server = serve()) {
      assertThat(listed(server, credentials))
          .isEqualTo(Integer.parseInt(built.replaceAll("[^0-9]", "")));
    }
  }

  private static void damage(Path index) throws IOException {
    try (Stream<Path> files = Files.walk(index)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
  }

  @Test
  void aFolderThatIsNoneIsNotMade() {
    new Cli(folder.resolve("nowhere")).run("index", "rebuild").failed(1, "nowhere");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }
}
