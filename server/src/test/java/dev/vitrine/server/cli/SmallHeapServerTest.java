package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.model.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients that read more than the heap holds: refused for a while, perhaps, but never the end
 * of the server.
 */
@Tag("heavy")
@Timeout(600)
final class SmallHeapServerTest {
  private static final int CLIENTS = 64;
  private static final int ROUNDS = 6;
  private static final int MODELS = 1000;
  private static final Duration BOUND = Duration.ofMinutes(4);

  /** A thousand of these just fit into one answer; a thousand of the others never do. */
  private static final int FITTING = 14_000;

  private static final int LARGE = 60_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path folder;

  @SuppressWarnings("NullAway.Init") // set below
  private static ChildProcess server;

  @SuppressWarnings("NullAway.Init") // set below
  private static URI base;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static String greedy = "";
  private static String modest = "";

  @BeforeAll
  static void start() throws Exception {
    Path data = folder.resolve("data");
    greedy = authorization(data);
    modest = authorization(data);
    importing("fit", FITTING, data);
    importing("large", LARGE, data);
    server =
        ChildProcess.start(
            List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
            "serve",
            "--port",
            "0",
            "--data",
            data.toString());
    base = URI.create(server.outLine().replaceFirst(".*(?=http:)", ""));
    Thread.ofVirtual().start(() -> server.errors()); // Or it would wait for its log to be read.
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    server.close();
  }

  /** What clients saw: how often each status, and the most attempts that one call took. */
  private record Seen(Map<Integer, Integer> statuses, int attempts) {
    static Seen all(List<Future<Seen>> clients) throws Exception {
      Map<Integer, Integer> statuses = new TreeMap<>();
      int attempts = 0;
      for (Future<Seen> client : clients) {
        Seen one = client.get();
        one.statuses().forEach((status, times) -> statuses.merge(status, times, Integer::sum));
        attempts = Math.max(attempts, one.attempts());
      }
      return new Seen(statuses, attempts);
    }
  }

  @Test
  void whoeverTriesOnWithoutWaitingIsRefusedOrAnswered() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Seen>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(threads.submit(impatient(number)));
      }
      Map<Integer, Integer> statuses = Seen.all(clients).statuses();
      System.out.println("without waiting: " + statuses);
      assertThat(statuses).containsKey(200);
      assertThat(statuses.keySet()).isSubsetOf(200, 413, 429);
    }
    assertThat(send(request(greedy, "fit", 1, false, false)).statusCode()).isEqualTo(200);
  }

  private static Callable<Seen> impatient(int number) {
    return () -> {
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (int round = 0; round < ROUNDS; round++) {
        int status = send(request(greedy, number + round)).statusCode();
        statuses.merge(status, 1, Integer::sum);
      }
      return new Seen(statuses, 1);
    };
  }

  @Test
  void whoeverWaitsAsLongAsToldIsAnsweredInTheEnd() throws Exception {
    Instant began = Instant.now();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Seen>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        clients.add(threads.submit(() -> untilAnswered(greedy, number)));
      }
      Seen seen = Seen.all(clients);
      System.out.println(
          "waiting as told: "
              + seen
              + " after "
              + Duration.between(began, Instant.now()).toSeconds()
              + " s");
      assertThat(seen.statuses())
          .as("a quarter asks for more than an answer may hold")
          .isEqualTo(Map.of(200, 3 * CLIENTS / 4, 413, CLIENTS / 4));
    }
  }

  @Test
  void aKeyThatAsksForMuchKeepsNoOtherOut() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Seen>> many = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        many.add(threads.submit(impatient(number)));
      }
      List<Future<Seen>> few = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        few.add(threads.submit(() -> untilAnswered(modest, 1)));
      }
      Seen seen = Seen.all(few);
      System.out.println("beside a greedy key: " + seen);
      assertThat(seen.statuses()).isEqualTo(Map.of(200, 2));
      assertThat(Seen.all(many).statuses().keySet()).isSubsetOf(200, 413, 429);
    }
  }

  /** Makes a call and repeats it as long as the server asks to, after the time it names. */
  private static Seen untilAnswered(String authorization, int kind) throws Exception {
    Instant bound = Instant.now().plus(BOUND);
    int attempts = 1;
    HttpResponse<?> answer = send(request(authorization, kind));
    while (answer.statusCode() == 429) {
      assertThat(Instant.now()).as("still refused").isBefore(bound);
      long seconds = answer.headers().firstValueAsLong("Retry-After").orElseThrow();
      new CompletableFuture<Void>().completeOnTimeout(null, seconds, TimeUnit.SECONDS).join();
      answer = send(request(authorization, kind));
      attempts++;
    }
    return new Seen(Map.of(answer.statusCode(), 1), attempts);
  }

  /** Sends a request and reads the whole answer; a stream that is answered at all is complete. */
  private static HttpResponse<?> send(HttpRequest request) throws Exception {
    HttpResponse<InputStream> answer =
        CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    return answer;
  }

  /** Of four kinds: too large, compressed, compressed lines, plain. */
  private static HttpRequest request(String authorization, int number) {
    int kind = number % 4;
    return request(
        authorization, kind == 0 ? "large" : "fit", MODELS, kind == 1 || kind == 2, kind == 2);
  }

  private static HttpRequest request(
      String authorization, String prefix, int models, boolean gzip, boolean lines) {
    List<String> ids = IntStream.range(0, models).mapToObj(i -> prefix + i).toList();
    byte[] body = JsonWriter.write(JsonObject.of("modelIds", JsonArray.ofStrings(ids)));
    return HttpRequest.newBuilder(base.resolve("/v1/models/get-bulk"))
        .header("Authorization", authorization)
        .header("Content-Type", "application/json")
        .header("Accept", lines ? "application/x-ndjson" : "application/json")
        .header("Accept-Encoding", gzip ? "gzip" : "identity")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static String authorization(Path data) {
    String key = new Cli(data).run("keys", "create", "--project", "studio", "--json").ok().out();
    JsonObject json =
        (JsonObject) JsonReader.parse(key.getBytes(StandardCharsets.UTF_8), JsonLimits.REQUEST);
    String pair = json.text("key") + ":" + json.text("secret");
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static void importing(String prefix, int bytes, Path data) throws IOException {
    Path file = folder.resolve(prefix + ".ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < MODELS; i++) {
        out.write(
            "{\"id\":\"%s%s\",\"type\":\"custom\",\"shortDescription\":\"%s\"}\n"
                .formatted(prefix, i, "%08x".formatted(i * 31).repeat(bytes / 8)));
      }
    }
    new Cli(data).run("import", file.toString(), "--project", "studio").ok();
  }
}
