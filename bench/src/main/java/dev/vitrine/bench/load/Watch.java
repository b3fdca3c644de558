package dev.vitrine.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at a server's memory and processor time from outside. */
final class Watch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double SECOND = 1e9;

  private final Workspace workspace;
  private final Process server;
  private final HttpRequest metrics;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final long start = System.nanoTime();

  Watch(Workspace workspace, Catalogue catalogue) {
    this.workspace = workspace;
    this.server = catalogue.process();
    this.metrics =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + catalogue.port() + "/metrics"))
            .timeout(PATIENCE)
            .build();
  }

  /** Processor time the server has taken so far. */
  Duration processorTime() {
    return server.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  Footprint look() throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(metrics, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Unusable("The server's metrics cannot be read: status " + answer.statusCode());
    }
    return Footprint.of((System.nanoTime() - start) / SECOND, server.pid(), answer.body());
  }

  /** What is held once all rubbish is collected. */
  Footprint lookCollected() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home", ""), "bin", "jcmd").toString();
    // Twice: what the first one finds unreachable may hold more, such as direct buffers.
    for (int i = 0; i < 2; i++) {
      workspace.run("collecting", List.of(jcmd, Long.toString(server.pid()), "GC.run"));
    }
    return look();
  }

  /** Something that takes a while. */
  @FunctionalInterface
  interface Measured<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Looks every second while something runs, and adds what was seen. */
  <T> T during(List<Footprint> seen, Measured<T> measured)
      throws IOException, InterruptedException {
    List<Footprint> looks = new ArrayList<>();
    CountDownLatch over = new CountDownLatch(1);
    Thread looking = Thread.ofVirtual().start(() -> lookUntil(over, looks));
    try {
      return measured.run();
    } finally {
      over.countDown();
      looking.join();
      seen.addAll(looks);
    }
  }

  private void lookUntil(CountDownLatch over, List<Footprint> looks) {
    try {
      while (!over.await(1, TimeUnit.SECONDS)) {
        lookOnce(looks);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOnce(List<Footprint> looks) throws InterruptedException {
    try {
      looks.add(look());
    } catch (IOException | Unusable e) {
      System.err.println("no metrics: " + e.getMessage()); // The samples will have a gap.
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
