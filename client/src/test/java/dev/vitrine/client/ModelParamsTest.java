package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.AccessRestrictions;
import dev.vitrine.client.model.Concept;
import dev.vitrine.client.model.InputType;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelCapability;
import dev.vitrine.client.model.ModelInput;
import dev.vitrine.client.model.ModelPrivacy;
import dev.vitrine.client.model.ModelType;
import dev.vitrine.client.model.PerformanceStats;
import dev.vitrine.client.model.TrainingParameters;
import dev.vitrine.client.model.UiConfig;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;

/** Bodies of creations and changes: what is named is sent, what is cleared is null. */
class ModelParamsTest {
  @Test
  void everyFieldIsSentAsItIs() {
    ModelCreateParams params =
        ModelCreateParams.builder()
            .name("N")
            .shortDescription("S")
            .type(ModelType.of("flux.9-lora"))
            .classSlug("c")
            .collectionIds(List.of("k"))
            .concepts(
                List.of(
                    Concept.of("m", new BigDecimal("1.50")),
                    Concept.of("n", BigDecimal.ONE).withModelEpoch("000001")))
            .baseModelId("b")
            .privacy(ModelPrivacy.UNLISTED)
            .capabilities(List.of(ModelCapability.of("txt2img")))
            .inputs(List.of(ModelInput.fromJson("{\"name\":\"n\",\"default\":null,\"x\":[null]}")))
            .uiConfig(UiConfig.fromJson("{\"selects\":{\"s\":null}}"))
            .custom(true)
            .accessRestrictions(AccessRestrictions.PRO)
            .performanceStats(PerformanceStats.fromJson("{\"y\":1e2}"))
            .promptEmbedding("p")
            .negativePromptEmbedding("q")
            .parameter("conceptPrompt", "x")
            .parameter("learningRate", new BigDecimal("1e-4"))
            .parameter("maxTrainSteps", 400)
            .parameter("randomCrop", false)
            .parameter("samplePrompts", List.of("a", "b"))
            .tags(List.of("t"))
            .additionalField("later", Json.MAPPER.readTree("{\"a\":null}"))
            .build();
    assertThat(new String(params.bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"name\":\"N\",\"shortDescription\":\"S\",\"type\":\"flux.9-lora\",\"classSlug\":\"c\","
                + "\"collectionIds\":[\"k\"],\"concepts\":[{\"modelId\":\"m\",\"scale\":1.50},"
                + "{\"modelId\":\"n\",\"scale\":1,\"modelEpoch\":\"000001\"}],\"baseModelId\":\"b\","
                + "\"privacy\":\"unlisted\",\"capabilities\":[\"txt2img\"],"
                + "\"inputs\":[{\"name\":\"n\",\"default\":null,\"x\":[null]}],"
                + "\"uiConfig\":{\"selects\":{\"s\":null}},\"custom\":true,\"accessRestrictions\":50,"
                + "\"performanceStats\":{\"y\":1E+2},\"promptEmbedding\":\"p\","
                + "\"negativePromptEmbedding\":\"q\",\"parameters\":{\"conceptPrompt\":\"x\","
                + "\"learningRate\":0.0001,\"maxTrainSteps\":400,\"randomCrop\":false,"
                + "\"samplePrompts\":[\"a\",\"b\"]},\"tags\":[\"t\"],\"later\":{\"a\":null}}");
    assertThat(params.toBuilder().build().body()).isEqualTo(params.body());
  }

  @Test
  void absentAndNullAreTwoThings() {
    assertThat(ModelUpdateParams.builder().build().body()).isEmpty();
    ModelUpdateParams cleared =
        ModelUpdateParams.builder()
            .clearName()
            .clearShortDescription()
            .clearClassSlug()
            .clearConcepts()
            .clearEpoch()
            .clearThumbnail()
            .clearPromptEmbedding()
            .clearNegativePromptEmbedding()
            .clearBaseModelId()
            .clearInputs()
            .clearUiConfig()
            .clearAccessRestrictions()
            .clearPerformanceStats()
            .additionalField("later", NullNode.getInstance())
            .clearParameters()
            .build();
    assertThat(cleared.body().propertyNames())
        .containsExactlyInAnyOrder(
            "name",
            "shortDescription",
            "classSlug",
            "concepts",
            "epoch",
            "thumbnail",
            "promptEmbedding",
            "negativePromptEmbedding",
            "baseModelId",
            "inputs",
            "uiConfig",
            "accessRestrictions",
            "performanceStats",
            "later",
            "parameters");
    assertThat(cleared.body().values()).allMatch(value -> value.isNull());
  }

  @Test
  void parametersAreCollectedAndTheLastWordCounts() {
    TrainingParameters all =
        Model.fromJson("{\"id\":\"m\",\"parameters\":{\"rank\":4,\"own\":null}}")
            .parameters()
            .orElseThrow();
    assertThat(
            ModelUpdateParams.builder()
                .parameters(all)
                .parameter("seed", 7)
                .clearParameter("rank")
                .name("a")
                .clearName()
                .epoch("e")
                .thumbnail("t")
                .build()
                .body())
        .hasToString(
            "{\"parameters\":{\"rank\":null,\"own\":null,\"seed\":7},\"name\":null,\"epoch\":\"e\",\"thumbnail\":\"t\"}");
    assertThat(ModelUpdateParams.builder().parameter("seed", 7).parameters(all).build().body())
        .hasToString("{\"parameters\":{\"rank\":4,\"own\":null}}");
  }

  @Test
  void inputsAreDescribed() {
    ModelInput size =
        ModelInput.builder("size", InputType.NUMBER)
            .label("Size")
            .min(BigDecimal.ONE)
            .max(new BigDecimal("8.50"))
            .step(BigDecimal.ONE)
            .defaultValue(new BigDecimal("2"))
            .required()
            .build();
    assertThat(size.toTree())
        .isEqualTo(
            Json.MAPPER.readTree(
                "{\"name\":\"size\",\"type\":\"number\",\"default\":2,\"label\":\"Size\",\"max\":8.50,"
                    + "\"min\":1,\"required\":{\"always\":true},\"step\":1}"));
    ModelInput list =
        ModelInput.builder("list", InputType.INPUTS_ARRAY)
            .inputs(List.of(size))
            .allowedValues(Json.MAPPER.readTree("null"), Json.MAPPER.readTree("1"))
            .additionalField("later", NullNode.getInstance())
            .build();
    assertThat(list.inputs().orElseThrow()).containsExactly(size.toTree());
    assertThat(list.toJson()).contains("\"allowedValues\":[null,1]", "\"later\":null");
    assertThatThrownBy(() ->
            ModelInput.builder("x", InputType.STRING)
                .additionalField("label", BooleanNode.TRUE)
                .build())
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void fieldsMayComeAsJson() {
    assertThat(
            ModelUpdateParams.builder()
                .name("a")
                .additionalFields("{\"name\":null,\"x\":1.50}")
                .build()
                .body())
        .hasToString("{\"name\":null,\"x\":1.50}");
    for (String none : List.of("[]", "7", "{", "")) {
      assertThatThrownBy(() -> ModelUpdateParams.builder().additionalFields(none))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatWasBuiltDoesNotChange() {
    ModelUpdateParams.Builder builder = ModelUpdateParams.builder().parameter("seed", 7);
    ModelUpdateParams params = builder.build();
    builder.parameter("seed", 8).name("x");
    params.toBuilder().parameter("seed", 9).build();
    params.body().removeAll();
    assertThat(params.body()).hasToString("{\"parameters\":{\"seed\":7}}");
    assertThat(params.ifMatch("1.x").ifMatch()).contains("\"1.x\"");
    assertThat(params.ifMatch()).isEmpty();
  }

  @Test
  void nullIsNoValue() {
    assertThatThrownBy(() -> ModelUpdateParams.builder().name(nothing()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
  }

  @SuppressWarnings("NullAway") // What callers without such checks may pass.
  private static String nothing() {
    return null;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"7.x,`\"7.x\"`", "`\"7.x\"`,`\"7.x\"`", "*,*", "`\"*\"`,`\"*\"`", "a!~,`\"a!~\"`"})
  void etagsComeWithQuotesOrWithout(String given, String header) {
    assertThat(Conditions.ifMatch(given)).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "\"\"", "a b", "\"a", "a\"b", "é", "a\n", "W/\"1.x\""})
  void whatIsNoEtagIsRefused(String none) {
    assertThatThrownBy(() -> ModelUpdateParams.builder().build().ifMatch(none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RequestOptions.builder().ifMatch(none))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "é", "a\n", "\t"})
  void whatIsNoIdempotencyKeyIsRefused(String none) {
    assertThatThrownBy(() -> ModelCreateParams.builder().build().idempotencyKey(none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RequestOptions.builder().idempotencyKey(none + "x".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
