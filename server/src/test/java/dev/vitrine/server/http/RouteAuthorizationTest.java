package dev.vitrine.server.http;

import static dev.vitrine.server.TestServer.NOW;
import static dev.vitrine.server.TestServer.PUBLIC_TOKEN;
import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.credentials;
import static dev.vitrine.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.store.memory.MemoryStore;
import dev.vitrine.testkit.OpenApiContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what, on every route of {@code openapi.yaml}: role, privacy, owner and operation make
 * the table, and every cell of it is tried (contract sections 1 and 5).
 */
class RouteAuthorizationTest {
  private static final Settings LOOPBACK = Settings.onLoopback();

  @AutoClose
  private static final TestServer SERVER =
      TestServer.start(
          new MemoryStore(),
          new Settings(
              LOOPBACK.host(), 0, null, LOOPBACK.limits(), LOOPBACK.cacheBytes(), true, true));

  private static final AtomicInteger IDS = new AtomicInteger();
  private static final String OWN;
  private static final String DESTINATION;
  private static final String OTHER;

  static {
    InstantSource clock = InstantSource.fixed(NOW);
    Ids ids = new Ids();
    Teams teams = new Teams(SERVER.store(), ids, clock);
    Projects projects = new Projects(SERVER.store(), ids, clock);
    String team = teams.getOrCreate("Mill", Plan.PRO).id();
    OWN = projects.getOrCreate("own", team).id();
    DESTINATION = projects.getOrCreate("destination", team).id();
    OTHER = projects.getOrCreate("other", teams.getOrCreate("Elsewhere", Plan.PRO).id()).id();
    for (Role role : Role.values()) {
      SERVER.key(key(Owner.OWN, role), OWN, role, SECRET);
      SERVER.key(key(Owner.OTHER, role), OTHER, role, SECRET);
    }
  }

  enum Asker {
    STRANGER,
    ANYONE,
    READER,
    EDITOR,
    ADMIN
  }

  enum Owner {
    OWN,
    OTHER
  }

  /** What kind of right an operation needs. */
  enum Right {
    /** Needs no credentials. */
    OPEN,
    /** Public things, also with the public token. */
    PUBLIC,
    /** One public model, also with the public token. */
    PUBLIC_MODEL,
    /** One model by its id, also with the public token. */
    MODEL,
    /** What hangs on a model, for keys. */
    MODEL_PART,
    /** Changes a model of the own project. */
    EDIT_MODEL,
    /** Restores a deleted model, which nobody else can see. */
    RESTORE_MODEL,
    /** Changes whose a model is. */
    ADMIN_MODEL,
    /** Reads what a project has. */
    PROJECT,
    /** Adds to a project. */
    EDIT_PROJECT,
    /** One collection, which is its project's alone. */
    COLLECTION,
    EDIT_COLLECTION;

    boolean isOfModel() {
      return switch (this) {
        case PUBLIC_MODEL, MODEL, MODEL_PART, EDIT_MODEL, RESTORE_MODEL, ADMIN_MODEL -> true;
        case OPEN, PUBLIC, PROJECT, EDIT_PROJECT, COLLECTION, EDIT_COLLECTION -> false;
      };
    }

    boolean hasOwner() {
      return isOfModel() || this == COLLECTION || this == EDIT_COLLECTION;
    }
  }

