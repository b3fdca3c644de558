package dev.vitrine.server.http;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;

/** Calls with a body, and what their answers hold. */
final class Calls {
  private Calls() {}

  static Answer put(ApiClient client, String path, String body) {
    return send(client, "PUT", path, body);
  }

  static Answer post(ApiClient client, String path, String body) {
    return send(client, "POST", path, body);
  }

  static Answer delete(ApiClient client, String path) {
    return client.call("DELETE", path);
  }

  /** A request with any text as its body. */
  static Answer send(ApiClient client, String method, String path, String body) {
    return client.send(
        client
            .request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  /** A member of an answer, written as JSON. */
  static String text(Answer answer, String member) {
    return TestServer.text(value(answer, member));
  }

  static JsonObject object(Answer answer, String member) {
    return (JsonObject) value(answer, member);
  }

  static Json value(Answer answer, String member) {
    return Objects.requireNonNull(answer.json().get(member), answer.text());
  }

  /** A JSON string literal. */
  static String quoted(String text) {
    return TestServer.text(new dev.vitrine.model.JsonString(text));
  }
}
