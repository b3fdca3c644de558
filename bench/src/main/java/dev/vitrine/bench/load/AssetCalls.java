package dev.vitrine.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Calls for assets as one client makes them. */
final class AssetCalls implements AutoCloseable {
  private static final int POLL_EVERY_MILLIS = 5;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Asking asking;
  private final int port;

  AssetCalls(Asking asking, int port) {
    this.asking = asking;
    this.port = port;
  }

  /** Makes an asset of a picture; its row, with the URL of the original. */
  JsonNode create(Path picture) throws IOException, InterruptedException {
    Map<String, String> body =
        Map.of(
            "name",
            picture.getFileName().toString(),
            "image",
            Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
    return post("/v1/assets?originalAssets=true", body).path("asset");
  }

  /** The URL of the rendition of an asset. */
  String rendition(String assetId) throws IOException, InterruptedException {
    return json(HttpRequest.newBuilder(at("/v1/assets/" + assetId)))
        .path("asset")
        .path("url")
        .stringValue("");
  }

  /** The path and query of a URL of this server. */
  static String target(String url) {
    URI uri = URI.create(url);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /** What is at a path of this server. */
  byte[] get(String target) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(HttpRequest.newBuilder(at(target)).build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new Unusable("An asset was answered with the status " + answer.statusCode() + ".");
    }
    return answer.body();
  }

  /** Uploads a file as one part and waits until it is an asset. */
  void upload(Path file) throws IOException, InterruptedException {
    JsonNode upload =
        post(
                "/v1/uploads",
                Map.of(
                    "fileName",
                    file.getFileName().toString(),
                    "contentType",
                    "application/octet-stream",
                    "fileSize",
                    Files.size(file),
                    "kind",
                    "asset",
                    "parts",
                    1))
            .path("upload");
    String url = upload.path("parts").path(0).path("url").stringValue("");
    HttpResponse<Void> put =
        client.send(
            HttpRequest.newBuilder(at(target(url))).PUT(BodyPublishers.ofFile(file)).build(),
            BodyHandlers.discarding());
    if (put.statusCode() != 200) {
      throw new Unusable("A part was answered with the status " + put.statusCode() + ".");
    }
    String path = "/v1/uploads/" + upload.path("id").stringValue("");
    JsonNode now = post(path + "/action", Map.of("action", "complete")).path("upload");
    while (!now.path("status").stringValue("").equals("imported")) {
      if (now.path("status").stringValue("").equals("failed")) {
        throw new Unusable("An upload failed: " + now.path("errorMessage"));
      }
      Thread.sleep(POLL_EVERY_MILLIS);
      now = json(HttpRequest.newBuilder(at(path))).path("upload");
    }
  }

  private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return json(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Asking.MAPPER.writeValueAsBytes(body))));
  }

  private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            request.header("Authorization", asking.authorization()).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new Unusable("A call was refused: " + answer.body());
    }
    return Asking.MAPPER.readTree(answer.body());
  }

  private URI at(String target) {
    return URI.create("http://127.0.0.1:" + port + target);
  }

  @Override
  public void close() {
    client.close();
  }
}
