package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.nio.file.Path;
import java.util.List;

/** Requests made by hand. */
record HttpLife(ApiClient client) implements LifeSurface {
  private Answer call(String method, String path, JsonObject body) {
    Answer answer = client.call(method, path, TestServer.text(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static JsonObject of(String name, String value) {
    return JsonObject.of(name, new JsonString(value));
  }

  @Override
  public String create(String name) {
    return id(
        call("POST", "/models", of("name", name).with("type", new JsonString("flux.1-lora"))));
  }

  private static String id(Answer answer) {
    return String.valueOf(answer.model().text("id"));
  }

  @Override
  public void tag(String id, String tag) {
    call("PUT", "/models/" + id + "/tags", JsonObject.of("add", JsonArray.ofStrings(List.of(tag))));
  }

  @Override
  public String createCollection(String name) {
    Answer made = call("POST", "/collections", of("name", name));
    return String.valueOf(TestServer.object(made.json(), "collection").text("id"));
  }

  @Override
  public void addToCollection(String collectionId, String id) {
    call("PUT", "/collections/" + collectionId + "/models", ApiClient.ids(id));
  }

  @Override
  public void describe(String id, String text, Path folder) {
    call("PUT", "/models/" + id + "/description", of("description", text));
  }

  @Override
  public List<String> listByTag(String tag) {
    return client.query("tags=" + ApiClient.encoded(tag)).get("/models").ids();
  }

  @Override
  public List<String> listCollection(String collectionId) {
    return client.query("collectionId=" + collectionId).get("/models").ids();
  }

  @Override
  public boolean renameIf(String id, String name, String etag) {
    Answer answer =
        client
            .header("If-Match", "\"" + etag + "\"")
            .call("PUT", "/models/" + id, TestServer.text(of("name", name)));
    assertThat(answer.status()).isIn(200, 412);
    return answer.status() == 200;
  }

  @Override
  public String copy(String id) {
    return id(call("POST", "/models/" + id + "/copy", JsonObject.EMPTY));
  }

  @Override
  public void transfer(String id, String projectId) {
    call("POST", "/models/" + id + "/transfer", of("destinationProjectId", projectId));
  }

  @Override
  public void delete(String id) {
    call("DELETE", "/models/" + id, JsonObject.EMPTY);
  }

  @Override
  public void restore(String id) {
    call("POST", "/models/" + id + "/restore", JsonObject.EMPTY);
  }

  @Override
  public String toString() {
    return "HTTP";
  }
}
