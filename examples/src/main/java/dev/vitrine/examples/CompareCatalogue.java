package dev.vitrine.examples;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.ModelGetBulkResponse;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.Model;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a file of models against what a service has, field by field, after moving a catalogue:
 * {@code CompareCatalogue models.json}. The file is a JSON object with {@code models}, or an array.
 */
public final class CompareCatalogue {
  /** An import gives models a new owner. */
  private static final Set<String> NOT_COMPARED = Set.of("ownerId");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private CompareCatalogue() {}

  /** Prints each difference, and how many models are equal. */
  public static void main(String... arguments) throws IOException {
    try (VitrineClient client = VitrineClient.fromEnv()) {
      compare(client, Path.of(arguments[0]), System.out);
    }
  }

  /** Compares, and returns how many models are equal. */
  public static int compare(VitrineClient client, Path file, PrintStream out) {
    Map<String, JsonNode> expected = new LinkedHashMap<>();
    JsonNode content = MAPPER.readTree(file.toFile());
    for (JsonNode document : content.isArray() ? content : content.path("models")) {
      if (document.get("parameters") instanceof ObjectNode parameters) {
        parameters.remove("wandbKey"); // Stored, and never sent.
      }
      expected.put(document.path("id").stringValue(), document);
    }
    ModelGetBulkResponse response =
        client
            .models()
            .getBulk(
                ModelGetBulkParams.builder()
                    .modelIds(expected.keySet())
                    .settings(true)
                    .thumbnail(true)
                    .trainingImagesPreview(false)
                    .build());
    response.missing().forEach(id -> out.println(id + ": missing"));
    int equal = 0;
    for (Model model : response.models()) {
      List<String> differing = differing(Objects.requireNonNull(expected.get(model.id())), model);
      differing.forEach(field -> out.println(model.id() + ": " + field + " differs"));
      equal += differing.isEmpty() ? 1 : 0;
    }
    out.println(equal + " of " + expected.size() + " models are equal");
    return equal;
  }

  /** Whether the values are the same, numbers by what they are and not by how they are written. */
  private static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(
        (left, right) ->
            left.isNumber() && right.isNumber()
                ? left.decimalValue().compareTo(right.decimalValue())
                : left.equals(right) ? 0 : 1,
        other);
  }

  private static List<String> differing(JsonNode document, Model model) {
    JsonNode row = model.toTree();
    return document
        .propertyStream()
        .filter(field -> !NOT_COMPARED.contains(field.getKey()))
        .filter(field -> !isSame(field.getValue(), row.path(field.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
