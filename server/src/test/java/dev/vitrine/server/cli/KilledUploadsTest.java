package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL while clients upload files in parts, send pictures, train models on them and delete them,
 * and another server on the same folder: no half asset is ever visible, none that was acknowledged
 * is missing or there twice, and a collection leaves exactly the blobs that are named.
 */
final class KilledUploadsTest {
  private static final long SEED = 20_260_219;
  private static final int UPLOADERS = 3;
  private static final int OTHERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A heap as small and a start as quick as they can be. */
  private static final List<String> JAVA =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private final Random random = new Random(SEED);
  private final List<UploadLoad> loads = new ArrayList<>();
  private final List<AssetLoad> others = new ArrayList<>();

  /** How many assets the last look found. */
  private int found;

  /** How often the bytes of an asset were compared. */
  private long compared;

  private String credentials = "";

  @Test
  @Timeout(300)
  void threeTimes() throws Exception {
    killing(3);
  }

  @Test
  @Tag("heavy")
  @Timeout(1800)
  void fiftyTimes() throws Exception {
    killing(50);
  }

  private void killing(int times) throws Exception {
    Cli.Result key =
        new Cli(data()).run("keys", "create", "--project", "s", "--role", "editor", "--json").ok();
    credentials = TestServer.credentials(key.text("key"), key.text("secret"));
    for (int i = 0; i < UPLOADERS; i++) {
      loads.add(new UploadLoad("c" + i, new Random(SEED + i)));
    }
    for (int i = 0; i < OTHERS; i++) {
      others.add(new AssetLoad("o" + i, new Random(SEED - 1 - i)));
    }
    for (int round = 0; round <= times; round++) {
      try {
        round(round == 0, round == times);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + SEED + ", round " + round + ": " + e.getMessage(), e);
      }
    }
    assertThat(found).as("something was uploaded").isGreaterThan(times);
    long garbage = AssetBlobs.collect(data());
    assertThat(garbage).as("parts of finished uploads").isPositive();
    System.out.printf(
        "%d kills: %d assets at the end, bytes compared %d times, %d blobs collected%n",
        times, found, compared, garbage);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private ChildProcess serve() throws Exception {
    return ChildProcess.start(JAVA, "serve", "--port", "0", "--data", data().toString());
  }

  /** Starts, compares with what is known, uploads, and kills. */
  private void round(boolean first, boolean last) throws Exception {
    try (ChildProcess server = serve();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String ready = server.outLine();
      var _ = server.log();
      ApiClient client =
          new ApiClient(http, URI.create(ready.substring(ready.indexOf("http"))))
              .header("Authorization", credentials);
      loads.forEach(load -> load.check(client));
      others.forEach(first ? load -> load.begin(client) : load -> load.check(client));
      if (last) {
        settle(client);
        check(client, http);
        server.terminate();
        assertThat(server.await()).isZero();
        return;
      }
      check(client, http);
      CountDownLatch enough = new CountDownLatch(1 + random.nextInt(80));
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Void>> all = new ArrayList<>();
        try {
          loads.forEach(load -> all.add(clients.submit(() -> go(load::step, client, enough))));
          others.forEach(load -> all.add(clients.submit(() -> go(load::step, client, enough))));
          assertThat(enough.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("goes on").isTrue();
          assertThat(server.endsWithin(Duration.ofNanos(random.nextInt(20_000_000)))).isFalse();
        } finally {
          server.kill();
        }
        for (Future<Void> one : all) {
          finished(one);
        }
      }
      server.await();
    }
  }

  /** Goes on until there is no answer any more. */
  private static Void go(Consumer<ApiClient> step, ApiClient client, CountDownLatch enough) {
    try {
      while (true) {
        step.accept(client);
        enough.countDown();
      }
    } catch (UncheckedIOException e) {
      return null; // Killed.
    }
  }

  private static void finished(Future<Void> client) throws Exception {
    try {
      client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("a client failed: " + e.getCause(), e.getCause());
    }
  }

  /** Waits until all that was completed is imported. */
  private void settle(ApiClient client) {
    long bound = System.nanoTime() + PATIENCE.toNanos();
    for (UploadLoad load : loads) {
      while (!load.settle(client)) {
        assertThat(System.nanoTime()).as("still validating").isLessThan(bound);
        // One that was being imported by a server that was killed is left alone for a while.
        new CompletableFuture<Void>().completeOnTimeout(null, 200, TimeUnit.MILLISECONDS).join();
      }
      assertThat(load.hasUnfinished()).isFalse();
    }
  }

  /** Every asset there is holds a whole file, and none that was answered is missing. */
  private void check(ApiClient client, HttpClient http) throws Exception {
    Map<String, String> files = new HashMap<>();
    Map<String, String> answered = new HashMap<>();
    loads.forEach(load -> {
      files.putAll(load.files());
      answered.putAll(load.assets());
    });
    others.forEach(load -> files.putAll(load.files()));
    Map<String, String> names = new HashMap<>();
    for (JsonObject asset : assets(client)) {
      String id = String.valueOf(asset.text("id"));
      String name = String.valueOf(TestServer.object(asset, "metadata").text("name"));
      names.put(id, name);
      byte[] bytes =
          http.send(
                  HttpRequest.newBuilder(URI.create(String.valueOf(asset.text("url")))).build(),
                  BodyHandlers.ofByteArray())
              .body();
      assertThat(UploadLoad.hash(bytes)).as("the bytes of " + name).isEqualTo(files.get(name));
      compared++;
    }
    assertThat(names).as("what was answered").containsAllEntriesOf(answered);
    assertThat(names.values()).as("no file twice").doesNotHaveDuplicates();
    others.forEach(load -> load.checkListed(names));
    found = names.size();
  }

  private static List<JsonObject> assets(ApiClient client) {
    List<JsonObject> assets = new ArrayList<>();
    String token = "";
    long begun = System.nanoTime();
    while (token != null) {
      Answer page =
          client.query("originalAssets&pageSize=100&paginationToken=" + token).get("/assets");
      if (page.status() == 503) { // The index is being opened.
        assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
        continue;
      }
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      TestServer.array(page.json(), "assets")
          .elements()
          .forEach(asset -> assets.add((JsonObject) asset));
      token = page.json().text("nextPaginationToken");
    }
    return assets;
  }
}
