package dev.vitrine.server.http;

import static dev.vitrine.server.ApiClient.ids;
import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static dev.vitrine.server.TestServer.array;
import static dev.vitrine.server.TestServer.json;
import static dev.vitrine.server.TestServer.keyId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.Answer;
import dev.vitrine.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /models}: what a new model has, and what is refused (contract section 5). */
class CreateModelTest {
  @AutoClose private static final TestServer SERVER = TestServer.start();

  @BeforeAll
  static void fill() {
    SERVER.model(
        STUDIO,
        """
        {"id":"own-lora","type":"flux.1-lora","status":"trained","epochs":[{"epoch":"000001"},{"epoch":"000002"}]}
        """);
    SERVER.model(RIVAL, "{\"id\":\"their-lora\",\"type\":\"flux.1-lora\",\"privacy\":\"public\"}");
    SERVER.model(RIVAL, "{\"id\":\"hidden-lora\",\"type\":\"flux.1-lora\"}");
    SERVER.model(STUDIO, "{\"id\":\"own-kontext\",\"type\":\"flux.1-kontext-lora\"}");
    SERVER.model(STUDIO, "{\"id\":\"own-custom\",\"type\":\"custom\",\"custom\":true}");
  }

  private static Answer create(String body) {
    return SERVER.as(STUDIO).call("POST", "/models", body);
  }

  @Test
  void aModelOfWhichNothingIsSaidIsANewLora() {
    Answer created = SERVER.as(STUDIO).call("POST", "/models");
    assertThat(created.status()).isEqualTo(200);
    JsonObject model = created.model();
    String id = String.valueOf(model.text("id"));
    assertThat(id).matches("model_[1-9A-HJ-NP-Za-km-z]{24}");
    String key = keyId(STUDIO, Role.EDITOR);
    assertThat(model)
        .isEqualTo(
            json(
                """
                {"id":"%s","userId":"%s","authorId":"%s","ownerId":"%s","createdAt":"2026-03-05T10:00:00.000Z",
                 "updatedAt":"2026-03-05T10:00:00.000Z","type":"flux.1-lora","privacy":"private","capabilities":[],"source":"scenario",
                 "status":"new","trainingImagesNumber":0,"tags":[],"collectionIds":[],"exampleAssetIds":[],"custom":false}
                """
                    .formatted(id, key, key, STUDIO)));
    assertThat(created.header("ETag")).matches("\"[0-9]+\\.[0-9a-f]{32}\"");
    Answer read = SERVER.as(STUDIO).model(id);
    assertThat(read.text()).isEqualTo(created.text());
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    assertThat(SERVER.as(STUDIO).bulk(ids(id)).ids()).containsExactly(id);
    assertThat(SERVER.as(RIVAL).bulk(ids(id)).ids()).isEmpty();
  }

  @Test
  void everyFieldThatCanBeGivenIsThere() {
    JsonObject model =
        create(
                """
                {"name":"Harbour 🎨 Études","shortDescription":"two\\nlines","type":"custom","privacy":"unlisted","capabilities":["txt2img"],
                 "inputs":[{"name":"prompt","type":"string","default":null,"mystery":{"deep":[1.50]}}],"uiConfig":{"selects":{"a":null}},
                 "custom":true,"accessRestrictions":25,"performanceStats":{"variants":[],"default":"a"},"tags":["sea","日本"],
                 "promptEmbedding":"warm","negativePromptEmbedding":"cold","baseModelId":"flux.1-dev","nonsense":1}
                """)
            .model();
    assertThat(model.text("name")).isEqualTo("Harbour 🎨 Études");
    assertThat(model.text("status")).isEqualTo("trained");
    assertThat(model.get("custom")).isEqualTo(json("true"));
    assertThat(model.get("inputs"))
        .isEqualTo(
            json(
                "[{\"name\":\"prompt\",\"type\":\"string\",\"default\":null,\"mystery\":{\"deep\":[1.50]}}]"));
    assertThat(model.get("uiConfig")).isEqualTo(json("{\"selects\":{\"a\":null}}"));
    assertThat(model.get("tags")).isEqualTo(json("[\"sea\",\"日本\"]"));
    assertThat(model.get("accessRestrictions")).isEqualTo(json("25"));
    assertThat(model.get("nonsense")).isNull();
    assertThat(model.get("baseModelId")).isNull();
    assertThat(model.text("promptEmbedding")).isEqualTo("warm");
  }

