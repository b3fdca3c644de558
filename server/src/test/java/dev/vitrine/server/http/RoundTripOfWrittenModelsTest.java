package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.credentials;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ImportCounts;
import dev.vitrine.catalog.ModelExporter;
import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.CatalogueUnderTest;
import dev.vitrine.testkit.JsonArbitraries;
import dev.vitrine.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * What was written through the API is exported, imported elsewhere, and exported the same to the
 * byte (contract section 4).
 */
class RoundTripOfWrittenModelsTest implements CatalogueUnderTest {
  private static final AtomicInteger PROJECTS = new AtomicInteger();
  private static @Nullable TestServer server;

  private final TestClock clock = new TestClock();
  private final DocumentStore elsewhere = new MemoryStore();

  @BeforeContainer
  static void start() {
    server = TestServer.start();
  }

  @AfterContainer
  static void stop() {
    Objects.requireNonNull(server).close();
  }

  private static TestServer server() {
    return Objects.requireNonNull(server);
  }

  @Override
  public DocumentStore store() {
    return server().store();
  }

  @Override
  public DocumentStore another() {
    return elsewhere;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  /**
   * A write.
   *
   * @param target which of the models that are there by then
   */
  record Step(String kind, JsonObject body, int target) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> targets = Arbitraries.integers().between(0, 9);
    Arbitrary<Step> creates = bodies().map(body -> new Step("create", body, 0));
    Arbitrary<Step> updates =
        Combinators.combine(changes(), targets)
            .as((body, target) -> new Step("update", body, target));
    Arbitrary<Step> others =
        Combinators.combine(
                Arbitraries.of("copy", "delete", "tags", "description", "preset"), prose(), targets)
            .as((kind, text, target) ->
                new Step(kind, JsonObject.of("text", new JsonString(text)), target));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(2, creates),
            net.jqwik.api.Tuple.of(2, updates),
            net.jqwik.api.Tuple.of(2, others))
        .list()
        .ofMinSize(3)
        .ofMaxSize(12);
  }

  /** Texts of any characters that may be written. */
  private static Arbitrary<String> prose() {
    return JsonArbitraries.texts()
        .map(text ->
            text.codePoints()
                .filter(point -> point == '\n' || point == '\t' || isFit(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
  }

  private static boolean isFit(int point) {
    boolean direction =
        point == 0x061C
            || point == 0x200E
            || point == 0x200F
            || (point >= 0x2028 && point <= 0x202E)
            || (point >= 0x2066 && point <= 0x2069);
    return !direction
        && Character.getType(point) != Character.CONTROL
        && Character.getType(point) != Character.SURROGATE;
  }

  /** Lines that are not blank. */
  private static Arbitrary<Json> lines() {
    return prose()
        .map(text -> new JsonString("é" + text.replaceAll("[\n\t]", " ") + "\uD83D\uDE00"));
  }

  private static Arbitrary<Json> odd() {
    return Arbitraries.of("1.50", "1e5", "1E-07", "-0.0", "100000000000000000001", "2.000")
        .map(JsonNumber::new);
  }

  private static Arbitrary<Json> input() {
    return Combinators.combine(
            lines(),
            Arbitraries.of("string", "number", "inputs_array"),
            odd(),
            JsonArbitraries.values(2),
            JsonArbitraries.members(2))
        .as((name, type, number, value, unknown) -> {
          SequencedMap<String, Json> members = new LinkedHashMap<>(unknown);
          members.put("default", value);
          members.put("max", number);
          members.put("name", name);
          members.put("type", new JsonString(type));
          members.put("allowedValues", new JsonArray(List.of(value, number)));
          members.put("inputs", new JsonArray(List.of(new JsonObject(unknown))));
          members.remove("hint"); // What has a shape of its own is no unknown member.
          return new JsonObject(members);
        });
  }

  private static Arbitrary<JsonObject> bodies() {
    Arbitrary<JsonObject> custom =
        Combinators.combine(
                changes(), input().list().ofMaxSize(3), JsonArbitraries.values(2), odd())
            .as((body, inputs, value, number) ->
                body.with("type", new JsonString("custom"))
                    .with("inputs", new JsonArray(inputs))
                    .with("uiConfig", JsonObject.of("ours", value).with("number", number)));
    Arbitrary<JsonObject> trained =
        Combinators.combine(
                changes(),
                Arbitraries.of("0.00050", "5e-4", "1E-3"),
                prose(),
                lines().list().ofMaxSize(2))
            .as((body, rate, prompt, samples) ->
                body.with(
                    "parameters",
                    JsonObject.of("learningRate", new JsonNumber(rate))
                        .with("conceptPrompt", new JsonString(prompt))
                        .with("samplePrompts", new JsonArray(samples))
                        .with("wandbKey", new JsonString("hush"))));
    return Arbitraries.oneOf(custom, trained);
  }

  /** Fields that models of every type take, at creation and later; each is there or not. */
  private static Arbitrary<JsonObject> changes() {
    return Combinators.combine(
            lines(),
            prose(),
            Arbitraries.of("private", "unlisted", "public"),
            Arbitraries.of(
                "\"accessRestrictions\":50.0",
                "\"capabilities\":[\"txt2img\",\"img2img\"]",
                "\"baseModelId\":\"flux.1-dev\""),
            Arbitraries.integers().between(0, 31))
        .as((line, text, privacy, member, which) -> {
          JsonObject body = (JsonObject) TestServer.json("{" + member + "}");
          body = (which & 1) == 0 ? body : body.with("name", line);
          body = (which & 2) == 0 ? body : body.with("shortDescription", new JsonString(text));
          body = (which & 4) == 0 ? body : body.with("privacy", new JsonString(privacy));
          body = (which & 8) == 0 ? body : body.with("promptEmbedding", new JsonString(text));
          return (which & 16) == 0
              ? body
              : body.with("negativePromptEmbedding", new JsonString(text));
        });
  }

  @Property(tries = 60)
  void whatIsWrittenGoesRoundToTheByte(@ForAll("steps") List<Step> steps) {
    Project project = project("written" + PROJECTS.incrementAndGet());
    ApiClient admin = admin(project);
    List<String> models = new ArrayList<>();
    for (Step step : steps) {
      if (models.isEmpty() || step.kind().equals("create")) {
        JsonObject body = step.kind().equals("create") ? step.body() : JsonObject.EMPTY;
        models.add(id(sent(admin, "POST", "/models", body)));
      } else {
        write(admin, step, models);
      }
    }
    assertRound(project, models.size());
  }

  private static void write(ApiClient admin, Step step, List<String> models) {
    String path = "/models/" + models.get(step.target() % models.size());
    JsonString text = new JsonString(String.valueOf(step.body().text("text")));
    switch (step.kind()) {
      case "update" -> sent(admin, "PUT", path, step.body());
      case "copy" -> models.add(id(sent(admin, "POST", path + "/copy", JsonObject.EMPTY)));
      case "delete" -> {
        sent(admin, "DELETE", path, JsonObject.EMPTY);
        sent(admin, "POST", path + "/restore", JsonObject.EMPTY);
      }
      case "tags" -> {
        String tag = "t" + text.value().replaceAll("[\\n\\t,]", "") + "t";
        sent(admin, "PUT", path + "/tags", JsonObject.of("add", JsonArray.ofStrings(List.of(tag))));
      }
      case "description" ->
          sent(admin, "PUT", path + "/description", JsonObject.of("description", text));
      case "preset" ->
          sent(
              admin,
              "POST",
              path + "/presets",
              (JsonObject) TestServer.json("{\"inferenceId\":\"inf_1\",\"isDefault\":true}"));
      default -> throw new IllegalStateException(step.kind());
    }
  }

  private ApiClient admin(Project project) {
    String key = "apiu_" + project.name();
    server().key(key, project.id(), Role.ADMIN, SECRET);
    return server().authorized(credentials(key, SECRET));
  }

  private static Answer sent(ApiClient client, String method, String path, JsonObject body) {
    Answer answer = client.call(method, path, TestServer.text(body));
    assertThat(answer.status())
        .as("%s %s %s: %s", method, path, TestServer.text(body), answer.text())
        .isEqualTo(200);
    return answer;
  }

  private static String id(Answer answer) {
    return String.valueOf(answer.model().text("id"));
  }

  private String assertRound(Project project, int models) {
    String export = exported(store(), ModelExporter.Format.NDJSON, project.id());
    assertThat(export.lines()).hasSize(models);
    assertThat(export).doesNotContain("hush");
    DocumentStore fresh = new MemoryStore();
    String team = new Teams(fresh, new Ids(), clock()).getOrCreate("team", Plan.PRO).id();
    projects(fresh).create(project.name(), team, project.id());
    assertThat(
            importing(
                export.getBytes(StandardCharsets.UTF_8),
                fresh,
                new ModelImporter.Target(project.id(), false)))
        .extracting(Imported::counts)
        .isEqualTo(new ImportCounts(models, 0, 0));
    assertThat(exported(fresh)).isEqualTo(export);
    return export;
  }

  @Example
  void digitsNullsAndUnknownMembersAreExportedAsTheyWereWritten() {
    Project project = project("example");
    String inputs =
        """
        "inputs":[{"name":"a","type":"inputs_array","default":1.50,"max":1e5,"inputs":[{"x":null,"y":1E-07}],"zz":{"n":-0.0}}]\
        """
            .strip();
    ApiClient admin = admin(project);
    String id =
        id(
            sent(
                admin,
                "POST",
                "/models",
                (JsonObject) TestServer.json("{\"type\":\"custom\"," + inputs + "}")));
    sent(
        admin,
        "PUT",
        "/models/" + id + "/description",
        JsonObject.of("description", new JsonString("# Long\n\u00e9")));
    assertThat(assertRound(project, 1))
        .contains(inputs.substring("\"inputs\":".length()))
        .contains("# Long\\n\u00e9");
  }
}
