package dev.vitrine.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * {@code openapi.yaml} as a judge of real answers: whatever a server sends must be described there,
 * by method, path, status, headers and body.
 *
 * <p>Errors raised before any route is reached belong to no operation: for them the body of an
 * error is all that is asked.
 */
public final class OpenApiContract {
  private static final String IRI = "https://vitrine.test/openapi.json";
  private static final String ERROR = "#/components/schemas/Error";
  private static final String LINE = "#/components/schemas/BulkLines/contentSchema/items";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(1 << 20)
                          .maxStringLength(1 << 26)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * A name given twice is an error, as it is for other readers, instead of the last one winning.
   */
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private OpenApiContract(JsonNode document) {
    this.document = document;
    this.registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(IRI, document.toString())));
  }

  /** The contract the program itself reads at start. */
  public static OpenApiContract load() {
    try (InputStream in =
        OpenApiContract.class.getResourceAsStream("/dev/vitrine/model/openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is missing from the class path");
      }
      return new OpenApiContract(YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An answer as it came, its body decompressed.
   *
   * @param path raw, with or without the version prefix, without a query
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Answer(
      String method, String path, int status, Map<String, List<String>> headers, byte[] body) {
    private @Nullable String header(String name) {
      for (Map.Entry<String, List<String>> header : headers.entrySet()) {
        if (header.getKey().equalsIgnoreCase(name)) {
          return header.getValue().getFirst();
        }
      }
      return null;
    }

    private String mediaType() {
      String type = header("Content-Type");
      return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      String text = new String(body, StandardCharsets.UTF_8);
      return method
          + " "
          + path
          + " -> "
          + status
          + " "
          + mediaType()
          + " "
          + (text.length() < 500 ? text : text.substring(0, 500) + "…");
    }
  }

  /** The whole of it, for tests about it. */
  public JsonNode document() {
    return document;
  }

  /** Every operation it describes: {@code GET /models/{modelId}}. */
  public Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .forEachEntry((path, item) ->
            item.propertyNames().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  /**
   * Judges an answer.
   *
   * @throws AssertionError if it is not described
   */
  public void check(Answer answer) {
    JsonNode responses = responses(answer);
    String status = Integer.toString(answer.status());
    if (responses == null
        || answer.status() == 405
        || (answer.status() == 404 && !responses.has(status))) {
      require(answer.status() >= 400, "is a success that no operation describes", answer);
      checkError(answer);
      return;
    }
    require(responses.has(status), "has a status its operation does not describe", answer);
    JsonNode response = resolved(responses.path(status));
    checkHeaders(response.path("headers"), answer);
    if (answer.method().equals("HEAD")) {
      require(answer.body().length == 0, "has a body", answer);
      return;
    }
    if (!response.has("content")) {
      require(answer.body().length == 0, "has a body where none is described", answer);
      return;
    }
    JsonNode content = ofMedia(response.path("content"), answer.mediaType());
    require(content.isObject(), "has a content type its operation does not describe", answer);
    JsonNode schema = content.path("schema").path("$ref");
    switch (answer.mediaType()) {
      case "application/x-ndjson" -> checkLines(answer);
      case "application/json" -> {
        if (schema.isString()) { // Else any bytes are described, JSON or not.
          checkBody(schema.stringValue(), answer.body(), answer);
        }
      }
      default -> {}
    }
  }

  /** What is described for a media type, by its name or by a range that holds it. */
  private static JsonNode ofMedia(JsonNode contents, String type) {
    return Stream.of(type, type.replaceFirst("/.*", "/*"), "*/*")
        .map(contents::path)
        .filter(JsonNode::isObject)
        .findFirst()
        .orElse(contents.path(type));
  }

  /**
   * What is wrong with a value by the schema at a place in this document, such as {@code
   * #/components/schemas/Error}.
   */
  public List<String> violations(String pointer, JsonNode value) {
    Schema schema =
        schemas.computeIfAbsent(pointer, at -> registry.getSchema(SchemaLocation.of(IRI + at)));
    return schema.validate(value).stream().map(Error::toString).toList();
  }

  /**
   * Judges a value by the schema at a place in this document.
   *
   * @throws AssertionError if it is not what the schema describes
   */
  public void checkValue(String pointer, byte[] json) {
    List<String> violations = violations(pointer, parse(json));
    if (!violations.isEmpty()) {
      throw new AssertionError(
          new String(json, StandardCharsets.UTF_8)
              + " is not what "
              + pointer
              + " describes: "
              + violations);
    }
  }

  /** Reads JSON without losing digits. */
  public static JsonNode parse(byte[] json) {
    return JSON.readTree(json);
  }

  /** The node a {@code $ref} leads to, or the node itself. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
  }

  private @Nullable JsonNode responses(Answer answer) {
    String path = answer.path().startsWith("/v1/") ? answer.path().substring(3) : answer.path();
    String method =
        answer.method().equals("HEAD") ? "get" : answer.method().toLowerCase(Locale.ROOT);
    return operations().stream()
        .filter(operation -> operation.startsWith(method.toUpperCase(Locale.ROOT) + " "))
        .map(operation -> operation.substring(method.length() + 1))
        .filter(template -> isOf(path, template))
        .min(OpenApiContract::byLiterals)
        .map(template -> document.path("paths").path(template).path(method).path("responses"))
        .orElse(null);
  }

  /** Whether a raw path has the form of a template: a placeholder stands for one whole segment. */
  private static boolean isOf(String path, String template) {
    String[] segments = path.split("/", -1);
    String[] parts = template.split("/", -1);
    boolean same = segments.length == parts.length;
    for (int i = 0; same && i < parts.length; i++) {
      same = parts[i].startsWith("{") ? !segments[i].isEmpty() : parts[i].equals(segments[i]);
    }
    return same;
  }

  /** Of templates that fit the same path, the one that is literal first comes first. */
  private static int byLiterals(String one, String other) {
    return one.replace('{', Character.MAX_VALUE).compareTo(other.replace('{', Character.MAX_VALUE));
  }

  private void checkHeaders(JsonNode declared, Answer answer) {
    declared.forEachEntry((name, node) -> {
      JsonNode header = resolved(node);
      String value = answer.header(name);
      require(
          value != null || !header.path("required").asBoolean(false),
          "lacks the header " + name,
          answer);
      if (value != null) {
        JsonNode schema = header.path("schema");
        boolean matches =
            schema.path("type").asString("").equals("integer")
                ? value.matches("[0-9]+")
                : value.matches(schema.path("pattern").asString(".*"));
        require(
            matches, "has a header " + name + " of another form than described: " + value, answer);
      }
    });
  }

  private void checkError(Answer answer) {
    if (answer.method().equals("HEAD")) {
      return;
    }
    require(
        answer.mediaType().equals("application/json"),
        "is an error in another form than JSON",
        answer);
    checkBody(ERROR, answer.body(), answer);
  }

  private void checkLines(Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    require(text.isEmpty() || text.endsWith("\n"), "does not end its last line", answer);
    for (String line : text.lines().toList()) {
      checkBody(LINE, line.getBytes(StandardCharsets.UTF_8), answer);
    }
  }

  private void checkBody(String pointer, byte[] body, Answer answer) {
    List<String> violations = new ArrayList<>();
    try {
      violations.addAll(violations(pointer, parse(body)));
    } catch (JacksonException e) {
      violations.add("it is not JSON: " + e.getOriginalMessage());
    }
    require(violations.isEmpty(), "is not what " + pointer + " describes: " + violations, answer);
  }

  private static void require(boolean holds, String complaint, Answer answer) {
    if (!holds) {
      throw new AssertionError("The answer " + complaint + ": " + answer);
    }
  }
}
