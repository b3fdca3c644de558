package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every example of the API, in a file or inline, is what its schema describes. */
class ApiExamplesTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final Path API = Path.of(System.getProperty("vitrine.basedir"), "api");

  /** An example, where it stands, and the schema it stands for. */
  private record Example(String place, String file, String schema, List<JsonNode> values) {}

  @TestFactory
  Stream<DynamicTest> examplesAreWhatTheirSchemasDescribe() throws IOException {
    return examples().stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.place(),
                () -> {
                  for (JsonNode value : example.values()) {
                    assertThat(CONTRACT.violations(example.schema(), value)).isEmpty();
                  }
                }));
  }

  @Test
  void everyFileIsTheExampleOfSomething() throws IOException {
    Set<String> named =
        examples().stream()
            .map(Example::file)
            .filter(file -> !file.isEmpty())
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(API.resolve("examples"))) {
      assertThat(files.map(file -> "examples/" + file.getFileName()))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void theProgramReadsTheContractOfThisRepository() throws IOException {
    JsonNode inRepository =
        new YAMLMapper().readTree(Files.readString(API.resolve("openapi.yaml")));
    assertThat(CONTRACT.document()).isEqualTo(inRepository);
  }

  /** All examples of request and answer bodies. */
  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String operation : CONTRACT.operations()) {
      String[] parts = operation.split(" ", 2);
      JsonNode node =
          CONTRACT.document().path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
      collect(operation + " request", node.path("requestBody").path("content"), examples);
      for (String status : node.path("responses").propertyNames()) {
        JsonNode response = CONTRACT.resolved(node.path("responses").path(status));
        collect(operation + " " + status, response.path("content"), examples);
      }
    }
    return examples;
  }

  private static void collect(String place, JsonNode content, List<Example> into)
      throws IOException {
    for (String type : content.propertyNames()) {
      JsonNode media = content.path(type);
      if (type.equals("text/plain") || !media.has("examples")) {
        continue;
      }
      String schema = media.path("schema").path("$ref").stringValue();
      for (String name : media.path("examples").propertyNames()) {
        JsonNode example = CONTRACT.resolved(media.path("examples").path(name));
        String file = example.path("externalValue").asString("");
        into.add(
            type.equals("application/x-ndjson")
                ? new Example(
                    place + " " + name, file, schema + "/contentSchema/items", lines(file))
                : new Example(
                    place + " " + name,
                    file,
                    schema,
                    List.of(file.isEmpty() ? example.path("value") : read(file))));
      }
    }
  }

  private static JsonNode read(String file) throws IOException {
    return OpenApiContract.parse(Files.readAllBytes(API.resolve(file)));
  }

  private static List<JsonNode> lines(String file) throws IOException {
    return Files.readAllLines(API.resolve(file)).stream()
        .map(line -> OpenApiContract.parse(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  @Test
  void enoughExamplesWereFoundToMeanSomething() throws IOException {
    Set<String> schemas = new TreeSet<>();
    examples()
        .forEach(example ->
            schemas.add(example.schema().substring(example.schema().lastIndexOf('/') + 1)));
    assertThat(schemas)
        .contains(
            "GetBulkRequest",
            "GetBulkResponse",
            "GetModelResponse",
            "ModelList",
            "CreateModelRequest",
            "UpdateModelRequest",
            "Limits",
            "Error",
            "items");
  }
}