  /** The table: each operation of the contract, the right it needs, and a body that makes sense. */
  enum Operation {
    BULK("POST /models/get-bulk", Right.PROJECT, "{}"),
    LIST("GET /models", Right.PUBLIC, ""),
    LIST_PUBLIC("GET /models/public", Right.PUBLIC, ""),
    READ_PUBLIC("GET /models/public/{modelId}", Right.PUBLIC_MODEL, ""),
    READ("GET /models/{modelId}", Right.MODEL, ""),
    CREATE("POST /models", Right.EDIT_PROJECT, "{}"),
    UPDATE("PUT /models/{modelId}", Right.EDIT_MODEL, "{\"name\":\"n\"}"),
    DELETE("DELETE /models/{modelId}", Right.EDIT_MODEL, ""),
    RESTORE("POST /models/{modelId}/restore", Right.RESTORE_MODEL, ""),
    COPY("POST /models/{modelId}/copy", Right.EDIT_MODEL, "{}"),
    TRANSFER(
        "POST /models/{modelId}/transfer",
        Right.ADMIN_MODEL,
        "{\"destinationProjectId\":\"DESTINATION\"}"),
    IMAGES("DELETE /models/{modelId}/images", Right.EDIT_MODEL, "{\"ids\":[\"asset_1\"]}"),
    TAGS("PUT /models/{modelId}/tags", Right.EDIT_MODEL, "{\"add\":[\"t\"]}"),
    DESCRIPTION("GET /models/{modelId}/description", Right.MODEL_PART, ""),
    DESCRIBE("PUT /models/{modelId}/description", Right.EDIT_MODEL, "{\"description\":\"d\"}"),
    EXAMPLES("GET /models/{modelId}/examples", Right.MODEL_PART, ""),
    SET_EXAMPLES(
        "PUT /models/{modelId}/examples", Right.EDIT_MODEL, "{\"assetIds\":[\"asset_1\"]}"),
    PRESETS("GET /models/{modelId}/presets", Right.MODEL_PART, ""),
    ADD_PRESET("POST /models/{modelId}/presets", Right.EDIT_MODEL, "{\"inferenceId\":\"inf_1\"}"),
    SET_PRESET(
        "PUT /models/{modelId}/presets/{presetId}", Right.EDIT_MODEL, "{\"isDefault\":true}"),
    DROP_PRESET("DELETE /models/{modelId}/presets/{presetId}", Right.EDIT_MODEL, ""),
    PAIRS("PUT /models/{modelId}/training-images/pairs", Right.EDIT_MODEL, "[]"),
    TAG_LIST("GET /tags", Right.PROJECT, ""),
    COLLECTIONS("GET /collections", Right.PROJECT, ""),
    ADD_COLLECTION("POST /collections", Right.EDIT_PROJECT, "{\"name\":\"NAME\"}"),
    COLLECTION("GET /collections/{collectionId}", Right.COLLECTION, ""),
    RENAME("PUT /collections/{collectionId}", Right.EDIT_COLLECTION, "{\"name\":\"NAME\"}"),
    DROP_COLLECTION("DELETE /collections/{collectionId}", Right.EDIT_COLLECTION, ""),
    ADD_MODELS(
        "PUT /collections/{collectionId}/models", Right.EDIT_COLLECTION, "{\"modelIds\":[]}"),
    DROP_MODELS(
        "DELETE /collections/{collectionId}/models", Right.EDIT_COLLECTION, "{\"modelIds\":[]}"),
    LIMITS("GET /limits", Right.PROJECT, ""),
    HEALTH("GET /healthz", Right.OPEN, ""),
    READINESS("GET /readyz", Right.OPEN, ""),
    METRICS("GET /metrics", Right.OPEN, ""),
    DOCS("GET /docs", Right.OPEN, ""),
    DOCS_FILE("GET /docs/{file}", Right.OPEN, ""),
    CONTRACT("GET /openapi.yaml", Right.OPEN, ""),
    EXAMPLE("GET /examples/{file}", Right.OPEN, "");

    private final String route;
    private final Right right;
    private final String body;

    Operation(String route, Right right, String body) {
      this.route = route;
      this.right = right;
      this.body = body;
    }

    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    String path() {
      return route.substring(route.indexOf(' ') + 1);
    }
  }

  record Cell(Operation operation, Asker asker, Owner owner, String privacy) {
    /** The status the rules give. */
    int expected() {
      return switch (operation.right) {
        case OPEN -> 200;
        case PUBLIC -> asker == Asker.STRANGER ? 401 : 200;
        case PUBLIC_MODEL -> asker == Asker.STRANGER ? 401 : privacy.equals("public") ? 200 : 404;
        case MODEL -> asker == Asker.STRANGER ? 401 : sees() ? 200 : 404;
        case MODEL_PART -> hasKey() ? sees() ? 200 : 404 : 401;
        case EDIT_MODEL -> edit(Asker.EDITOR, sees() ? 403 : 404);
        case RESTORE_MODEL -> edit(Asker.EDITOR, 404);
        case ADMIN_MODEL -> edit(Asker.ADMIN, sees() ? 403 : 404);
        case PROJECT -> hasKey() ? 200 : 401;
        case EDIT_PROJECT -> edit(Asker.EDITOR, 200);
        case COLLECTION -> hasKey() ? owner == Owner.OWN ? 200 : 404 : 401;
        case EDIT_COLLECTION -> edit(Asker.EDITOR, 404);
      };
    }

    private int edit(Asker least, int elsewhere) {
      if (!hasKey()) {
        return 401;
      }
      return asker.compareTo(least) < 0 ? 403 : owner == Owner.OWN ? 200 : elsewhere;
    }

    private boolean hasKey() {
      return asker.compareTo(Asker.READER) >= 0;
    }

