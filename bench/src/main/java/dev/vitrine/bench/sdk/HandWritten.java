package dev.vitrine.bench.sdk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bulk read as someone would write it for one program: the JDK's HTTP client and Jackson, typed
 * rows, and no more care than a look at the status.
 */
public final class HandWritten implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final URI route;
  private final String authorization;

  /** Of a server and the value of its Authorization header. */
  public HandWritten(String base, String authorization) {
    this.route = URI.create(base + "/models/get-bulk");
    this.authorization = authorization;
  }

  /** Reads, and returns how many rows came. */
  public int read(List<String> ids) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(route)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(Map.of("modelIds", ids))))
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("answered " + response.statusCode());
    }
    HandTyped.Answer answer = mapper.readValue(response.body(), HandTyped.Answer.class);
    return Objects.requireNonNull(answer.models).size();
  }

  @Override
  public void close() {
    http.close();
  }
}
