package dev.vitrine.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.catalog.Classes;
import dev.vitrine.model.Contract;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.DocumentStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Writes that give models pictures, and what else refers to other documents. */
final class PictureWrites {
  /** What {@link #write} does. */
  static final List<String> KINDS =
      List.of(
          "image",
          "asset",
          "caption",
          "replace",
          "pairs",
          "examples",
          "thumbnail",
          "fewer",
          "collection",
          "class",
          "concept");

  private static final String DATA =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(UploadCalls.PNG);

  private static final String CLASS = "painted";

  private final ApiClient admin;
  private int collections;

  PictureWrites(ApiClient admin) {
    this.admin = admin;
  }

  /** Offers the class that models get. */
  static void prepare(DocumentStore store) {
    Classes classes = new Classes(store, Contract.modelFields());
    classes.put(
        (JsonObject)
            TestServer.json(
                """
                {"slug":"painted","name":"Pé","extra":{"n":1.50,"x":null},"thumbnails":["https://x.test/asset_1?p=1"]}
                """));
    classes.publish(CLASS);
  }

  /**
   * Does one of them.
   *
   * @param text any prose
   * @param models those there are; one that is made is added
   */
  void write(String kind, String text, String modelId, List<String> models) {
    String path = "/models/" + modelId;
    switch (kind) {
      case "image" -> addImage(path, text);
      case "asset" ->
          sent("POST", path + "/training-images", object("assetIds", List.of(asset(), asset())));
      case "caption" ->
          sent(
              "PUT",
              path + "/training-images/" + image(path, text),
              JsonObject.of("description", new JsonString(text)));
      case "replace" ->
          sent(
              "PUT",
              path + "/training-images/" + image(path, text),
              JsonObject.of("assetId", new JsonString(asset())));
      case "pairs" ->
          sent(
              "PUT",
              path + "/training-images/pairs",
              new JsonArray(List.of(pair(image(path, text), text), JsonObject.EMPTY)));
      case "examples" ->
          sent("PUT", path + "/examples", object("assetIds", List.of(asset(), image(path, text))));
      case "thumbnail" ->
          sent("PUT", path, JsonObject.of("thumbnail", new JsonString(image(path, text))));
      case "fewer" -> sent("DELETE", path + "/images", object("ids", List.of(image(path, text))));
      case "collection" -> sent("PUT", path, object("collectionIds", List.of(collection())));
      case "class" -> sent("PUT", path, JsonObject.of("classSlug", new JsonString(CLASS)));
      case "concept" -> compose(modelId, models);
      default -> throw new IllegalStateException(kind);
    }
  }

  private static JsonObject object(String name, List<String> ids) {
    return JsonObject.of(name, JsonArray.ofStrings(ids));
  }

  private static JsonObject pair(String sourceId, String instruction) {
    return JsonObject.of("instruction", new JsonString(instruction))
        .with("sourceId", new JsonString(sourceId))
        .with("unknown", new JsonNumber("1.50"));
  }

  private void addImage(String path, String text) {
    sent(
        "POST",
        path + "/training-images",
        JsonObject.of("data", new JsonString(DATA)).with("description", new JsonString(text)));
  }

  /** The last training image of a model, which gets one if it has none. */
  private String image(String path, String text) {
    List<String> ids = images(path);
    if (ids.isEmpty()) {
      addImage(path, text);
      ids = images(path);
    }
    return ids.getLast();
  }

  private List<String> images(String path) {
    List<String> ids = new ArrayList<>();
    JsonArray images = admin.get(path).model().array("trainingImages");
    if (images != null) {
      images.elements().forEach(image -> ids.add(String.valueOf(((JsonObject) image).text("id"))));
    }
    return ids;
  }

  private String asset() {
    JsonObject body =
        JsonObject.of("name", new JsonString("é.png")).with("image", new JsonString(DATA));
    return String.valueOf(Calls.object(sent("POST", "/assets", body), "asset").text("id"));
  }

  private String collection() {
    JsonObject body = JsonObject.of("name", new JsonString("c" + collections++));
    return String.valueOf(
        Calls.object(sent("POST", "/collections", body), "collection").text("id"));
  }

  /** Makes a model of another, if models of its type can be part of one. */
  private void compose(String modelId, List<String> models) {
    if ("flux.1-lora".equals(admin.get("/models/" + modelId).model().text("type"))) {
      JsonObject concept =
          JsonObject.of("modelId", new JsonString(modelId)).with("scale", new JsonNumber("1.50"));
      JsonObject body =
          JsonObject.of("type", new JsonString("flux.1-composition"))
              .with("concepts", new JsonArray(List.of(concept)));
      models.add(String.valueOf(sent("POST", "/models", body).model().text("id")));
    }
  }

  private Answer sent(String method, String path, Json body) {
    Answer answer = admin.call(method, path, TestServer.text(body));
    assertThat(answer.status())
        .as("%s %s %s: %s", method, path, TestServer.text(body), answer.text())
        .isEqualTo(200);
    return answer;
  }
}
