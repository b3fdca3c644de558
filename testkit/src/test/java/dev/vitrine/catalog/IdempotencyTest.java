package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.VitrineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create that is repeated under its key creates once, however long its answer. */
class IdempotencyTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  @ParameterizedTest(name = "{0} characters: made {1} times")
  @CsvSource({"1000, 1", "1000000, 1", "5000000, 2"})
  void anAnswerOfAnyLengthIsRepeated(int length, int times) {
    Idempotency idempotency = new Idempotency(catalog.store, catalog.clock, Duration.ofDays(1));
    List<String> made = new ArrayList<>();
    Idempotency.Answer answer = new Idempotency.Answer("\"".repeat(length), "1.a");
    for (int i = 0; i < 2; i++) {
      String id = "id" + i;
      Idempotency.Answer told =
          idempotency.once(
              catalog.editor,
              "key",
              "fingerprint",
              () -> id,
              chosen -> {
                made.add(chosen);
                return answer;
              });
      assertThat(told).isEqualTo(answer);
    }
    assertThat(made).as("under one id").hasSize(times).containsOnly("id0");
  }

  @Test
  void nothingIsCreatedAgainThatIsGone() {
    Idempotency idempotency = new Idempotency(catalog.store, catalog.clock, Duration.ofDays(1));
    Set<String> there = new HashSet<>();
    Supplier<Idempotency.Answer> create =
        () ->
            idempotency.once(
                catalog.editor,
                "key",
                "fingerprint",
                () -> "id",
                there::contains,
                id -> {
                  there.add(id);
                  return new Idempotency.Answer("x".repeat(2_000_000), null);
                });
    assertThat(create.get()).isEqualTo(create.get());
    there.clear();
    assertThatThrownBy(create::get)
        .isInstanceOf(VitrineException.class)
        .hasMessage("What this request created, id, is not there any more");
    assertThat(there).isEmpty();
  }

  @Test
  void aCopyThatWasMadeIsFoundThoughItsOriginalIsGone() {
    catalog.model("m", ",\"name\":\"n\"");
    catalog.modelCopies.copy(catalog.editor, "m", "copy", AssetsUnderTest.body("{}"));
    catalog.modelRemoval.delete(catalog.editor, "m", Precondition.NONE);
    ModelEdits.Stored again =
        catalog.modelCopies.copy(catalog.editor, "m", "copy", AssetsUnderTest.body("{}"));
    assertThat(again.model()).isEqualTo(catalog.model("copy"));
    assertThatThrownBy(
            () -> catalog.modelCopies.copy(catalog.editor, "m", "new", AssetsUnderTest.body("{}")))
        .hasMessage("Model m not found");
  }

  @Test
  void aModelThatWasMadeIsFoundThoughItCouldNotBeMadeAnyMore() {
    catalog.collections.create(catalog.editor, "c", AssetsUnderTest.body("{\"name\":\"c\"}"));
    Parameters wanted = AssetsUnderTest.body("{\"name\":\"n\",\"collectionIds\":[\"c\"]}");
    catalog.modelWrites.create(catalog.editor, "m", wanted);
    new CollectionDeletion(catalog.store, catalog.index, catalog.collections, catalog.clock)
        .delete(catalog.editor, "c", Precondition.NONE);
    assertThat(catalog.modelWrites.create(catalog.editor, "m", wanted).model())
        .isEqualTo(catalog.model("m"));
    assertThatThrownBy(() -> catalog.modelWrites.create(catalog.editor, "new", wanted))
        .hasMessageContaining("names no collection of the project");
    assertThatThrownBy(() -> catalog.modelWrites.create(catalog.rival, "m", wanted))
        .hasMessageContaining("names no collection of the project");
  }

  @Test
  void aTrainingImageThatWasAddedIsToldWhateverTheConditionSaysByNow() {
    ModelEdits.Stored model = catalog.model("m", "");
    ModelTrainingImages images = catalog.trainingImages();
    ModelTrainingImages.Asked asked =
        new ModelTrainingImages.Asked(
            Precondition.oneOf(Set.of(model.revision())), () -> "image", false);
    String sent = "{\"data\":\"" + AssetsUnderTest.PNG + "\"}";
    ModelTrainingImages.Told first =
        images.add(catalog.editor, "m", asked, AssetsUnderTest.sent(sent));
    assertThat(images.add(catalog.editor, "m", asked, AssetsUnderTest.sent(sent))).isEqualTo(first);
    assertThat(catalog.exists("image")).isTrue();
    ModelTrainingImages.Asked another =
        new ModelTrainingImages.Asked(asked.condition(), () -> "other", false);
    assertThatThrownBy(() -> images.add(catalog.editor, "m", another, AssetsUnderTest.sent(sent)))
        .hasMessageContaining("has changed since");
  }
}
