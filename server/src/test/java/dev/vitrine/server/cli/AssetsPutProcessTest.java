package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vitrine assets put} in a process of its own: with little memory, and told to end. */
@Timeout(180)
final class AssetsPutProcessTest {
  private static final long SIZE = 192L << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Path sparse() throws IOException {
    Path file = folder.resolve("walk.bin");
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(SIZE);
    }
    return file;
  }

  private static ChildProcess put(String url, String key, String secret, Path file)
      throws IOException {
    return ChildProcess.start(
        List.of("-Xmx40m"),
        "assets",
        "put",
        file.toString(),
        "--url",
        url,
        "--key",
        key,
        "--secret",
        secret,
        "--part-size",
        "8MiB",
        "--parallel",
        "4");
  }

  @Test
  void aFileNeedsNoRoomInTheHeap() throws Exception {
    Path data = folder.resolve("data");
    Cli.Result key =
        new Cli(data).run("keys", "create", "--project", "s", "--role", "editor", "--json").ok();
    try (ChildProcess server =
        ChildProcess.start(
            List.of("-Xmx128m"), "serve", "--port", "0", "--data", data.toString())) {
      String ready = server.outLine();
      Thread.ofVirtual().start(() -> server.errors()); // Or it would wait for its log to be read.
      String url = ready.substring(ready.indexOf("http"));
      try (ChildProcess put = put(url, key.text("key"), key.text("secret"), sparse())) {
        assertThat(put.outLine()).matches("asset_\\w+ .* 192.0 MiB .*walk.bin");
        assertThat(put.await()).isZero();
      }
    }
  }

  @Test
  void whoeverInterruptsAnUploadIsToldHowToGoOn() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch sending = new CountDownLatch(1);
    HttpServer silent =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    String url = "http://127.0.0.1:" + silent.getAddress().getPort();
    silent.createContext("/v1/uploads", exchange -> begin(exchange, url));
    silent.createContext(
        "/part",
        exchange -> {
          sending.countDown();
          try (exchange) {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    silent.start();
    Path file = sparse();
    try (ChildProcess put = put(url, "k", "s", file)) {
      sending.await();
      put.terminate();
      assertThat(put.errors())
          .contains("walk.bin is not there yet", "vitrine assets put " + file, "--resume upload_1");
      assertThat(put.await()).isNotZero();
    } finally {
      end.countDown();
      silent.stop(0);
    }
  }

  private static void begin(HttpExchange exchange, String url) throws IOException {
    byte[] answer =
        """
        {"upload":{"id":"upload_1","status":"pending","parts":[{"number":1,"url":"%s/part"}]}}
        """
            .formatted(url)
            .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
