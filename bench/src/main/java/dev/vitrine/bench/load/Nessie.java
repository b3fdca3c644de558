package dev.vitrine.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server of Project Nessie with its store in memory, by its second REST API. Documents are
 * contents of the type UDF, the one that holds text.
 */
record Nessie(Workspace workspace, Process process, int port) {
  static final String CONTENTS = "/api/v2/trees/main/contents";
  private static final String BRANCH = "/api/v2/trees/main";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long ASK_EVERY_MILLIS = 100;

  /**
   * Starts a server on loopback, with the same heap and options as ours.
   *
   * @throws Unusable if it does not answer
   */
  static Nessie start(Workspace workspace, Path jar, String heap)
      throws IOException, InterruptedException {
    int port = Workspace.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(Workspace.javaOptions());
    command.addAll(
        List.of(
            "-Xms" + heap,
            "-Xmx" + heap,
            "--enable-native-access=ALL-UNNAMED",
            "-Dnessie.version.store.type=IN_MEMORY",
            "-Dnessie.server.authentication.enabled=false",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + Workspace.freePort(),
            "-Dquarkus.otel.sdk.disabled=true",
            "-Dquarkus.log.console.stderr=true",
            "-jar",
            jar.toString()));
    Nessie nessie = new Nessie(workspace, workspace.start("nessie", command), port);
    long begin = System.nanoTime();
    while (!nessie.answers()) {
      if (!nessie.process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new Unusable("Project Nessie did not start: " + workspace.errors("nessie"));
      }
      Thread.sleep(ASK_EVERY_MILLIS);
    }
    return nessie;
  }

  private boolean answers() throws InterruptedException {
    try {
      branch();
      return true;
    } catch (IOException | Unusable e) {
      return false; // Not yet.
    }
  }

  private JsonNode branch() throws IOException, InterruptedException {
    return ask(HttpRequest.newBuilder(uri(BRANCH)).build()).path("reference");
  }

  /** Commits documents by key, all at once. */
  void commit(Map<String, String> documents) throws IOException, InterruptedException {
    List<Object> operations = new ArrayList<>();
    documents.forEach((key, text) ->
        operations.add(
            Map.of(
                "type",
                "PUT",
                "key",
                Map.of("elements", List.of(key)),
                "content",
                Map.of("type", "UDF", "dialect", "json", "sqlText", text))));
    String hash = branch().path("hash").stringValue();
    post(
        BRANCH + "@" + hash + "/history/commit",
        Map.of("commitMeta", Map.of("message", "Documents"), "operations", operations));
  }

  /** The body of a request for several documents. */
  static String body(List<String> keys) {
    return Asking.MAPPER.writeValueAsString(
        Map.of(
            "requestedKeys", keys.stream().map(key -> Map.of("elements", List.of(key))).toList()));
  }

  /** Documents by key, in one request. */
  Map<String, String> read(List<String> keys) throws IOException, InterruptedException {
    Map<String, String> found = new HashMap<>();
    for (JsonNode one : ask(CONTENTS, body(keys)).path("contents")) {
      found.put(
          one.path("key").path("elements").path(0).stringValue(),
          one.path("content").path("sqlText").stringValue());
    }
    return found;
  }

  private void post(String path, Object body) throws IOException, InterruptedException {
    ask(path, Asking.MAPPER.writeValueAsString(body));
  }

  private JsonNode ask(String path, String body) throws IOException, InterruptedException {
    return ask(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new Unusable("Project Nessie answered with status " + response.statusCode() + ".");
      }
      return Asking.MAPPER.readTree(response.body());
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void stop() {
    workspace.stop(process);
  }
}
