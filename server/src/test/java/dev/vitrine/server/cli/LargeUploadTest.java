package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file larger than the heap, its parts sent at the same time: none of it stays in memory. */
@Tag("heavy")
@Timeout(600)
final class LargeUploadTest {
  private static final int PARTS = 6;
  private static final int PART_BYTES = 50 << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  /** Bytes that are the same for the same seed. */
  private static final class Noise extends InputStream {
    private final long seed;
    private int at;

    private Noise(long seed) {
      this.seed = seed;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int read = Math.min(PART_BYTES - at, length);
      if (read == 0) {
        return length == 0 ? 0 : -1;
      }
      for (int i = 0; i < read; i++) {
        into[from + i] = (byte) (((seed + at++) * 0x9E37_79B9_7F4A_7C15L) >>> 56);
      }
      return read;
    }
  }

  private static String hash(long seed) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream noise = new Noise(seed << 32)) {
      byte[] piece = new byte[1 << 16];
      for (int read = noise.read(piece); read >= 0; read = noise.read(piece)) {
        digest.update(piece, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void aFileThatDoesNotFitIntoTheHeapIsUploaded() throws Exception {
    Path data = folder.resolve("data");
    Cli.Result key =
        new Cli(data).run("keys", "create", "--project", "s", "--role", "editor", "--json").ok();
    String credentials = TestServer.credentials(key.text("key"), key.text("secret"));
    try (ChildProcess server =
            ChildProcess.start(
                List.of("-Xmx96m", "-XX:+ExitOnOutOfMemoryError"),
                "serve",
                "--port",
                "0",
                "--data",
                data.toString());
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String ready = server.outLine();
      Thread.ofVirtual().start(() -> server.errors()); // Or it would wait for its log to be read.
      ApiClient client =
          new ApiClient(http, URI.create(ready.substring(ready.indexOf("http"))))
              .header("Authorization", credentials);
      JsonObject upload = upload(begun(client));
      send(client, Objects.requireNonNull(upload.array("parts")));
      String id = String.valueOf(upload.text("id"));
      JsonObject done = completed(client, id);
      assertThat(done.text("status")).as(TestServer.text(done)).isEqualTo("imported");
      Answer asset = client.get("/assets/" + done.text("entityId"));
      assertThat(asset.text()).contains("\"size\":" + (long) PARTS * PART_BYTES);
    }
  }

  private static Answer begun(ApiClient client) {
    return client.call(
        "POST",
        "/uploads",
        """
        {"fileName":"noise.bin","contentType":"application/octet-stream","kind":"asset","fileSize":%d,"parts":%d}
        """
            .formatted((long) PARTS * PART_BYTES, PARTS));
  }

  private static JsonObject upload(Answer answer) {
    return TestServer.object(answer.json(), "upload");
  }

  private static void send(ApiClient client, JsonArray parts) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < PARTS; i++) {
        String url = String.valueOf(((JsonObject) parts.elements().get(i)).text("url"));
        int seed = i;
        all.add(
            threads.submit(() -> {
              Answer answer =
                  client.send(
                      HttpRequest.newBuilder(URI.create(url))
                          .PUT(BodyPublishers.ofInputStream(() -> new Noise((long) seed << 32))));
              assertThat(answer.status()).as(answer.text()).isEqualTo(200);
              assertThat(answer.header("ETag")).isEqualTo("\"" + hash(seed) + "\"");
              return null;
            }));
      }
      for (Future<Void> one : all) {
        one.get();
      }
    }
  }

  private static JsonObject completed(ApiClient client, String id) {
    long bound = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    JsonObject upload =
        upload(client.call("POST", "/uploads/" + id + "/action", "{\"action\":\"complete\"}"));
    while ("validating".equals(upload.text("status"))) {
      assertThat(System.nanoTime()).as("still validating").isLessThan(bound);
      // Waits for the asset, and no longer than two seconds.
      upload =
          upload(client.call("POST", "/uploads/" + id + "/action", "{\"action\":\"complete\"}"));
    }
    return upload;
  }
}
