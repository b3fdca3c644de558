package dev.vitrine.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.client.CollectionUpdateParams;
import dev.vitrine.client.ModelCreateParams;
import dev.vitrine.client.ModelListParams;
import dev.vitrine.client.ModelUpdateParams;
import dev.vitrine.client.json.TypedReader;
import dev.vitrine.client.model.ApiObject;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.OpenValue;
import dev.vitrine.testkit.OpenApiContract;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Java client has a method for every documented field, and a constant for every value. */
class DocumentedFieldsTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PACKAGE = ModelType.class.getPackageName() + ".";

  private static JsonNode schema(String name) {
    return CONTRACT.document().at("/components/schemas/" + name);
  }

  @Test
  void everyFieldHasItsMethod() throws Exception {
    ObjectNode everything = (ObjectNode) example("id", schema("ModelFields"));
    Model model = Model.fromJson(everything.toString());
    List<String> lacking = new ArrayList<>();
    inspect("model", model, lacking);
    assertThat(lacking).isEmpty();
    assertThat(JsonMapper.shared().readTree(model.toJson()))
        .isEqualTo(JsonMapper.shared().readTree(everything.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "Collection,Collection",
    "Tag,Tag",
    "Preset,Preset",
    "Asset,Asset",
    "DescribedAsset,Asset",
    "Description,Description",
    "Example,Example",
    "UpdateTagsResponse,TagChange",
    "TrainingImagePairsResponse,TrainingImagePairs"
  })
  void everyFieldOfOtherAnswersHasItsMethod(String name, String type) throws Exception {
    JsonNode everything = example("id", schema(name));
    ApiObject object =
        new TypedReader<>(Class.forName(PACKAGE + type).asSubclass(ApiObject.class))
            .read(everything.toString());
    assertThat(object.additionalProperties()).isEmpty();
    List<String> lacking = new ArrayList<>();
    if (!name.equals("DescribedAsset")) { // Which has fewer fields than its type.
      inspect(type, object, lacking);
    }
    assertThat(lacking).isEmpty();
    assertThat(JsonMapper.shared().readTree(object.toJson()))
        .isEqualTo(JsonMapper.shared().readTree(everything.toString()));
  }

  @Test
  void everythingThatCanBeWrittenOrFilteredByHasItsMethod() {
    assertThat(methods(ModelCreateParams.Builder.class))
        .containsAll(names(schema("CreateModelRequest")));
    assertThat(methods(ModelUpdateParams.Builder.class))
        .containsAll(names(schema("UpdateModelRequest")));
    assertThat(methods(CollectionUpdateParams.class))
        .containsAll(names(schema("UpdateCollectionRequest")));
    List<String> filters = new ArrayList<>();
    CONTRACT
        .document()
        .at("/paths/~1models/get/parameters")
        .forEach(parameter -> filters.add(CONTRACT.resolved(parameter).path("name").asString()));
    assertThat(filters).contains("tags").hasSizeGreaterThan(15).contains("projectId");
    filters.remove("projectId"); // An option of every call.
    assertThat(methods(ModelListParams.Builder.class)).containsAll(filters);
  }

  private static List<String> names(JsonNode schema) {
    List<String> names = List.copyOf(schema.path("properties").propertyNames());
    assertThat(names).isNotEmpty();
    return names;
  }

  private static List<String> methods(Class<?> type) {
    return Stream.of(type.getMethods()).map(Method::getName).toList();
  }

  /** A value that has all that a schema describes. */
  private static JsonNode example(String name, JsonNode given) {
    JsonNode schema = CONTRACT.resolved(given);
    return switch (schema.path("type").asString("")) {
      case "string" ->
          NODES.stringNode(name.matches(".*(At|On)") ? "2026-01-01T00:00:00.000Z" : "x");
      case "number", "integer" -> NODES.numberNode(75);
      case "boolean" -> NODES.booleanNode(true);
      case "array" -> NODES.arrayNode().add(example(name, schema.path("items")));
      case "object" -> object(schema);
      default -> NODES.objectNode().put("open", 1);
    };
  }

  private static JsonNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .propertyStream()
        .forEach(field -> object.set(field.getKey(), example(field.getKey(), field.getValue())));
    if (object.isEmpty()) {
      object.set("key", example("key", schema.path("additionalProperties")));
    }
    return object;
  }

  private static void inspect(String path, Object value, List<String> lacking) throws Exception {
    switch (value) {
      case Optional<?> some when some.isEmpty() -> lacking.add(path + " is empty");
      case Optional<?> some -> inspect(path, some.get(), lacking);
      case List<?> list -> inspect(path + "[]", list.getFirst(), lacking);
      case Map<?, ?> map -> inspect(path + "{}", map.values().iterator().next(), lacking);
      case ApiObject object -> {
        object
            .additionalProperties()
            .keySet()
            .forEach(field -> lacking.add(path + "." + field + " has no method"));
        for (Field field : object.getClass().getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())
              && !Modifier.isPublic(
                  object.getClass().getDeclaredMethod(field.getName()).getModifiers())) {
            lacking.add(path + "." + field.getName() + " has no public method");
          }
        }
        for (Method method : object.getClass().getDeclaredMethods()) {
          if (Modifier.isPublic(method.getModifiers())
              && method.getReturnType() == Optional.class) {
            inspect(path + "." + method.getName(), method.invoke(object), lacking);
          }
        }
      }
      default -> {}
    }
  }

  @TestFactory
  Stream<DynamicTest> everyValueHasItsConstant() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    CONTRACT
        .document()
        .at("/components/schemas")
        .propertyStream()
        .filter(schema -> schema.getValue().path("type").asString("").equals("string"))
        .forEach(schema ->
            schema
                .getValue()
                .path("anyOf")
                .path(0)
                .path("enum")
                .forEach(value ->
                    values
                        .computeIfAbsent(schema.getKey(), name -> new ArrayList<>())
                        .add(value.stringValue())));
    assertThat(values).containsKey("ModelType").hasSizeGreaterThan(8);
    return values.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    assertThat(known(entry.getKey()))
                        .map(OpenValue::value)
                        .isEqualTo(entry.getValue())));
  }

  @SuppressWarnings("unchecked") // So all of them are declared.
  private static List<OpenValue> known(String type) throws ReflectiveOperationException {
    return (List<OpenValue>) Class.forName(PACKAGE + type).getMethod("known").invoke(null);
  }
}
