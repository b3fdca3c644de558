package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.NOW;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.SECRET;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.array;
import static dev.vitrine.server.TestServer.credentials;
import static dev.vitrine.server.TestServer.json;
import static dev.vitrine.server.TestServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.Projects;
import dev.vitrine.catalog.Teams;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Deleting, restoring, copying and handing over models (contract section 5). */
class ModelLifeTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final AtomicInteger IDS = new AtomicInteger();

  private static String stored(String members) {
    String id = "m" + IDS.incrementAndGet();
    SERVER.model(STUDIO, "{\"id\":\"" + id + "\"," + members + "}");
    return id;
  }

  private static Answer post(String path, String body) {
    return SERVER.as(STUDIO).call("POST", path, body);
  }

  @Test
  void aDeletedModelIsNowhereButInTheListOfTheDeleted() {
    String id =
        stored("\"type\":\"custom\",\"name\":\"Gone\",\"privacy\":\"public\",\"tags\":[\"a\"]");
    Answer deleted = SERVER.as(STUDIO).call("DELETE", "/models/" + id, "{}");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text()).isEqualTo("{}");
    assertThat(SERVER.as(STUDIO).model(id).status()).isEqualTo(404);
    assertThat(SERVER.as(STUDIO).bulk(ids(id)).ids()).isEmpty();
    assertThat(SERVER.as(STUDIO).query("pageSize=500").get("/models").ids()).doesNotContain(id);
    assertThat(SERVER.as(STUDIO).query("status=deleted").get("/models").ids()).contains(id);
    assertThat(SERVER.as(RIVAL).query("status=deleted").get("/models").ids()).isEmpty();
    assertThat(SERVER.as(RIVAL).query("pageSize=500").get("/models/public").ids())
        .doesNotContain(id);
    assertThat(SERVER.as(STUDIO).call("DELETE", "/models/" + id).status()).isEqualTo(404);
    assertThat(SERVER.as(STUDIO).call("PUT", "/models/" + id, "{}").status()).isEqualTo(404);
  }

  @Test
  void aRestoredModelIsAsItWas() {
    String id = stored("\"type\":\"custom\",\"name\":\"Back\",\"mystery\":[1.0],\"tags\":[\"a\"]");
    JsonObject before = SERVER.as(STUDIO).model(id).model();
    SERVER.as(STUDIO).call("DELETE", "/models/" + id);
    assertThat(SERVER.as(RIVAL).call("POST", "/models/" + id + "/restore").status()).isEqualTo(404);
    assertThat(SERVER.as(STUDIO, Role.READER).call("POST", "/models/" + id + "/restore").status())
        .isEqualTo(403);
    Answer restored = post("/models/" + id + "/restore", "");
    assertThat(restored.model().with("updatedAt", json("\"2026-01-01T00:00:00.000Z\"")))
        .isEqualTo(before);
    assertThat(SERVER.as(STUDIO).bulk(ids(id)).ids()).containsExactly(id);
    assertThat(SERVER.as(STUDIO).query("status=deleted&pageSize=500").get("/models").ids())
        .doesNotContain(id);
    assertThat(post("/models/" + id + "/restore", "").status()).isEqualTo(404);
  }

  @Test
  void aConditionOnARestoreIsAboutTheModelThatWasDeleted() {
    String id = stored("\"type\":\"custom\"");
    String etag = SERVER.as(STUDIO).model(id).header("ETag");
    SERVER.as(STUDIO).call("DELETE", "/models/" + id);
    String path = "/models/" + id + "/restore";
    Answer refused = SERVER.as(STUDIO).header("If-Match", "\"1.x\"").call("POST", path);
    assertThat(refused.code()).isEqualTo("PRECONDITION_FAILED");
    assertThat(SERVER.as(STUDIO).header("If-Match", etag).call("POST", path).status())
        .isEqualTo(200);
  }

  @Test
  void theSecretSurvivesDeletionUnseen() {
    String id =
        stored("\"type\":\"flux.1-lora\",\"parameters\":{\"wandbKey\":\"hush\",\"rank\":8}");
    SERVER.as(STUDIO).call("DELETE", "/models/" + id);
    assertThat(SERVER.as(STUDIO).query("status=deleted&pageSize=500").get("/models").text())
        .contains(id)
        .doesNotContain("hush");
    assertThat(post("/models/" + id + "/restore", "").text()).doesNotContain("hush");
  }

  @Test
  void aCopyHasWhatItsTrainingNeedsAndNotWhatItMade() {
    String id =
        stored(
            """
            "type":"flux.1-lora","name":"Original","privacy":"public","score":4,"tags":["a"],"epoch":"1","epochs":[{"epoch":"1"}],
            "trainingImages":[{"id":"asset_1"},{"id":"asset_2"}],"trainingImagePairs":[{"sourceId":"asset_1","targetId":"asset_2"}],
            "trainingStats":{"trainDuration":3},"exampleAssetIds":["asset_1"],"parameters":{"rank":8},"thumbnail":{"assetId":"asset_1"}
            """);
    JsonObject copy = post("/models/" + id + "/copy", "").model();
    assertThat(copy.text("id")).isNotEqualTo(id);
    assertThat(copy.text("parentModelId")).isEqualTo(id);
    assertThat(copy.text("status")).isEqualTo("new");
    assertThat(copy.text("privacy")).isEqualTo("private");
    assertThat(copy.members()).doesNotContainKeys("epoch", "epochs", "trainingStats", "score");
    assertThat(array(copy, "trainingImages").size()).isEqualTo(2);
    assertThat(array(copy, "trainingImagePairs").size()).isEqualTo(1);
    assertThat(array(copy, "exampleAssetIds").strings()).containsExactly("asset_1");
    assertThat(object(copy, "thumbnail").text("assetId")).isEqualTo("asset_1");
    JsonObject trained =
        post("/models/" + id + "/copy", "{\"copyAsTrained\":true,\"copyExamples\":\"false\"}")
            .model();
    assertThat(trained.text("status")).isEqualTo("trained");
    assertThat(trained.text("epoch")).isEqualTo("1");
    assertThat(array(trained, "exampleAssetIds").size()).isZero();
  }

  @Test
  void onlyOwnModelsAreCopied() {
    SERVER.model(RIVAL, "{\"id\":\"theirs\",\"type\":\"custom\",\"privacy\":\"public\"}");
    SERVER.model(RIVAL, "{\"id\":\"hidden\",\"type\":\"custom\"}");
    assertThat(post("/models/theirs/copy", "").status()).isEqualTo(403);
    assertThat(post("/models/hidden/copy", "").status()).isEqualTo(404);
    String training = stored("\"type\":\"flux.1-lora\",\"status\":\"training\"");
    assertThat(post("/models/" + training + "/copy", "{\"copyAsTrained\":true}").status())
        .isEqualTo(400);
  }

  @Test
  void aModelMovesToAProjectOfTheSameTeam() {
    InstantSource clock = InstantSource.fixed(NOW);
    Ids ids = new Ids();
    Teams teams = new Teams(SERVER.store(), ids, clock);
    Projects projects = new Projects(SERVER.store(), ids, clock);
    String team = teams.getOrCreate("Mill", Plan.PRO).id();
    String from = projects.getOrCreate("from", team).id();
    String to = projects.getOrCreate("to", team).id();
    String foreign =
        projects.getOrCreate("foreign", teams.getOrCreate("Other", Plan.PRO).id()).id();
    SERVER.key("apiu_from", from, Role.ADMIN, SECRET);
    SERVER.key("apiu_editor", from, Role.EDITOR, SECRET);
    SERVER.key("apiu_to", to, Role.EDITOR, SECRET);
    SERVER.model(from, "{\"id\":\"moving\",\"type\":\"custom\",\"name\":\"Moving\"}");
    ApiClient admin = SERVER.authorized(credentials("apiu_from", SECRET));
    String path = "/models/moving/transfer";
    String body = "{\"destinationProjectId\":\"" + to + "\"}";
    assertThat(
            SERVER.authorized(credentials("apiu_editor", SECRET)).call("POST", path, body).status())
        .isEqualTo(403);
    for (String refused :
        new String[] {
          "{}",
          "{\"destinationProjectId\":\"proj_none\"}",
          "{\"destinationProjectId\":\"" + foreign + "\"}",
          "{\"destinationProjectId\":\"" + to + "\",\"destinationTeamId\":\"team_x\"}"
        }) {
      Answer answer = admin.call("POST", path, refused);
      assertThat(answer.status()).as(refused).isEqualTo(400);
    }
    Answer moved = admin.call("POST", path, body);
    assertThat(moved.model().text("ownerId")).isEqualTo(to);
    assertThat(admin.bulk(ids("moving")).ids()).isEmpty();
    assertThat(admin.get("/models").ids()).isEmpty();
    ApiClient owner = SERVER.authorized(credentials("apiu_to", SECRET));
    assertThat(owner.bulk(ids("moving")).ids()).containsExactly("moving");
    assertThat(owner.get("/models").ids()).containsExactly("moving");
    assertThat(admin.call("POST", path, body).status()).isEqualTo(404);
  }

  @Test
  void theImagesOfATransferredModelAreItsNewOwnersAndThoseOfOthersAreStillShown() {
    InstantSource clock = InstantSource.fixed(NOW);
    Ids ids = new Ids();
    Projects projects = new Projects(SERVER.store(), ids, clock);
    String team = new Teams(SERVER.store(), ids, clock).getOrCreate("Loom", Plan.PRO).id();
    String from = projects.getOrCreate("giver", team).id();
    String to = projects.getOrCreate("taker", team).id();
    SERVER.key("apiu_giver", from, Role.ADMIN, SECRET);
    SERVER.key("apiu_taker", to, Role.EDITOR, SECRET);
    ApiClient giver = SERVER.authorized(credentials("apiu_giver", SECRET));
    ApiClient taker = SERVER.authorized(credentials("apiu_taker", SECRET));
    SERVER.model(from, "{\"id\":\"given\",\"type\":\"flux.1-lora\",\"status\":\"new\"}");
    SERVER.model(from, "{\"id\":\"kept\",\"type\":\"flux.1-lora\",\"status\":\"new\"}");
    String picture = "data:image/png;base64," + Base64.getEncoder().encodeToString(UploadCalls.PNG);
    Calls.post(giver, "/models/given/training-images", "{\"data\":\"" + picture + "\"}");
    Calls.post(giver, "/models/given/training-images", "{\"data\":\"" + picture + "\"}");
    List<String> images =
        TestServer.array(giver.get("/models/given").model(), "trainingImages").elements().stream()
            .map(image -> String.valueOf(((JsonObject) image).text("id")))
            .toList();
    String own = images.getFirst();
    String shared = images.getLast();
    Calls.put(giver, "/models/given", "{\"thumbnail\":\"" + own + "\"}");
    Calls.put(giver, "/models/kept", "{\"thumbnail\":\"" + shared + "\"}");
    assertThat(
            giver
                .call("POST", "/models/given/transfer", "{\"destinationProjectId\":\"" + to + "\"}")
                .status())
        .isEqualTo(200);
    assertThat(taker.get("/assets/" + own).status()).isEqualTo(200);
    assertThat(giver.get("/assets/" + own).status()).isEqualTo(404);
    assertThat(giver.get("/assets/" + shared).status()).isEqualTo(200);
    assertThat(taker.get("/assets/" + shared).status()).isEqualTo(404);
    JsonObject row = taker.get("/models/given").model();
    for (Json image : TestServer.array(row, "trainingImages").elements()) {
      String url = String.valueOf(((JsonObject) image).text("downloadUrl"));
      assertThat(StoredAssets.load(url).statusCode()).as(url).isEqualTo(200);
    }
    Answer named = Calls.put(taker, "/models/given", "{\"thumbnail\":\"" + shared + "\"}");
    String thumbnail = String.valueOf(TestServer.object(named.model(), "thumbnail").text("url"));
    assertThat(StoredAssets.load(thumbnail).statusCode()).isEqualTo(200);
  }
}