  @Test
  void theSecretOfParametersGoesInAndNeverComesOut() {
    Answer created =
        create("{\"type\":\"flux.1-lora\",\"parameters\":{\"wandbKey\":\"hush-hush\",\"rank\":8}}");
    assertThat(created.model().get("parameters")).isEqualTo(json("{\"rank\":8}"));
    assertThat(created.text()).doesNotContain("hush");
  }

  @Test
  void aCompositionIsMadeOfModelsTheCallerMaySee() {
    JsonObject model =
        create(
                """
                {"type":"flux.1-composition","concepts":[{"modelId":"own-lora","scale":0.75,"modelEpoch":"000002"},
                 {"modelId":"their-lora","scale":-2}]}
                """)
            .model();
    assertThat(model.text("status")).isEqualTo("trained");
    assertThat(array(model, "concepts").size()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"flux.1-lora,200", "flux.1-krea-lora,400", "custom,400"})
  void aLoraIsAppliedWithOthersOfItsType(String type, int status) {
    Answer answer =
        create(
            "{\"type\":\"%s\",\"concepts\":[{\"modelId\":\"own-lora\",\"scale\":1}]}"
                .formatted(type));
    assertThat(answer.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden-lora", "nowhere", "own-custom", "own-composition"})
  void otherConceptsAreRefusedAlike(String id) {
    Answer refused =
        create(
            "{\"type\":\"flux.1-composition\",\"concepts\":[{\"modelId\":\"%s\",\"scale\":1}]}"
                .formatted(id));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.reason())
        .isEqualTo(
            "Invalid model(s): "
                + id
                + ".\nAllowed model types: flux.1-kontext-lora, flux.1-krea-lora, flux.1-lora");
    assertThat(refused.details().text("field")).isEqualTo("concepts");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{\"type\":\"sd-9\"}|type",
        "{\"type\":7}|type",
        "{\"privacy\":\"secret\"}|privacy",
        "{\"name\":\"\"}|name",
        "{\"name\":\"  \"}|name",
        "{\"name\":\"a\\nb\"}|name",
        "{\"name\":\"a\\u202eb\"}|name",
        "{\"name\":\"a\\u0007b\"}|name",
        "{\"name\":[]}|name",
        "{\"shortDescription\":\"a\\u2066b\"}|shortDescription",
        "{\"capabilities\":[\"flying\"]}|capabilities[0]",
        "{\"capabilities\":\"txt2img\"}|capabilities",
        "{\"accessRestrictions\":1}|accessRestrictions",
        "{\"accessRestrictions\":1e999999999}|accessRestrictions",
        "{\"type\":\"custom\",\"custom\":false}|custom",
        "{\"type\":\"flux.1-lora\",\"custom\":true}|custom",
        "{\"type\":\"flux.1-lora\",\"inputs\":[]}|inputs",
        "{\"type\":\"flux.1-lora\",\"uiConfig\":{}}|uiConfig",
        "{\"type\":\"custom\",\"inputs\":[{\"name\":\"a\",\"type\":\"cube\"}]}|inputs[0].type",
        "{\"tags\":[\"a\",\"a\"]}|tags",
        "{\"tags\":[\" a\"]}|tags",
        "{\"tags\":[\"a,b\"]}|tags",
        "{\"tags\":[\"a\\u202eb\"]}|tags[0]",
        "{\"tags\":[\"\"]}|tags[0]",
        "{\"type\":\"flux.1-composition\"}|concepts",
        "{\"type\":\"flux.1-composition\",\"concepts\":[]}|concepts",
        "{\"type\":\"custom\",\"concepts\":[{\"modelId\":\"own-lora\",\"scale\":1}]}|concepts",
        "{\"type\":\"flux.1-composition\",\"concepts\":[{\"modelId\":\"own-lora\",\"scale\":2.01}]}|concepts[0].scale",
        "{\"type\":\"flux.1-composition\",\"concepts\":[{\"modelId\":\"own-lora\"}]}|concepts[0].scale",
        "{\"type\":\"flux.1-composition\",\"concepts\":[{\"scale\":1}]}|concepts[0].modelId",
        "{\"type\":\"flux.1-composition\",\"concepts\":[{\"modelId\":\"own-lora\",\"scale\":1,\"modelEpoch\":\"9\"}]}|concepts[0].modelEpoch",
        "{\"type\":\"flux.1-kontext-lora\",\"concepts\":[{\"modelId\":\"own-kontext\",\"scale\":-0.5}]}|concepts[0].scale",
        "{\"parameters\":{\"rank\":1}}|parameters.rank",
        "{\"parameters\":{\"rank\":65}}|parameters.rank",
        "{\"type\":\"qwen-image-lora\",\"parameters\":{\"rank\":129}}|parameters.rank",
        "{\"parameters\":{\"batchSize\":5}}|parameters.batchSize",
        "{\"parameters\":{\"learningRate\":0}}|parameters.learningRate",
        "{\"parameters\":{\"learningRateTextEncoder\":0.01}}|parameters.learningRateTextEncoder",
        "{\"parameters\":{\"maxTrainSteps\":10001}}|parameters.maxTrainSteps",
        "{\"parameters\":{\"nbEpochs\":31}}|parameters.nbEpochs",
        "{\"parameters\":{\"optimizeFor\":\"speed\"}}|parameters.optimizeFor",
        "{\"parameters\":{\"gender\":\"any\"}}|parameters.gender",
        "{\"type\":\"sd-xl-lora\",\"parameters\":{\"nbEpochs\":3}}|parameters.nbEpochs",
        "{\"type\":\"sd-xl-lora\",\"parameters\":{\"validationFrequency\":11,\"maxTrainSteps\":10}}|parameters.validationFrequency",
        "{\"type\":\"custom\",\"parameters\":{\"rank\":8}}|parameters.rank",
        "{\"type\":\"custom\",\"parameters\":{\"wandbKey\":\"k\"}}|parameters.wandbKey",
        "{\"parameters\":{\"wandbKey\":\"12345678901234567890123456789012345678901\"}}|parameters.wandbKey",
        "{\"parameters\":{\"samplePrompts\":[\"a\"],\"sampleSourceImages\":[\"x\",\"y\"]}}|parameters.sampleSourceImages",
        "{\"parameters\":[]}|parameters",
        "{\"classSlug\":\"no-such-class\"}|classSlug",
        "{\"collectionIds\":[\"collection_none\"]}|collectionIds",
        "{\"thumbnail\":\"asset_1\"}|thumbnail",
        "{\"epoch\":\"1\"}|epoch",
        "{\"baseModelId\":\"\"}|baseModelId",
        "[]|body"
      })
  void whatBreaksARuleIsRefusedWithItsField(String body, String field) {
    Answer refused = create(body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(refused.details().text("field")).isEqualTo(field);
  }

  @Test
  void longListsAndTextsAreRefusedWithTheirBound() {
    Answer tags =
        create(
            "{\"tags\":"
                + dev.vitrine.server.TestServer.text(
                    dev.vitrine.model.JsonArray.ofStrings(
                        java.util.stream.IntStream.range(0, 10_000)
                            .mapToObj(i -> "t" + i)
                            .toList()))
                + "}");
    assertThat(tags.status()).isEqualTo(400);
    assertThat(tags.detail("limit")).isEqualTo(100);
    assertThat(tags.detail("received")).isEqualTo(10_000);
    Answer name = create("{\"name\":\"" + "😀".repeat(257) + "\"}");
    assertThat(name.status()).isEqualTo(400);
    assertThat(name.detail("limit")).isEqualTo(256);
    assertThat(create("{\"name\":\"" + "😀".repeat(256) + "\"}").model().text("name"))
        .isEqualTo("😀".repeat(256));
  }

  @Test
  void onlyAnAdminMakesAModelPublic() {
    String body = "{\"privacy\":\"public\"}";
    Answer refused = create(body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("FORBIDDEN");
    assertThat(SERVER.as(STUDIO, Role.ADMIN).call("POST", "/models", body).model().text("privacy"))
        .isEqualTo("public");
    assertThat(SERVER.as(STUDIO, Role.READER).call("POST", "/models", "{}").status())
        .isEqualTo(403);
  }

  @Test
  void knownNullsCountAsAbsent() {
    JsonObject model =
        create("{\"name\":null,\"type\":null,\"tags\":null,\"parameters\":null,\"epoch\":null}")
            .model();
    assertThat(model.text("type")).isEqualTo("flux.1-lora");
    assertThat(model.get("name")).isNull();
    assertThat(model.get("tags")).isEqualTo(json("[]"));
  }

  @Test
  void malformedBodiesCreateNothing() {
    for (String body : List.of("{", "{\"a\":1,\"a\":2}", "{\"name\":\"\\ud800\"}")) {
      assertThat(create(body).code()).isEqualTo("MALFORMED_JSON");
    }
  }
}
