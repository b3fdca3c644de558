package dev.vitrine.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./vitrine serve} over a data folder, as its own process, ready to answer.
 *
 * @param untilReady from the start of the process to the first good answer of {@code GET /readyz}
 */
record Served(Workspace workspace, Process process, int port, Duration untilReady) {
  private static final long ASK_EVERY_MILLIS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * Starts a server and waits until it is ready.
   *
   * @param heap least and most, as {@code -Xmx} takes it
   * @param settings by the names of their environment variables
   * @throws Unusable if it does not become so
   */
  static Served start(
      Workspace workspace,
      Path launcher,
      String name,
      Path data,
      String heap,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(settings);
    String options = String.join(" ", Workspace.javaOptions());
    variables.put("VITRINE_JAVA_OPTS", (options + " -Xms" + heap + " -Xmx" + heap).strip());
    int port = Workspace.freePort();
    try (HttpClient client = HttpClient.newHttpClient()) {
      long begin = System.nanoTime();
      Process process =
          workspace.start(
              name,
              List.of(
                  launcher.toString(),
                  "serve",
                  "--data",
                  data.toString(),
                  "--port",
                  Integer.toString(port)),
              variables);
      while (!isReady(client, port)) {
        if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
          workspace.stop(process);
          throw new Unusable("A server did not become ready: " + workspace.errors(name));
        }
        Thread.sleep(ASK_EVERY_MILLIS);
      }
      return new Served(workspace, process, port, Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static boolean isReady(HttpClient client, int port) throws InterruptedException {
    try {
      return client.send(get(port, "/readyz"), HttpResponse.BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false; // It does not listen yet.
    }
  }

  /** What it counts. */
  Scrape scrape() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return Scrape.of(
          client.send(get(port, "/metrics"), HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  private static HttpRequest get(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  Resident resident() throws IOException {
    return Resident.of(process.pid());
  }

  /** The time of processors it has used. */
  Duration processorTime() {
    return processorTime(process);
  }

  static Duration processorTime(Process process) {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  void stop() {
    workspace.stop(process);
  }
}
