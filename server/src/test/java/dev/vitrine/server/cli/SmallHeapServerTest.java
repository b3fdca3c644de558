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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients that read more than the heap holds: refused, perhaps, but never the end of the
 * server.
 */
@Tag("heavy")
@Timeout(600)
final class SmallHeapServerTest {
  private static final int CLIENTS = 64;
  private static final int ROUNDS = 6;
  private static final int MODELS = 1000;

  /** A thousand of these just fit into one answer; a thousand of the others never do. */
  private static final int FITTING = 14_000;

  private static final int LARGE = 60_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void sixtyFourClientsReadAThousandLargeModelsFromASmallHeap() throws Exception {
    Path data = folder.resolve("data");
    String authorization = authorization(data);
    importing("fit", FITTING, data);
    importing("large", LARGE, data);
    try (ChildProcess server =
            ChildProcess.start(
                List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
                "serve",
                "--port",
                "0",
                "--data",
                data.toString());
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      URI base = URI.create(server.outLine().replaceFirst(".*(?=http:)", ""));
      Thread.ofVirtual()
          .start(() -> server.errors()); // Or the server would wait for its log to be read.
      List<Future<Map<Integer, Integer>>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        Callable<Map<Integer, Integer>> rounds = () -> rounds(client, base, authorization, number);
        clients.add(threads.submit(rounds));
      }
      Map<Integer, Integer> statuses = new TreeMap<>();
      for (Future<Map<Integer, Integer>> one : clients) {
        one.get().forEach((status, times) -> statuses.merge(status, times, Integer::sum));
      }
      System.out.println("answers by status: " + statuses);
      assertThat(statuses).containsKey(200).containsKey(413);
      assertThat(statuses.keySet()).isSubsetOf(200, 413, 429);
      assertThat(send(client, request(base, authorization, "fit", 1, false, false))).isEqualTo(200);
    }
  }

  private static Map<Integer, Integer> rounds(
      HttpClient client, URI base, String authorization, int number) throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      int kind = (number + round) % 4;
      int status =
          send(
              client,
              request(
                  base,
                  authorization,
                  kind == 0 ? "large" : "fit",
                  MODELS,
                  kind == 1 || kind == 2,
                  kind == 2));
      statuses.merge(status, 1, Integer::sum);
    }
    return statuses;
  }

  /** Sends a request and reads the whole answer; a stream that is answered at all is complete. */
  private static int send(HttpClient client, HttpRequest request) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      body.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return answer.statusCode();
  }

  private static HttpRequest request(
      URI base, String authorization, String prefix, int models, boolean gzip, boolean lines) {
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

  private void importing(String prefix, int bytes, Path data) throws IOException {
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
