package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.FaultyServer.Behaviour;
import dev.vitrine.client.FaultyServer.Request;
import dev.vitrine.client.error.AnswerTooLargeException;
import dev.vitrine.client.error.ApiException;
import dev.vitrine.client.error.CallCancelledException;
import dev.vitrine.client.error.ConnectionException;
import dev.vitrine.client.error.MalformedAnswerException;
import dev.vitrine.client.error.NotFoundException;
import dev.vitrine.client.error.PermissionException;
import dev.vitrine.client.model.AssetFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes come whole, or a file stays as it was. */
@Timeout(60)
class DownloadTest {
  private static final int SIZE = 300_000;
  private static final String TYPE = "image/png";
  private static final String ETAG = "ETag: \"x\"";

  @TempDir private Path folder;
  @AutoClose private final FaultyServer server = new FaultyServer(Answers.json(200, "{}"));

  @AutoClose
  private final VitrineClient client =
      Clients.of(server).maxRetries(2).header("X-Own", "secret").build();

  private final byte[] content = new byte[SIZE];
  private Path file = Path.of("");

  @BeforeEach
  void arrange() throws IOException {
    new Random(1).nextBytes(content);
    file = Files.writeString(folder.resolve("a.png"), "as before");
  }

  private String url() {
    return server.url() + "/files/a?p=100&Signature=s";
  }

  private Behaviour asset(long size) {
    return Answers.json(
        200,
        "{\"asset\":{\"id\":\"a\",\"url\":\"%s\",\"properties\":{\"size\":%d}}}"
            .formatted(url(), size));
  }

  private byte[] whole(Request request) {
    return Answers.whole(200, TYPE, content, ETAG);
  }

  /** The rest from where the request says. */
  private Behaviour rest() {
    return (request, socket) -> FaultyServer.write(socket, restOf(request));
  }

  private byte[] restOf(Request request) {
    int from = Integer.parseInt(request.header("Range").replaceAll("[^0-9]", ""));
    return Answers.whole(
        206,
        TYPE,
        Arrays.copyOfRange(content, from, SIZE),
        "Content-Range: bytes " + from + "-" + (SIZE - 1) + "/" + SIZE,
        ETAG);
  }

  private Behaviour all(String... headers) {
    return Answers.of(200, TYPE, content, headers);
  }

  private long download() throws IOException {
    return client
        .assets()
        .downloadTo(AssetDownloadParams.ofUrl(url()), file, RequestOptions.none());
  }