    private boolean sees() {
      return switch (privacy) {
        case "public" -> true;
        case "unlisted" -> hasKey();
        default -> hasKey() && owner == Owner.OWN;
      };
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      List<Owner> owners =
          operation.right.hasOwner() ? List.of(Owner.values()) : List.of(Owner.OWN);
      List<String> privacies =
          operation.right.isOfModel()
              ? List.of("private", "unlisted", "public")
              : List.of("private");
      for (Asker asker : Asker.values()) {
        for (Owner owner : owners) {
          privacies.forEach(privacy -> cells.add(new Cell(operation, asker, owner, privacy)));
        }
      }
    }
    return cells.stream();
  }

  @Test
  void theTableHasEveryOperationOfTheContract() {
    Set<String> table =
        Arrays.stream(Operation.values())
            .map(operation -> operation.route)
            .collect(Collectors.toSet());
    assertThat(table).isEqualTo(OpenApiContract.load().operations());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void everyCellIsAsTheTableSays(Cell cell) {
    Answer answer = call(cell.operation(), client(cell.asker()), prepared(cell), cell);
    assertThat(answer.status()).as(answer.text()).isEqualTo(cell.expected());
    if (answer.status() == 404) {
      Answer missing = call(cell.operation(), client(cell.asker()), "no-such-thing", cell);
      assertThat(missing.status()).isEqualTo(404);
      assertThat(missing.withoutTraceId().members().keySet())
          .isEqualTo(answer.withoutTraceId().members().keySet());
      assertThat(missing.code()).isEqualTo(answer.code());
    }
  }

  /** The id of what is operated on, made for this cell alone. */
  private static String prepared(Cell cell) {
    String id = "thing" + IDS.incrementAndGet();
    if (cell.operation().right == Right.COLLECTION
        || cell.operation().right == Right.EDIT_COLLECTION) {
      Answer made = owner(cell).call("POST", "/collections", "{\"name\":\"" + id + "\"}");
      return String.valueOf(TestServer.object(made.json(), "collection").text("id"));
    }
    if (cell.operation().right.isOfModel()) {
      SERVER.model(
          cell.owner() == Owner.OWN ? OWN : OTHER,
          """
          {"id":"%s","type":"custom","privacy":"%s","trainingImages":[{"id":"asset_1","downloadUrl":"https://x.test/1"}]}
          """
              .formatted(id, cell.privacy()));
    }
    if (cell.operation() == Operation.RESTORE) {
      owner(cell).call("DELETE", "/models/" + id);
    }
    return id;
  }

  private static ApiClient owner(Cell cell) {
    return SERVER.authorized(credentials(key(cell.owner(), Role.EDITOR), SECRET));
  }

  private static Answer call(Operation operation, ApiClient client, String id, Cell cell) {
    String path =
        operation
            .path()
            .replace("{modelId}", id)
            .replace("{collectionId}", id)
            .replace("{file}", operation == Operation.EXAMPLE ? "limits.response.json" : "page.js");
    if (path.contains("{presetId}")) {
      path = path.replace("{presetId}", preset(id, cell));
    }
    String body =
        operation
            .body
            .replace("DESTINATION", DESTINATION)
            .replace("NAME", "name" + IDS.incrementAndGet());
    return body.isEmpty()
        ? client.call(operation.method(), path)
        : client.call(operation.method(), path, body);
  }

  private static String preset(String modelId, Cell cell) {
    Answer made =
        owner(cell).call("POST", "/models/" + modelId + "/presets", "{\"inferenceId\":\"inf_1\"}");
    JsonObject preset = made.json().object("preset");
    return preset == null ? "preset_none" : String.valueOf(preset.text("id"));
  }

  private static String key(Owner owner, Role role) {
    return "apiu_" + owner.name().toLowerCase(Locale.ROOT) + "_" + role.wireName();
  }

  private static ApiClient client(Asker asker) {
    return switch (asker) {
      case STRANGER -> SERVER.stranger();
      case ANYONE -> SERVER.authorized(PUBLIC_TOKEN);
      case READER, EDITOR, ADMIN ->
          SERVER.authorized(credentials(key(Owner.OWN, Role.valueOf(asker.name())), SECRET));
    };
  }

  @Test
  void aKeyActsForNoProjectButItsOwn() {
    for (Operation operation : Operation.values()) {
      if (operation.right != Right.OPEN) {
        Answer refused =
            call(
                operation,
                client(Asker.ADMIN).query("projectId=" + OTHER),
                "anything",
                new Cell(operation, Asker.ADMIN, Owner.OWN, "private"));
        assertThat(refused.status()).as(operation.route).isEqualTo(403);
        assertThat(refused.json().get("details"))
            .isEqualTo(json("{\"projectId\":\"" + OTHER + "\"}"));
      }
    }
  }
}
