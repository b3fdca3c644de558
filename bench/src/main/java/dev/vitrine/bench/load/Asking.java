package dev.vitrine.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bulk reads as one caller makes them.
 *
 * @param authorization the value of that header
 */
record Asking(String authorization) {
  static final String PATH = "/v1/models/get-bulk";
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Asking with(String key, String secret) {
    String credentials = key + ":" + secret;
    return new Asking("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
  }

  /** The body of a request. */
  static byte[] body(List<String> ids) {
    return MAPPER.writeValueAsBytes(Map.of("modelIds", ids, "thumbnail", true));
  }

  /** The body of an answer, as it was sent. */
  byte[] ask(int port, List<String> ids, boolean gzip) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(ids)));
    if (gzip) {
      request.header("Accept-Encoding", "gzip");
    }
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      boolean compressed =
          response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
      if (response.statusCode() != 200 || compressed != gzip) {
        throw new Unusable(
            "An answer is not what was asked for: status "
                + response.statusCode()
                + (compressed ? ", compressed" : ", not compressed"));
      }
      return response.body();
    }
  }

  static byte[] plain(byte[] answer, boolean gzip) throws IOException {
    if (!gzip) {
      return answer;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer))) {
      return in.readAllBytes();
    }
  }

  /** The rows of an answer. */
  static JsonNode rows(byte[] plain) {
    return MAPPER.readTree(plain).path("models");
  }
}
