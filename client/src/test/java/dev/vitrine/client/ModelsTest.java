package dev.vitrine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.client.error.InvalidFieldException;
import dev.vitrine.client.json.Json;
import dev.vitrine.client.model.AccessRestrictions;
import dev.vitrine.client.model.Model;
import dev.vitrine.client.model.ModelInput;
import dev.vitrine.client.model.ModelStatus;
import dev.vitrine.client.model.ModelType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the fields of a row. */
class ModelsTest {
  private static final String RICH =
      """
      {"id":"m","type":"flux.9-lora","status":"trained","createdAt":"2026-03-05T10:00:00.000Z","accessRestrictions":75.0,
       "trainingImagesNumber":1e400,"tags":[],"custom":false,"class":{"slug":"s","extra":{"deep":[null,1.50]}},
       "inputs":[{"name":"n","type":"number","default":null,"allowedValues":[1,null,"x"],"max":0.10,"required":{"ifDefined":{"a":"b"}}}],
       "trainingProgress":{"stage":"running-train","updatedAt":1772468444907,"progress":0.25},
       "uiConfig":{"inputProperties":{"n":{"collapsed":true}},"selects":{"s":null}},
       "complianceMetadata":{"a":null},"big":123456789012345678901234567890}
      """;

  @Test
  void fieldsAreTypedAndNoneIsLost() {
    Model model = Model.fromJson(RICH);
    assertThat(model.type()).contains(ModelType.of("flux.9-lora"));
    assertThat(model.type().orElseThrow().isKnown()).isFalse();
    assertThat(model.status()).containsSame(ModelStatus.TRAINED);
    assertThat(model.createdAt()).contains(Instant.parse("2026-03-05T10:00:00Z"));
    assertThat(model.accessRestrictions()).contains(AccessRestrictions.TEAM);
    assertThat(model.trainingImagesNumber()).contains(new BigDecimal("1e400"));
    assertThat(model.tags()).contains(List.of());
    assertThat(model.name()).isEmpty();
    assertThat(model.collectionIds()).isEmpty();
    assertThat(model.modelClass().orElseThrow().additionalProperties().get("extra"))
        .hasToString("{\"deep\":[null,1.50]}");
    ModelInput input = model.inputs().orElseThrow().get(0);
    assertThat(input.defaultValue().orElseThrow().isNull()).isTrue();
    assertThat(input.allowedValues().orElseThrow()).hasSize(3);
    assertThat(input.max()).contains(new BigDecimal("0.10"));
    assertThat(model.trainingProgress().orElseThrow().updatedAt())
        .contains(Instant.ofEpochMilli(1772468444907L));
    assertThat(model.additionalProperties()).containsOnlyKeys("complianceMetadata", "big");
    assertThat(Json.MAPPER.readTree(model.toJson())).isEqualTo(Json.MAPPER.readTree(RICH));
    assertThat(Model.fromJson(model.toJson())).isEqualTo(model).hasSameHashCodeAs(model);
  }

  @Test
  void nothingHandedOutCanBeChanged() {
    Model model = Model.fromJson(RICH);
    assertThatThrownBy(() -> model.tags().orElseThrow().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> model.additionalProperties().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    model.toTree().removeAll();
    assertThat(model.toTree().size()).isEqualTo(14);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"m\",\"name\":5}|name",
        "{\"id\":\"m\",\"name\":true}|name",
        "{\"id\":\"m\",\"name\":[\"x\"]}|name",
        "{\"id\":\"m\",\"type\":1}|type",
        "{\"id\":\"m\",\"type\":{}}|type",
        "{\"id\":\"m\",\"custom\":\"true\"}|custom",
        "{\"id\":\"m\",\"custom\":1}|custom",
        "{\"id\":\"m\",\"tags\":\"a\"}|tags",
        "{\"id\":\"m\",\"tags\":[\"a\",null]}|tags[1]",
        "{\"id\":\"m\",\"tags\":[\"a\",1]}|tags[1]",
        "{\"id\":\"m\",\"trainingImagesNumber\":\"3\"}|trainingImagesNumber",
        "{\"id\":\"m\",\"accessRestrictions\":\"25\"}|accessRestrictions",
        "{\"id\":\"m\",\"inputs\":[{},{\"max\":{}}]}|inputs[1].max",
        "{\"id\":\"m\",\"uiConfig\":{\"inputProperties\":{\"n\":{\"collapsed\":0}}}}|uiConfig.inputProperties.n.collapsed",
        "{\"id\":5}|id",
        "{\"name\":\"x\"}|id",
        "{\"id\":null}|id"
      })
  void aValueOfTheWrongTypeIsNamed(String json, String field) {
    assertThatThrownBy(() -> Model.fromJson(json))
        .isInstanceOfSatisfying(
            InvalidFieldException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void aTimeThatIsNoneIsNamedWhenItIsAskedFor() {
    Model model = Model.fromJson("{\"id\":\"m\",\"createdAt\":\"yesterday\"}");
    assertThatThrownBy(model::createdAt)
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("createdAt");
    assertThat(model.toJson()).contains("yesterday");
  }

  @Test
  void keysOfOtherServicesAreNotPrinted() {
    Model model =
        Model.fromJson(
            "{\"id\":\"m\",\"parameters\":{\"wandbKey\":\"hush\",\"rank\":4},\"wandbKey\":\"hush\"}");
    assertThat(model.toString()).contains("\"rank\":4").doesNotContain("hush");
    assertThat(model.parameters().orElseThrow().toString()).doesNotContain("hush");
    assertThat(model.parameters().orElseThrow().wandbKey()).contains("hush");
  }

  @Test
  void valuesAreEqualIfTheirTextIs() {
    assertThat(ModelType.of("custom")).isSameAs(ModelType.CUSTOM);
    assertThat(ModelType.of("new-one"))
        .isEqualTo(ModelType.of("new-one"))
        .hasSameHashCodeAs(ModelType.of("new-one"))
        .isNotEqualTo(ModelStatus.of("new-one"))
        .hasToString("new-one");
    assertThat(ModelStatus.known()).contains(ModelStatus.NEW).hasSize(6);
    assertThat(AccessRestrictions.of(new BigDecimal("25.0")))
        .isEqualTo(AccessRestrictions.CREATOR)
        .hasSameHashCodeAs(AccessRestrictions.CREATOR);
  }
}
