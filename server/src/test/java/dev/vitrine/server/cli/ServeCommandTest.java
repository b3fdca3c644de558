package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.server.RawSocket;
import dev.vitrine.server.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process. */
@Timeout(120)
final class ServeCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private ChildProcess serve(String... more) throws Exception {
    return ChildProcess.start(
        List.of(),
        Stream.concat(
                Stream.of("serve", "--port", "0", "--data", folder.resolve("data").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** The status of an answer; by then the server also waits for its end. */
  static int health(URI server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(server.resolve("/healthz")).build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void itSaysWhereItIsAndEndsInOrder() throws Exception {
    try (ChildProcess server = serve()) {
      String ready = server.outLine();
      assertThat(ready).matches("Vitrine is ready: http://127\\.0\\.0\\.1:\\d+");
      URI url = URI.create(ready.substring(ready.indexOf("http")));
      assertThat(health(url)).isEqualTo(200);
      server.terminate();
      assertThat(server.output()).isEmpty();
      assertThat(server.await()).isZero();
    }
  }

  @Test
  void aRequestUnderWayIsFinishedBeforeTheEnd() throws Exception {
    Cli.Result key =
        new Cli(folder.resolve("data")).run("keys", "create", "--project", "s", "--json").ok();
    try (ChildProcess server = serve()) {
      String ready = server.outLine();
      URI url = URI.create(ready.substring(ready.indexOf("http")));
      try (RawSocket socket = new RawSocket(url)) {
        socket.send(
            "POST /models/get-bulk HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + TestServer.credentials(key.text("key"), key.text("secret"))
                + "\r\nContent-Type: application/json\r\nContent-Length: 15"
                + "\r\nExpect: 100-continue\r\n\r\n");
        assertThat(socket.anyAnswer().status()).as("it is under way").isEqualTo(100);
        socket.send("{\"model");
        server.terminate();
        assertThat(server.endsWithin(Duration.ofMillis(2500))).as("ended too early").isFalse();
        socket.send("Ids\":[]}");
        assertThat(socket.answer().status()).isEqualTo(200);
      }
      assertThat(server.await()).isZero();
    }
  }

  @Test
  void nothingTemporaryStays() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
    String data = folder.resolve("data").toString();
    try (ChildProcess server =
        ChildProcess.start(options, "serve", "--port", "0", "--data", data)) {
      String ready = server.outLine();
      assertThat(health(URI.create(ready.substring(ready.indexOf("http"))))).isEqualTo(200);
      assertThat(temporary).isNotEmptyDirectory();
      server.terminate();
      assertThat(server.await()).isZero();
      assertThat(temporary).isEmptyDirectory();
    }
    try (ChildProcess command =
        ChildProcess.start(options, "keys", "create", "--project", "studio", "--data", data)) {
      assertThat(command.await()).isZero();
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void anImportBesideItShowsWithinASecondOrSo() throws Exception {
    Path data = folder.resolve("data");
    Cli cli = new Cli(data);
    Cli.Result key = cli.run("keys", "create", "--project", "studio", "--json").ok();
    try (ChildProcess server = serve()) {
      String ready = server.outLine();
      Cli there =
          new Cli(data)
              .with("VITRINE_URL", ready.substring(ready.indexOf("http")))
              .with("VITRINE_KEY", key.text("key"))
              .with("VITRINE_SECRET", key.text("secret"));
      assertThat(there.plain("get", "a", "--fields", "name").ok().out())
          .isEqualTo("{\"models\":[]}\n");
      for (int i = 0; i < 3; i++) {
        cli.typing("{\"id\":\"a\",\"type\":\"t\",\"name\":\"" + i + "\"}")
            .run("import", "-", "--project", "studio")
            .ok();
        long written = System.nanoTime();
        String expected = "{\"models\":[{\"id\":\"a\",\"name\":\"" + i + "\"}]}\n";
        while (!there.plain("get", "a", "--fields", "name").ok().out().equals(expected)) {
          assertThat(System.nanoTime() - written).isLessThan(30_000_000_000L);
        }
      }
    }
  }

  @Test
  void whatStandsInTheWayIsSaidInOneLine() throws Exception {
    try (ChildProcess first = serve()) {
      first.outLine();
      try (ChildProcess second = serve()) {
        assertThat(second.errors().lines())
            .singleElement()
            .asString()
            .startsWith("vitrine: ")
            .contains("server");
        assertThat(second.await()).isEqualTo(1);
      }
    }
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      new Cli(folder.resolve("other"))
          .run("serve", "--port", Integer.toString(taken.getLocalPort()))
          .failed(1, "The port " + taken.getLocalPort() + " of 127.0.0.1 cannot be had", "--port");
    }
    Path file = Files.writeString(folder.resolve("file"), "x");
    new Cli(file).run("serve", "--port", "0").failed(1, "vitrine: ");
    new Cli(folder.resolve("other"))
        .run("serve", "--port", "70000")
        .failed(2, "http.port takes 0 to 65535, but --port says: 70000");
    new Cli(folder.resolve("other"))
        .run("serve", "--host", "no.such.host.invalid", "--port", "0")
        .failed(1, "--host");
    new Cli(folder.resolve("other"))
        .with("VITRINE_HTTP_PROT", "1")
        .run("serve")
        .failed(2, "VITRINE_HTTP_PROT is no setting");
  }

  @Test
  void theConfigurationSaysWhereItComesFrom() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("vitrine.yaml"), "http: {port: 9000}\nlog: {format: json}\n");
    String out =
        new Cli(data)
            .with("VITRINE_HTTP_HOST", "0.0.0.0")
            .run("config", "--port", "9001")
            .ok()
            .out();
    assertThat(out)
        .containsPattern("http.port +9001 +--port")
        .containsPattern("http.host +0.0.0.0 +\\$VITRINE_HTTP_HOST")
        .containsPattern("log.format +json +.*vitrine.yaml")
        .containsPattern("cache.heapShare +0.25 +default");
  }
}
