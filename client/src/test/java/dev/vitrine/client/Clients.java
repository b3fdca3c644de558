package dev.vitrine.client;

import java.time.Duration;

/** Clients of a server under the tests' control: impatient ones. */
final class Clients {
  private Clients() {}

  static ClientBuilder of(FaultyServer server) {
    return VitrineClient.builder()
        .baseUrl(server.url())
        .credentials("apiu_test", "open sesame")
        .attemptTimeout(Duration.ofSeconds(20))
        .totalTimeout(Duration.ofSeconds(40))
        .retryDelays(Duration.ofMillis(5), Duration.ofMillis(50))
        .maxRetries(0);
  }
}