  private byte[] streamed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    client.assets().downloadTo(AssetDownloadParams.ofUrl(url()), out, RequestOptions.none());
    return out.toByteArray();
  }

  private void assertNothingHappened() {
    assertThat(file).hasContent("as before");
    assertThat(folder)
        .isDirectoryContaining(f -> f.equals(file))
        .isDirectoryNotContaining(f -> !f.equals(file));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAssetIsWrittenAsItWasUploaded(boolean async) throws IOException {
    server.then(asset(SIZE), all(ETAG));
    List<Long> told = new CopyOnWriteArrayList<>();
    AssetDownloadParams params =
        AssetDownloadParams.of("a")
            .listener((received, total) -> {
              assertThat(total).isEqualTo(SIZE);
              told.add(received);
            });
    long count =
        async
            ? client.async().assets().downloadTo(params, file, RequestOptions.none()).join()
            : client.assets().downloadTo(params, file, RequestOptions.none());
    assertThat(count).isEqualTo(SIZE);
    assertThat(file).hasBinaryContent(content);
    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
    assertThat(told).isSorted().startsWith(0L).endsWith((long) SIZE);
    Request asked = server.requests().get(0);
    assertThat(asked.target()).isEqualTo("/v1/assets/a?originalAssets=true");
    assertThat(asked.header("Authorization")).isNotEmpty();
    Request fetched = server.requests().get(1);
    assertThat(fetched.target()).isEqualTo("/v1/files/a?p=100&Signature=s");
    assertThat(fetched.headers())
        .doesNotContainKeys("authorization", "x-own", "range", "accept-encoding");
  }

  @Test
  void otherFormsAreAskedFor() throws IOException {
    server.then(Answers.json(200, "{\"url\":\"" + url() + "\"}"), all());
    AssetDownloadParams webp = AssetDownloadParams.of("a").format(AssetFormat.WEBP);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(client.assets().downloadTo(webp, out, RequestOptions.none())).isEqualTo(SIZE);
    assertThat(out.toByteArray()).isEqualTo(content);
    assertThat(server.requests().get(0))
        .satisfies(request -> {
          assertThat(request.method() + request.target()).isEqualTo("POST/v1/assets/a/download");
          assertThat(request.body()).isEqualTo("{\"targetFormat\":\"webp\"}");
        });
    server.requests().clear();
    server.then(asset(7), all());
    AssetDownloadParams shown = AssetDownloadParams.of("a").rendition();
    assertThat(client.assets().downloadTo(shown, file, RequestOptions.none())).isEqualTo(SIZE);
    assertThat(server.requests().get(0).target()).isEqualTo("/v1/assets/a?originalAssets=false");
  }

  @Test
  void whatBrokeIsTakenUpWhereItBroke() throws IOException {
    Behaviour cut = Answers.cut(this::whole, 0.4);
    Behaviour again = Answers.reset(this::restOf, 0.5);
    server.then(cut, again, rest());
    assertThat(download()).isEqualTo(SIZE);
    assertThat(file).hasBinaryContent(content);
    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().get(1).header("If-Range")).isEqualTo("\"x\"");
    server.then(cut, again, cut(), again, cut(), rest());
    assertThat(streamed()).as("as long as it gets on").isEqualTo(content);
  }

  /** A rest of which nothing comes. */
  private Behaviour cut() {
    return Answers.cut(request -> new byte[0], 0);
  }

  @Test
  void whatCannotBeTakenUpBeginsAnew() throws IOException {
    Behaviour unnamed = Answers.cut(request -> Answers.whole(200, TYPE, content), 0.4);
    server.then(unnamed, all());
    assertThat(download()).isEqualTo(SIZE);
    assertThat(server.lastRequest().headers()).doesNotContainKey("range");
    assertThat(file).hasBinaryContent(content);
    server.then(unnamed, all());
    assertThatThrownBy(this::streamed).isInstanceOf(ConnectionException.class);

    byte[] other = new byte[] {1, 2, 3};
    Behaviour changed = Answers.of(200, TYPE, other, "ETag: \"y\"");
    server.then(Answers.cut(this::whole, 0.4), changed);
    assertThat(download()).isEqualTo(3);
    assertThat(file).hasBinaryContent(other);
    server.then(Answers.cut(this::whole, 0.4), changed);
    assertThatThrownBy(this::streamed)
        .isInstanceOf(MalformedAnswerException.class)
        .hasMessageContaining("changed");
  }

  static Stream<String> lasting() {
    return Stream.of("cut", "another size", "another range", "encoded", "without end", "too large");
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void whatNeverComesWholeLeavesTheFileAsItWas(String fault) {
    RequestOptions none = RequestOptions.none();
    AssetDownloadParams params = AssetDownloadParams.ofUrl(url());
    Class<? extends Exception> expected = MalformedAnswerException.class;
    switch (fault) {
      case "cut" -> {
        server.then(Answers.cut(request -> Answers.whole(200, TYPE, content), 0.4));
        expected = ConnectionException.class;
      }
      case "another size" -> {
        server.then(asset(SIZE + 1), all(ETAG));
        params = AssetDownloadParams.of("a");
      }
      case "another range" ->
          server.then(
              Answers.cut(this::whole, 0.4),
              Answers.of(206, TYPE, content, "Content-Range: bytes 0-9/" + SIZE));
      case "encoded" -> server.then(all("Content-Encoding: gzip"));
      case "without end" ->
          server.then((request, socket) -> {
            FaultyServer.write(socket, Answers.bytes("HTTP/1.1 200 OK\r\n\r\nabc"));
            throw new IOException("the end");
          });
      default -> {
        server.then(all(ETAG));
        params = params.mostBytes(SIZE - 1);
        expected = AnswerTooLargeException.class;
      }
    }
    AssetDownloadParams asked = params;
    assertThatThrownBy(() -> client.assets().downloadTo(asked, file, none)).isInstanceOf(expected);
    assertNothingHappened();
  }

  @Test
  void whatIsTooLargeIsNotTakenWhereItsSizeIsNotSaidEither() {
    server.then((request, socket) -> {
      FaultyServer.write(
          socket, Answers.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
      while (true) {
        FaultyServer.write(socket, Answers.bytes("1000\r\n" + "x".repeat(0x1000) + "\r\n"));
      }
    });
    AssetDownloadParams most = AssetDownloadParams.ofUrl(url()).mostBytes(1_000_000);
    assertThatThrownBy(() -> client.assets().downloadTo(most, file, RequestOptions.none()))
        .isInstanceOf(AnswerTooLargeException.class);
    assertNothingHappened();
  }

  @Test
  void refusalsAreTyped() {
    server.then(Answers.error(404, "NOT_FOUND", "{}"));
    assertThatThrownBy(() -> client.assets().downloadTo("a", file))
        .isInstanceOf(NotFoundException.class);
    server.then(asset(SIZE), Answers.error(403, "FORBIDDEN", "{}"));
    assertThatThrownBy(() -> client.assets().downloadTo("a", file))
        .isInstanceOf(PermissionException.class);
    server.then(Answers.of(302, "text/html", new byte[0], "Location: http://127.0.0.1:1/x"));
    assertThatThrownBy(this::download).isInstanceOf(ApiException.class);
    server.then(Answers.json(200, "{\"asset\":{\"id\":\"a\"}}"));
    assertThatThrownBy(() -> client.assets().downloadTo("a", file))
        .isInstanceOf(MalformedAnswerException.class);
    assertNothingHappened();
  }

  @Test
  void whatCannotBeWrittenIsTheFaultOfTheFile() {
    server.then(all());
    Path nowhere = folder.resolve("nowhere/a.png");
    AssetDownloadParams params = AssetDownloadParams.ofUrl(url());
    assertThatThrownBy(() -> client.assets().downloadTo(params, nowhere, RequestOptions.none()))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> client.assets().downloadTo(params, folder, RequestOptions.none()))
        .isInstanceOf(IOException.class);
    assertThat(server.requests()).isEmpty();
    IOException full = new IOException("no space left");
    OutputStream disk =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw full;
          }
        };
    assertThatThrownBy(() -> client.assets().downloadTo(params, disk, RequestOptions.none()))
        .isSameAs(full);
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interrupted", "cancelled", "closed", "listener"})
  void aDownloadThatIsGivenUpEndsAtOnce(String way) throws Exception {
    server.then(Answers.stall(this::whole, 0.5));
    AssetDownloadParams params = AssetDownloadParams.ofUrl(url());
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<Long> begun = new CompletableFuture<>();
    IllegalStateException enough = new IllegalStateException("enough");
    AssetDownloadParams watched =
        params.listener((received, total) -> {
          thread.complete(Thread.currentThread());
          if (received > 0) {
            begun.complete(received);
            if (way.equals("listener")) {
              throw enough;
            }
          }
        });
    CompletableFuture<Long> download =
        client.async().assets().downloadTo(watched, file, RequestOptions.none());
    begun.get(20, TimeUnit.SECONDS);
    switch (way) {
      case "interrupted" -> thread.get().interrupt();
      case "cancelled" -> download.cancel(true);
      case "closed" -> client.close();
      default -> {}
    }
    server.awaitConnections(0);
    assertThatThrownBy(() -> download.get(20, TimeUnit.SECONDS))
        .satisfies(e -> {
          if (way.equals("listener")) {
            assertThat(e).hasCause(enough);
          } else if (!way.equals("cancelled")) {
            assertThat(e).hasCauseInstanceOf(CallCancelledException.class);
          }
        });
    if (!way.equals("cancelled")) {
      assertNothingHappened();
    }
  }
}
