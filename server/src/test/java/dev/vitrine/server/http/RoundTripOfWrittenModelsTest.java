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
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonString;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.http.RandomWrites.Step;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.CatalogueUnderTest;
import dev.vitrine.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
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
    PictureWrites.prepare(server.store());
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

  @Provide
  Arbitrary<List<Step>> steps() {
    return RandomWrites.steps();
  }

  @Property(tries = 60)
  void whatIsWrittenGoesRoundToTheByte(@ForAll("steps") List<Step> steps) {
    Project project = project("written" + PROJECTS.incrementAndGet());
    ApiClient admin = admin(project);
    PictureWrites pictures = new PictureWrites(admin);
    List<String> models = new ArrayList<>();
    for (Step step : steps) {
      if (models.isEmpty() || step.kind().equals("create")) {
        JsonObject body = step.kind().equals("create") ? step.body() : JsonObject.EMPTY;
        models.add(id(sent(admin, "POST", "/models", body)));
      } else if (PictureWrites.KINDS.contains(step.kind())) {
        String id = models.get(step.target() % models.size());
        pictures.write(step.kind(), String.valueOf(step.body().text("text")), id, models);
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

  @Example
  void picturesThatWereAddedAreNamedByTheirIdsAlone() {
    Project project = project("pictured");
    ApiClient admin = admin(project);
    PictureWrites pictures = new PictureWrites(admin);
    String id = id(sent(admin, "POST", "/models", JsonObject.EMPTY));
    for (String kind : List.of("image", "caption", "pairs", "examples", "thumbnail")) {
      pictures.write(kind, "words", id, new ArrayList<>());
    }
    assertThat(assertRound(project, 1))
        .contains("\"trainingImages\":[{\"id\":\"asset_", "\"thumbnail\":{\"assetId\":\"asset_")
        .contains("\"sourceId\":\"asset_", "\"exampleAssetIds\":[\"asset_", "words")
        .doesNotContain("downloadUrl", "\"url\"", "Signature");
  }
}
