package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.SECRET;

import dev.vitrine.access.Role;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.util.List;
import java.util.Objects;

/** Calls that write, and what their answers hold. */
final class Calls {
  private Calls() {}

  static Answer put(ApiClient client, String path, String body) {
    return client.call("PUT", path, body);
  }

  static Answer post(ApiClient client, String path, String body) {
    return client.call("POST", path, body);
  }

  /** Whoever uses the key of a role in a project. */
  static ApiClient as(TestServer server, String project, Role role) {
    return server.authorized(TestServer.credentials(TestServer.keyId(project, role), SECRET));
  }

  /** A member of an answer, written as JSON. */
  static String text(Answer answer, String member) {
    return TestServer.text(value(answer.json(), member, answer));
  }

  static JsonObject object(Answer answer, String member) {
    return (JsonObject) value(answer.json(), member, answer);
  }

  /** The objects of a list in an answer. */
  static List<JsonObject> objects(Answer answer, String member) {
    return ((JsonArray) value(answer.json(), member, answer))
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  /** One text member of each object of a list. */
  static List<String> texts(Answer answer, String list, String member) {
    return objects(answer, list).stream()
        .map(object -> String.valueOf(object.text(member)))
        .toList();
  }

  private static Json value(JsonObject object, String member, Answer answer) {
    return Objects.requireNonNull(object.get(member), () -> answer.status() + " " + answer.text());
  }

  /** A member written as JSON; empty if it is absent. */
  static String member(JsonObject object, String name) {
    Json value = object.get(name);
    return value == null ? "" : TestServer.text(value);
  }

  /** A JSON string literal. */
  static String quoted(String text) {
    return TestServer.text(new JsonString(text));
  }
}
