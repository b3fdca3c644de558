package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Uploads that tell how they go. */
class UploadBodyTest {
  @Test
  void whatIsSentIsTold() throws Exception {
    byte[] body = Answers.bytes("x".repeat(200_000));
    List<Long> told = new CopyOnWriteArrayList<>();
    try (FaultyServer server = new FaultyServer(Answers.json(200, "{}"));
        HttpClient http = HttpClient.newHttpClient()) {
      UploadBody upload =
          new UploadBody(
              BodyPublishers.ofByteArray(body),
              (sent, total) -> {
                assertThat(total).isEqualTo(200_000);
                told.add(sent);
              });
      for (int i = 0; i < 2; i++) {
        http.send(
            HttpRequest.newBuilder(URI.create(server.url())).PUT(upload).build(),
            BodyHandlers.discarding());
        assertThat(server.lastRequest().body()).hasSize(200_000);
      }
    }
    assertThat(told).filteredOn(sent -> sent == 0).as("one start for each attempt").hasSize(2);
    assertThat(told).filteredOn(sent -> sent == 200_000).hasSize(2);
    assertThat(told.subList(0, told.size() / 2)).isSorted().hasSizeGreaterThan(3);
  }

  @Test
  void theLengthHasToBeKnown() {
    assertThatThrownBy(() ->
            new UploadBody(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1])),
                (sent, total) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
