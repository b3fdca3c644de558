package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonBoolean;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import dev.vitrine.testkit.OpenApiContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The order of a row's keys (contract section 1, "Key order of a row"). */
class RowOrderTest extends OnEverySurface {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  /** As the contract lists them. */
  private static final List<String> FIRST =
      List.of(
          "id",
          "userId",
          "authorId",
          "ownerId",
          "createdAt",
          "updatedAt",
          "name",
          "shortDescription",
          "type",
          "privacy",
          "capabilities",
          "source",
          "status",
          "trainingProgress",
          "parameters",
          "trainingImagesNumber",
          "trainingImages",
          "trainingImagePairs",
          "tags",
          "collectionIds",
          "exampleAssetIds",
          "custom",
          "accessRestrictions");

  @Test
  void knownFieldsFirstInTheirOrderThenAlphabeticallyThenUnknownOnesAsTheyCame() {
    Set<String> documented =
        new TreeSet<>(
            OpenApiContract.load()
                .document()
                .path("components")
                .path("schemas")
                .path("ModelFields")
                .path("properties")
                .propertyNames());
    List<String> expected = new ArrayList<>(FIRST);
    documented.removeAll(FIRST);
    expected.addAll(documented);
    expected.addAll(List.of("zebra", "complianceMetadata", "aardvark"));

    SERVER.model(STUDIO, shuffled(expected), Set.of());

    JsonObject everything =
        ids("m")
            .with("settings", JsonBoolean.TRUE)
            .with("thumbnail", JsonBoolean.TRUE)
            .with("allTrainingImages", JsonBoolean.TRUE);
    assertThat(SERVER.as(STUDIO).bulk(everything).row().members().sequencedKeySet())
        .containsExactlyElementsOf(expected);
    assertThat(SERVER.as(STUDIO).model("m").model().members().sequencedKeySet())
        .containsExactlyElementsOf(expected);
  }

  /**
   * A document with all these fields in another order; the unknown ones keep theirs among
   * themselves.
   */
  private static JsonObject shuffled(List<String> names) {
    List<String> known = new ArrayList<>(names.subList(0, names.size() - 3));
    Collections.shuffle(known, new Random(7));
    LinkedHashMap<String, Json> members = new LinkedHashMap<>();
    names.subList(names.size() - 3, names.size()).forEach(name -> members.put(name, value(name)));
    known.forEach(name -> members.put(name, value(name)));
    return new JsonObject(members);
  }

  private static Json value(String name) {
    return TestServer.json(
        switch (name) {
          case "id" -> "\"m\"";
          case "privacy" -> "\"private\"";
          case "custom", "disableRefund" -> "true";
          case "trainingImagesNumber", "accessRestrictions" -> "1";
          case "capabilities",
              "trainingImages",
              "trainingImagePairs",
              "tags",
              "collectionIds",
              "exampleAssetIds",
              "compliantModelIds",
              "concepts",
              "epochs",
              "inputs" ->
              "[]";
          case "trainingProgress",
              "parameters",
              "class",
              "performanceStats",
              "thumbnail",
              "trainingStats",
              "uiConfig" ->
              "{}";
          default -> "\"text\"";
        });
  }
}
