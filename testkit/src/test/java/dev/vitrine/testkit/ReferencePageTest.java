package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The reference page of get-bulk is the mission: everything it names is documented here too. The
 * page is no part of the repository; it is looked for in the folder named by the environment
 * variable {@code VITRINE_SHARED}, else beside the repository.
 */
class ReferencePageTest {
  private static final Pattern FIELD = Pattern.compile("^([a-z][A-Za-z0-9]*)\\??: .*");
  private static final Pattern VALUE = Pattern.compile("^(?:\"([^\"]+)\"|([0-9]+))$");
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static String page = "";

  @BeforeAll
  static void readThePage() throws IOException {
    String shared = System.getenv("VITRINE_SHARED");
    Path folder =
        shared == null
            ? Path.of(System.getProperty("vitrine.basedir")).resolveSibling("shared")
            : Path.of(shared);
    Path file = folder.resolve("reference/get-bulk-reference.txt");
    assumeTrue(Files.exists(file), "skipped: there is no reference page at " + file);
    page = Files.readString(file);
  }

  @Test
  void everyParameterIsDocumented() {
    Set<String> documented =
        new TreeSet<>(schema("GetBulkRequest").path("properties").propertyNames());
    JsonNode operation = CONTRACT.document().path("paths").path("/models/get-bulk").path("post");
    operation
        .path("parameters")
        .forEach(
            parameter -> documented.add(CONTRACT.resolved(parameter).path("name").asString("")));
    List<String> named = new ArrayList<>();
    between("ParametersExpand", "ReturnsExpand").lines().forEach(line -> addName(line, named));
    named.remove("params");
    assertThat(named).hasSize(7);
    assertThat(documented).containsAll(named);
    JsonNode query = operation.path("parameters").get(0);
    assertThat(query.path("name").stringValue()).isEqualTo("originalAssets");
    assertThat(query.path("in").stringValue()).isEqualTo("query");
  }

  @Test
  void everyFieldIsDocumentedWhereItStands() {
    JsonNode answer =
        OpenApiContract.parse(
            page.substring(page.lastIndexOf("\n{\n")).strip().getBytes(StandardCharsets.UTF_8));
    List<String> missing = new ArrayList<>();
    walk(answer.path("models").get(0), schema("ModelFields"), "", missing);
    assertThat(missing).isEmpty();
  }

  @Test
  void everyFieldNameOfTheProseIsDocumented() {
    Set<String> documented = enumsByProperty().keySet();
    List<String> named = new ArrayList<>();
    between("ReturnsExpand", "\nGet Bulk\n").lines().forEach(line -> addName(line, named));
    named.remove("models");
    assertThat(named).hasSizeGreaterThan(150);
    assertThat(documented).containsAll(named);
  }

  @Test
  void everyValueOfAListIsDocumentedAtItsField() {
    Map<String, Set<String>> documented = enumsByProperty();
    int values = 0;
    String field = "";
    boolean listing = false;
    for (String line : between("ReturnsExpand", "\nGet Bulk\n").lines().toList()) {
      Matcher name = FIELD.matcher(line);
      Matcher value = VALUE.matcher(line);
      if (line.startsWith("One of the following:")) {
        listing = true;
      } else if (name.matches()) {
        field = name.group(1);
        listing = false;
      } else if (listing && value.matches()) {
        String text = value.group(1) == null ? value.group(2) : value.group(1);
        assertThat(documented.get(field)).as("values of %s", field).contains(text);
        values++;
      }
    }
    assertThat(values).isGreaterThan(120);
  }

  private static String between(String start, String end) {
    int from = page.indexOf(start);
    int to = page.indexOf(end, from);
    assertThat(from).as("place of %s", start).isNotNegative();
    assertThat(to).as("place of %s", end).isGreaterThan(from);
    return page.substring(from, to);
  }

  private static void addName(String line, List<String> names) {
    Matcher matcher = FIELD.matcher(line);
    if (matcher.matches()) {
      names.add(matcher.group(1));
    }
  }

  private static JsonNode schema(String name) {
    return CONTRACT.document().path("components").path("schemas").path(name);
  }

  /**
   * Walks the page's example and a schema together: every member must be a documented property,
   * unless the schema is open.
   */
  private static void walk(JsonNode value, JsonNode unresolved, String path, List<String> missing) {
    JsonNode schema = CONTRACT.resolved(unresolved);
    if (value.isArray()) {
      value.forEach(element -> walk(element, schema.path("items"), path + "[]", missing));
    } else if (value.isObject() && schema.has("properties")) {
      value.forEachEntry((name, member) -> {
        JsonNode property = schema.path("properties").path(name);
        if (property.isMissingNode()) {
          missing.add(path + "." + name);
        } else {
          walk(member, property, path + "." + name, missing);
        }
      });
    } else if (value.isObject() && !value.isEmpty()) {
      boolean open = schema.path("type").asString("").equals("object") || !schema.has("type");
      if (!open) {
        missing.add(path + " is no object");
      }
    }
  }

  /**
   * Every documented property of a model and what lies in it, with the values its list names, if it
   * has one.
   */
  private static Map<String, Set<String>> enumsByProperty() {
    Map<String, Set<String>> enums = new TreeMap<>();
    collect(schema("ModelFields"), enums);
    return enums;
  }

  private static void collect(JsonNode unresolved, Map<String, Set<String>> enums) {
    JsonNode schema = CONTRACT.resolved(unresolved);
    schema
        .path("properties")
        .forEachEntry((name, property) -> {
          JsonNode target = CONTRACT.resolved(property);
          Set<String> values = enums.computeIfAbsent(name, absent -> new TreeSet<>());
          addEnum(target, values);
          addEnum(CONTRACT.resolved(target.path("items")), values);
          collect(target, enums);
        });
    if (schema.has("items")) {
      collect(schema.path("items"), enums);
    }
    if (schema.path("additionalProperties").isObject()) {
      collect(schema.path("additionalProperties"), enums);
    }
  }

  private static void addEnum(JsonNode schema, Set<String> values) {
    schema
        .path("anyOf")
        .forEach(branch -> branch.path("enum").forEach(value -> values.add(value.asString())));
    schema.path("enum").forEach(value -> values.add(value.asString()));
  }
}
