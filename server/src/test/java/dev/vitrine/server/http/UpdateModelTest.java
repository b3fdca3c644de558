package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.array;
import static dev.vitrine.server.TestServer.json;
import static dev.vitrine.server.TestServer.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.server.Answer;
import dev.vitrine.server.ApiClient;
import dev.vitrine.server.TestServer;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT /models/{modelId}} and conditional writes (contract section 5). */
class UpdateModelTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();
  private static final AtomicInteger IDS = new AtomicInteger();

  private static String stored(String members) {
    String id = "m" + IDS.incrementAndGet();
    SERVER.model(STUDIO, "{\"id\":\"" + id + "\"," + members + "}");
    return id;
  }

  private static Answer update(String id, String body) {
    return SERVER.as(STUDIO).call("PUT", "/models/" + id, body);
  }

  @Test
  void whatIsGivenChangesAndAllElseStays() {
    String id =
        stored(
            """
            "type":"flux.1-lora","name":"Before","mystery":{"a":null},"promptEmbedding":"warm","class":{"slug":"old","status":"unpublished"}
            """);
    Answer updated =
        update(id, "{\"name\":\"After\",\"promptEmbedding\":null,\"classSlug\":\"old\"}");
    JsonObject model = updated.model();
    assertThat(model.text("name")).isEqualTo("After");
    assertThat(model.get("promptEmbedding")).isNull();
    assertThat(model.get("mystery")).isEqualTo(json("{\"a\":null}"));
    assertThat(model.get("class")).isEqualTo(json("{\"slug\":\"old\",\"status\":\"unpublished\"}"));
    assertThat(model.text("updatedAt")).isEqualTo("2026-03-05T10:00:00.000Z");
    assertThat(SERVER.as(STUDIO).bulk(ids(id)).row().text("name")).isEqualTo("After");
    assertThat(update(id, "{\"classSlug\":null,\"name\":null}").model().members())
        .doesNotContainKeys("class", "name");
  }

  @Test
  void anUpdateThatChangesNothingWritesNothing() {
    String id = stored("\"type\":\"flux.1-lora\",\"name\":\"Same\"");
    String before = SERVER.as(STUDIO).model(id).header("ETag");
    Answer same = update(id, "{\"name\":\"Same\",\"nonsense\":1}");
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.header("ETag")).isEqualTo(before);
    assertThat(same.model().text("updatedAt")).isEqualTo("2026-01-01T00:00:00.000Z");
  }

  @Test
  void parametersMergeMemberByMember() {
    String id =
        stored(
            "\"type\":\"flux.1-lora\",\"status\":\"new\",\"parameters\":{\"rank\":8,\"legacy\":1}");
    assertThat(
            update(id, "{\"parameters\":{\"nbEpochs\":3,\"wandbKey\":\"hush\"}}")
                .model()
                .get("parameters"))
        .isEqualTo(json("{\"rank\":8,\"legacy\":1,\"nbEpochs\":3}"));
    assertThat(update(id, "{\"parameters\":{\"rank\":null}}").model().get("parameters"))
        .isEqualTo(json("{\"legacy\":1,\"nbEpochs\":3}"));
    assertThat(update(id, "{\"parameters\":{\"ours\":1}}").model().get("parameters"))
        .as("what no trainer knows is kept")
        .isEqualTo(json("{\"legacy\":1,\"nbEpochs\":3,\"ours\":1}"));
    assertThat(update(id, "{\"parameters\":null}").model().get("parameters")).isNull();
  }

  @Test
  void theTypeChangesOnlyWhileTheModelIsNew() {
    String id = stored("\"type\":\"flux.1-lora\",\"status\":\"new\",\"parameters\":{\"rank\":8}");
    Answer refused = update(id, "{\"type\":\"sd-1_5-lora\"}");
    assertThat(refused.details().text("field")).isEqualTo("parameters.rank");
    assertThat(update(id, "{\"type\":\"qwen-image-lora\"}").model().text("type"))
        .isEqualTo("qwen-image-lora");
    JsonObject custom = update(id, "{\"type\":\"custom\",\"parameters\":null}").model();
    assertThat(custom.text("status")).isEqualTo("trained");
    assertThat(custom.get("custom")).isEqualTo(json("true"));
    Answer late = update(id, "{\"type\":\"flux.1-lora\"}");
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.details().text("field")).isEqualTo("type");
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "flux.1-lora,trained,b,ok",
    "flux.1-kontext-lora,trained,a,ok",
    "flux.1-lora,trained,c,epoch",
    "flux.1-lora,new,a,epoch",
    "qwen-image-lora,trained,a,epoch"
  })
  void anEpochIsChosenAmongThoseOfATrainedFluxLora(
      String type, String status, String epoch, String outcome) {
    String id =
        stored(
            "\"type\":\"%s\",\"status\":\"%s\",\"epochs\":[{\"epoch\":\"a\"},{\"epoch\":\"b\"}]"
                .formatted(type, status));
    Answer answer = update(id, "{\"epoch\":\"" + epoch + "\"}");
    if (outcome.equals("ok")) {
      assertThat(answer.model().text("epoch")).isEqualTo(epoch);
      assertThat(update(id, "{\"epoch\":null}").model().get("epoch")).isNull();
    } else {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.details().text("field")).isEqualTo(outcome);
    }
  }

  @Test
  void aThumbnailNamesAnImageOfTheModelOrAReadableAsset() {
    String id =
        stored(
            """
            "type":"flux.1-lora","trainingImages":[{"id":"asset_i","downloadUrl":"https://x.test/i.png"}]
            """);
    assertThat(update(id, "{\"thumbnail\":\"asset_i\"}").model().get("thumbnail"))
        .isEqualTo(json("{\"assetId\":\"asset_i\",\"url\":\"https://x.test/i.png\"}"));
    assertThat(update(id, "{\"thumbnail\":\"asset_elsewhere\"}").details().text("field"))
        .isEqualTo("thumbnail");
    assertThat(update(id, "{\"thumbnail\":7}").details().text("field")).isEqualTo("thumbnail");
    update(id, "{\"thumbnail\":null}");
    assertThat(SERVER.as(RIVAL).model(id).status()).isEqualTo(404);
    assertThat(
            object(
                    SERVER
                        .as(STUDIO)
                        .bulk("{\"modelIds\":[\"" + id + "\"],\"thumbnail\":true}")
                        .row(),
                    "thumbnail")
                .text("assetId"))
        .as("the first training image stands in")
        .isEqualTo("asset_i");
  }

  @Test
  void aLoraMayNameItself() {
    String id = stored("\"type\":\"flux.1-lora\"");
    String body = "{\"concepts\":[{\"modelId\":\"%s\",\"scale\":1.0}]}".formatted(id);
    assertThat(array(update(id, body).model(), "concepts").size()).isEqualTo(1);
    assertThat(update(id, "{\"concepts\":null}").model().get("concepts")).isNull();
  }

  @Test
  void aCompositionKeepsAtLeastOneConcept() {
    stored("\"type\":\"flux.1-lora\"");
    String id =
        stored("\"type\":\"flux.1-composition\",\"concepts\":[{\"modelId\":\"x\",\"scale\":1}]");
    assertThat(update(id, "{\"concepts\":null}").details().text("field")).isEqualTo("concepts");
    assertThat(update(id, "{\"name\":\"What it has is not judged again\"}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rank\":8}",
        "{\"rank\":null}",
        "{\"wandbKey\":\"k\"}",
        "{\"wandbKey\":null}",
        "null"
      })
  void aTrainingIsNotChangedUnderWay(String parameters) {
    String id =
        stored(
            "\"type\":\"flux.1-lora\",\"status\":\"training\","
                + "\"parameters\":{\"rank\":4,\"wandbKey\":\"secret\"}");
    ModelDocument before = document(id);
    Answer refused = update(id, "{\"parameters\":" + parameters + "}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.reason()).isEqualTo("Model is already training");
    assertThat(document(id)).isEqualTo(before);
    assertThat(before.wandbKey()).isEqualTo("secret");
  }

  private static ModelDocument document(String id) {
    Document stored = Objects.requireNonNull(SERVER.store().fetch(Key.model(id)));
    return ModelDocument.decode(stored.body().array());
  }

  @Test
  void privacyIsPublishedByAdminsAndTakenBackByEditors() {
    String id = stored("\"type\":\"custom\",\"custom\":true");
    assertThat(update(id, "{\"privacy\":\"public\"}").status()).isEqualTo(403);
    ApiClient admin = SERVER.as(STUDIO, Role.ADMIN);
    admin.call("PUT", "/models/" + id, "{\"privacy\":\"public\"}");
    assertThat(SERVER.as(RIVAL).bulk(ids(id)).ids()).containsExactly(id);
    assertThat(update(id, "{\"privacy\":\"public\",\"name\":\"x\"}").status()).isEqualTo(200);
    update(id, "{\"privacy\":\"private\"}");
    assertThat(SERVER.as(RIVAL).bulk(ids(id)).ids()).isEmpty();
  }

  @Test
  void modelsOfOthersAreForbiddenOrDoNotExist() {
    SERVER.model(RIVAL, "{\"id\":\"theirs\",\"type\":\"custom\",\"privacy\":\"public\"}");
    SERVER.model(RIVAL, "{\"id\":\"hidden\",\"type\":\"custom\"}");
    assertThat(update("theirs", "{}").status()).isEqualTo(403);
    Answer hidden = update("hidden", "{}");
    Answer missing = update("missing", "{}");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.reason()).isEqualTo("Model hidden not found");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(SERVER.as(STUDIO, Role.READER).call("PUT", "/models/missing", "{}").status())
        .isEqualTo(403);
  }

  @Test
  void ifMatchComparesTheRevision() {
    String id = stored("\"type\":\"flux.1-lora\",\"name\":\"one\"");
    String etag = SERVER.as(STUDIO).model(id).header("ETag");
    String revision = etag.substring(1, etag.indexOf('.'));
    String body = "{\"name\":\"two\"}";
    for (String wrong :
        List.of(
            "\"0.abc\"",
            "\"" + revision + "9\"",
            "W/" + etag,
            revision,
            "nonsense",
            "\"\"",
            "\"99999999999999999999\"")) {
      Answer refused =
          SERVER.as(STUDIO).header("If-Match", wrong).call("PUT", "/models/" + id, body);
      assertThat(refused.status()).as(wrong).isEqualTo(412);
      assertThat(refused.code()).isEqualTo("PRECONDITION_FAILED");
    }
    Answer done =
        SERVER
            .as(STUDIO)
            .header("If-Match", "\"7.x\", \"" + revision + ".another-view\"")
            .call("PUT", "/models/" + id, body);
    assertThat(done.status()).isEqualTo(200);
    ApiClient stale = SERVER.as(STUDIO).header("If-Match", etag);
    assertThat(stale.call("PUT", "/models/" + id, "{\"name\":\"three\"}").status()).isEqualTo(412);
    assertThat(stale.call("PUT", "/models/" + id + "/tags", "{\"add\":[\"a\"]}").status())
        .isEqualTo(412);
    assertThat(stale.call("DELETE", "/models/" + id).status()).isEqualTo(412);
    assertThat(SERVER.as(STUDIO).model(id).model().text("name")).isEqualTo("two");
    assertThat(SERVER.as(STUDIO).header("If-Match", "*").call("DELETE", "/models/" + id).status())
        .isEqualTo(200);
    assertThat(
            SERVER.as(STUDIO).header("If-Match", "*").call("PUT", "/models/" + id, body).status())
        .isEqualTo(404);
  }

  @Test
  void concurrentUpdatesOfDifferentFieldsAllSurvive() throws Exception {
    String id = stored("\"type\":\"flux.1-lora\",\"status\":\"new\"");
    List<Callable<Answer>> changes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String tag = "t" + i;
      changes.add(() ->
          SERVER.as(STUDIO).call("PUT", "/models/" + id + "/tags", "{\"add\":[\"" + tag + "\"]}"));
    }
    changes.add(() -> update(id, "{\"name\":\"n\"}"));
    changes.add(() -> update(id, "{\"shortDescription\":\"d\"}"));
    changes.add(() -> update(id, "{\"parameters\":{\"rank\":8}}"));
    changes.add(() -> update(id, "{\"parameters\":{\"nbEpochs\":2}}"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> done : threads.invokeAll(changes)) {
        assertThat(done.get().status()).isEqualTo(200);
      }
    }
    JsonObject row = SERVER.as(STUDIO).bulk(ids(id)).row();
    JsonArray tags = array(row, "tags");
    assertThat(tags.size()).isEqualTo(24);
    assertThat(row.text("name")).isEqualTo("n");
    assertThat(row.text("shortDescription")).isEqualTo("d");
    assertThat(object(row, "parameters").members().keySet())
        .containsExactlyInAnyOrder("rank", "nbEpochs");
  }
}
