package dev.vitrine.server.sdk;

import dev.vitrine.access.Role;
import dev.vitrine.client.ClientBuilder;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.server.TestServer;

/** Java clients of a server under test. */
final class SdkClients {
  private SdkClients() {}

  /** With the studio's editor key. */
  static ClientBuilder of(TestServer server) {
    return VitrineClient.builder()
        .baseUrl(server.address() + "/v1")
        .credentials(TestServer.keyId(TestServer.STUDIO, Role.EDITOR), TestServer.SECRET);
  }
}
