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
import dev.vitrine.testkit.OpenApiContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what, on every route of {@code openapi.yaml}: role, privacy, owner and operation make
 * the table, and every cell of it is tried (contract sections 1 and 5).
 */
class RouteAuthorizationTest {
  @AutoClose private static final TestServer SERVER = TestServer.startForAnyone();

  /** The id of nothing. */
  private static final String MISSING = "no-such-thing";

  /** Headers that differ from answer to answer. */
  private static final Set<String> OF_THE_ANSWER = Set.of("date", "content-length");

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
        case COLLECTION, UPLOAD -> hasKey() ? owner == Owner.OWN ? 200 : 404 : 401;
        case EDIT_COLLECTION, EDIT_UPLOAD -> edit(Asker.EDITOR, 404);
        case SIGNED -> 403;
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
    String id = prepared(cell);
    Answer answer = call(cell.operation(), client(cell.asker()), id, cell);
    assertThat(answer.status()).as(answer.text()).isEqualTo(cell.expected());
    if (cell.asker().compareTo(Asker.EDITOR) < 0) {
      assertThat(answer.text()).as("what parts are sent with").doesNotContain("/parts/1?");
    }
    if (answer.status() == 404) {
      Answer missing = call(cell.operation(), client(cell.asker()), MISSING, cell);
      assertThat(told(answer, id)).isEqualTo(told(missing, MISSING));
    }
  }

  /** All that an answer tells of a thing, wherever its id stands. */
  private static String told(Answer answer, String id) {
    SortedMap<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(OF_THE_ANSWER);
    return (answer.status() + " " + headers + " " + TestServer.text(answer.withoutTraceId()))
        .replace(id, "?");
  }

  @ParameterizedTest
  @EnumSource(names = {"ADD_MODELS", "DROP_MODELS"})
  void modelsOfOthersAreMissingForACollection(Operation operation) {
    Cell own = new Cell(operation, Asker.EDITOR, Owner.OWN, "private");
    String collection = prepared(own);
    for (String privacy : List.of("private", "unlisted", "public")) {
      String others = prepared(new Cell(Operation.READ, Asker.EDITOR, Owner.OTHER, privacy));
      Answer refused = withModel(own, collection, others);
      assertThat(refused.status()).isEqualTo(404);
      assertThat(told(refused, others))
          .isEqualTo(told(withModel(own, collection, MISSING), MISSING));
    }
    String model = prepared(new Cell(Operation.READ, Asker.EDITOR, Owner.OWN, "private"));
    assertThat(withModel(own, collection, model).status()).isEqualTo(200);
  }

  private static Answer withModel(Cell cell, String collection, String model) {
    Operation operation = cell.operation();
    String path = operation.path().replace("{collectionId}", collection);
    return client(cell.asker())
        .call(operation.method(), path, "{\"modelIds\":[\"" + model + "\"]}");
  }

  /** The id of what is operated on, made for this cell alone. */
  private static String prepared(Cell cell) {
    String id = "thing" + IDS.incrementAndGet();
    if (cell.operation().right.isOfUpload()) {
      Answer begun = owner(cell).call("POST", "/uploads", Operation.BEGIN_UPLOAD.body);
      UploadCalls.put(SERVER.stranger(), UploadCalls.url(begun, 1), new byte[1]);
      return UploadCalls.id(begun);
    }
    if (cell.operation().right.isOfCollection()) {
      Answer made = owner(cell).call("POST", "/collections", "{\"name\":\"" + id + "\"}");
      return String.valueOf(TestServer.object(made.json(), "collection").text("id"));
    }
    if (cell.operation().isOfAsset()) {
      SERVER.canvas(cell.owner() == Owner.OWN ? OWN : OTHER, id, cell.privacy());
    } else if (cell.operation().right.isOfModel()) {
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
            .replace("{assetId}", id)
            .replace("{uploadId}", id)
            .replace("{number}", "1")
            .replace("{trainingImageId}", "asset_1")
            .replace("{file}", operation == Operation.EXAMPLE ? "limits.response.json" : "page.js");
    if (path.contains("{presetId}")) {
      path = path.replace("{presetId}", preset(id, cell));
    }
    String body =
        operation
            .body
            .replace("DESTINATION", DESTINATION)
            .replace("THING", id)
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
      if (operation.right != Right.OPEN && operation.right != Right.SIGNED) {
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
