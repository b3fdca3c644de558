package dev.vitrine.server.http;

import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** What uploading a file takes. */
final class UploadCalls {
  /** A picture of one pixel. */
  static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

  private UploadCalls() {}

  static String body(String name, String type, String kind, int size, int parts) {
    return """
    {"fileName":"%s","contentType":"%s","kind":"%s","fileSize":%d,"parts":%d}
    """
        .formatted(name, type, kind, size, parts);
  }

  /** Begins an upload of the picture. */
  static Answer begin(ApiClient client, int parts) {
    return client.call(
        "POST", "/uploads", body("pixel.png", "image/png", "image", PNG.length, parts));
  }

  static String id(Answer answer) {
    return String.valueOf(upload(answer).text("id"));
  }

  static JsonObject upload(Answer answer) {
    return Calls.object(answer, "upload");
  }

  static String status(Answer answer) {
    return String.valueOf(upload(answer).text("status"));
  }

  /** The URL of a part. */
  static String url(Answer answer, int number) {
    return String.valueOf(parts(answer).get(number - 1).text("url"));
  }

  static List<JsonObject> parts(Answer answer) {
    return Objects.requireNonNull(upload(answer).array("parts")).elements().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /** The numbers of the parts that are there. */
  static List<Integer> there(Answer answer) {
    return parts(answer).stream()
        .filter(part -> String.valueOf(part.get("uploaded")).contains("true"))
        .map(part ->
            Integer.valueOf(((JsonNumber) Objects.requireNonNull(part.get("number"))).text()))
        .toList();
  }

  /** Sends a part without any credentials. */
  static Answer put(ApiClient anybody, String url, byte[] bytes) {
    return anybody.send(request(url).PUT(BodyPublishers.ofByteArray(bytes)));
  }

  static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  /** A part of some bytes that are cut into equal pieces. */
  static byte[] piece(byte[] whole, int number, int parts) {
    int size = (whole.length + parts - 1) / parts;
    int from = (number - 1) * size;
    return Arrays.copyOfRange(whole, from, Math.min(whole.length, from + size));
  }

  /** Completes an upload; a server waits for the import only so long, and this a little longer. */
  static Answer complete(ApiClient client, String id) {
    Answer answer = client.call("POST", "/uploads/" + id + "/action", "{\"action\":\"complete\"}");
    return answer.status() == 200 && status(answer).equals("validating")
        ? StoredAssets.eventually(
            () -> client.get("/uploads/" + id), now -> !status(now).equals("validating"))
        : answer;
  }
}
