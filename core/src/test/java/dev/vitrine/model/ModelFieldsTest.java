package dev.vitrine.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFieldsTest {
  private static final ModelFields FIELDS = Contract.modelFields();

  private static Json parse(String text) {
    return JsonReader.parse(text.getBytes(UTF_8), JsonLimits.DOCUMENT);
  }

  private static String normalised(String text) {
    return new String(JsonWriter.write(FIELDS.normalise(parse(text))), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type":"custom","id":"m"}                                | {"id":"m","type":"custom"}
          {"zz":1,"id":"m","aa":2,"type":"t","name":"n"}            | {"id":"m","name":"n","type":"t","zz":1,"aa":2}
          {"id":"m","type":"t","name":null,"custom":"true"}         | {"id":"m","type":"t","custom":true}
          {"id":"m","type":"t","inputs":[{"default":null,"min":null}]} | {"id":"m","type":"t","inputs":[{"default":null}]}
          {"id":"m","type":"t","unknown":{"a":null}}                | {"id":"m","type":"t","unknown":{"a":null}}
          {"id":"m","type":"t","inputs":[{"inputs":[{"x":null}]}]}  | {"id":"m","type":"t","inputs":[{"inputs":[{"x":null}]}]}
          {"id":"m","type":"t","trainingProgress":{}}               | {"id":"m","type":"t","trainingProgress":{}}
          {"id":"m","type":"t","accessRestrictions":1}              | {"id":"m","type":"t","accessRestrictions":1}
          {"id":"m","type":"later-type","privacy":"later"}          | {"id":"m","type":"later-type","privacy":"later"}
          {"id":"m","type":"t","uiConfig":{"selects":{"a":null}}}   | {"id":"m","type":"t","uiConfig":{"selects":{"a":null}}}
          """)
  void documentsAreKeptInOneForm(String given, String kept) {
    assertThat(normalised(given)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                                   | the document must be an object, not an array
          {"type":"t"}                                         | "id" is required
          {"id":"m"}                                           | "type" is required
          {"id":null,"type":"t"}                               | "id" is required
          {"id":1,"type":"t"}                                  | "id" must be a string, not a number
          {"id":"m","type":"t","custom":1}                     | "custom" must be a boolean, not a number
          {"id":"m","type":"t","custom":"yes"}                 | "custom" must be a boolean, not a string
          {"id":"m","type":"t","tags":"a"}                     | "tags" must be an array, not a string
          {"id":"m","type":"t","tags":["a",null]}              | "tags[1]" must be a string, not null
          {"id":"m","type":"t","trainingImagesNumber":"7"}     | "trainingImagesNumber" must be a number, not a string
          {"id":"m","type":"t","inputs":[{},{"required":{"always":0}}]} | "inputs[1].required.always" must be a boolean, not a number
          {"id":"m","type":"t","parameters":{"wandbKey":7}}    | "parameters.wandbKey" must be a string, not a number
          """)
  void documentsOfAnotherShapeAreRefused(String given, String reason) {
    assertThatThrownBy(() -> normalised(given))
        .isInstanceOf(InvalidDocumentException.class)
        .hasMessage(reason);
  }

  @Test
  void rowsBeginWithTheFieldsClientsReadFirst() {
    assertThat(FIELDS.names())
        .startsWith(
            "id",
            "userId",
            "authorId",
            "ownerId",
            "createdAt",
            "updatedAt",
            "name",
            "shortDescription",
            "type",
            "privacy")
        .containsSubsequence(
            "custom", "accessRestrictions", "class", "compliantModelIds", "concepts", "uiConfig");
    assertThat(FIELDS.isDocumented("thumbnail")).isTrue();
    assertThat(FIELDS.isDocumented("complianceMetadata")).isFalse();
  }
}
