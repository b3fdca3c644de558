package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.access.Caller;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.StoreException;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An asset that becomes private is not shown by the models of other projects any more. */
class AssetWithdrawalTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  @BeforeEach
  void fill() {
    catalog.text("a", "a");
    catalog.text("b", "b");
    privacy("a", "public");
    privacy("b", "public");
    catalog.model("own", "");
    catalog.setThumbnail("own", "a");
    borrow("theirs", "a", "b");
  }

  private void privacy(String id, String privacy) {
    var _ =
        catalog.writes.update(
            catalog.admin,
            id,
            Precondition.NONE,
            AssetsUnderTest.sent("{\"privacy\":\"" + privacy + "\"}"));
  }

  private void borrow(String modelId, String... assetIds) {
    catalog.modelWrites.createAs(
        catalog.rival,
        ModelDocument.of(
            AssetsUnderTest.object("{\"id\":\"" + modelId + "\",\"type\":\"custom\"}")),
        Set.of());
    examples(catalog.rival, modelId, assetIds);
  }

  private void examples(Caller.KeyHolder caller, String modelId, String... assetIds) {
    var _ =
        catalog.examples.replace(
            caller, modelId, Precondition.NONE, AssetsUnderTest.ids(assetIds), false);
  }

  private void assertTakenOut(String modelId) {
    assertThat(catalog.examplesOf(modelId)).containsExactly("b");
    assertThat(catalog.model(modelId).heldAssets()).containsExactly("b");
    assertThat(Objects.requireNonNull(catalog.stored("a")).withdrawing()).isFalse();
    assertThat(catalog.model("own").heldAssets()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "unlisted"})
  void itIsTakenOutOfTheModelsOfOthers(String before) {
    privacy("a", before);
    privacy("a", "private");
    assertTakenOut("theirs");
  }

  @Test
  void whatOnlyLeavesTheListsIsStillShown() {
    privacy("a", "unlisted");
    assertThat(catalog.examplesOf("theirs")).containsExactly("a", "b");
  }

  @Test
  void deletedModelsAreRestoredWithoutIt() {
    catalog.modelRemoval.delete(catalog.rival, "theirs", Precondition.NONE);
    privacy("a", "private");
    catalog.modelRemoval.restore(catalog.rival, "theirs", Precondition.NONE);
    assertTakenOut("theirs");
  }

  /** The asset, the three models together, the asset again. */
  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {1, 2})
  void theSameRequestAgainCompletesWhatADyingProcessLeft(int writes) {
    borrow("theirs2", "a", "b");
    borrow("theirs3", "a", "b");
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(() -> privacy("a", "private")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    privacy("a", "private");
    for (String id : new String[] {"theirs", "theirs2", "theirs3"}) {
      assertTakenOut(id);
    }
  }

  @Test
  void aSweepCompletesWhatADyingProcessLeft() {
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() -> privacy("a", "private")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    assertThat(catalog.examplesOf("theirs")).contains("a");
    assertThat(catalog.withdrawal.resume()).isEqualTo(1);
    assertTakenOut("theirs");
    assertThat(catalog.withdrawal.resume()).isZero();
  }

  @Test
  void whoeverNamesItWithoutShowingItIsLeftAlone() {
    String image = "{\"id\":\"a\",\"downloadUrl\":\"https://elsewhere.test/a.png\"}";
    catalog.modelWrites.createAs(
        catalog.rival,
        ModelDocument.of(
            AssetsUnderTest.object(
                "{\"id\":\"imported\",\"type\":\"custom\",\"trainingImages\":[" + image + "]}")),
        Set.of());
    privacy("a", "private");
    assertTakenOut("theirs");
    assertThat(AssetsUnderTest.object(image))
        .isEqualTo(
            Objects.requireNonNull(catalog.model("imported").row().array("trainingImages"))
                .elements()
                .getFirst());
  }

  /** The asset is private already, and its users are about to be looked for. */
  private void privateWhile(Runnable work) {
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() -> privacy("a", "private")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    work.run();
  }

  @Test
  void aCopyThatIsMadeBeforeItIsTakenOutDoesNotKeepIt() {
    privateWhile(() ->
        catalog.modelCopies.copy(catalog.rival, "theirs", "copy", AssetsUnderTest.body("{}")));
    assertThat(catalog.examplesOf("copy")).containsExactly("b");
    assertThat(catalog.model("copy").heldAssets()).containsExactly("b");
  }

  @Test
  void aModelThatIsRestoredBeforeItIsTakenOutDoesNotKeepIt() {
    catalog.modelRemoval.delete(catalog.rival, "theirs", Precondition.NONE);
    privateWhile(() -> catalog.modelRemoval.restore(catalog.rival, "theirs", Precondition.NONE));
    assertThat(catalog.examplesOf("theirs")).containsExactly("b");
    assertThat(catalog.model("theirs").heldAssets()).containsExactly("b");
  }

  @Test
  void aReferenceThatWasBeingWrittenMeanwhileIsTakenOutAgain() {
    examples(catalog.rival, "theirs", "b");
    catalog.hooked.beforeModelPutOnce(() -> privacy("a", "private"));
    assertThatThrownBy(() -> examples(catalog.rival, "theirs", "b", "a"))
        .hasMessage("\"assetIds[1]\" names no asset that can be an example");
    assertTakenOut("theirs");
  }

  /** The withdrawal leaves a model without the mark alone, and the writer sets it afterwards. */
  @Test
  void anExampleThatIsBeingMarkedMeanwhileIsTakenOutAgain() {
    catalog.modelWrites.createAs(
        catalog.rival,
        ModelDocument.of(
            AssetsUnderTest.object(
                "{\"id\":\"imported\",\"type\":\"custom\",\"exampleAssetIds\":[\"a\"]}")),
        Set.of());
    catalog.hooked.beforeModelPutOnce(() -> privacy("a", "private"));
    assertThatThrownBy(() -> examples(catalog.rival, "imported", "b", "a"))
        .hasMessage("\"assetIds[1]\" names no asset that can be an example");
    assertTakenOut("imported");
  }

  @Test
  void aCopyThatWasBeingMadeMeanwhileDoesNotHaveIt() {
    catalog.hooked.beforeModelPutOnce(() -> privacy("a", "private"));
    catalog.modelCopies.copy(catalog.rival, "theirs", "copy", AssetsUnderTest.body("{}"));
    assertTakenOut("copy");
  }

  @Test
  void anotherChangeOfAPrivateAssetLeavesModelsAlone() {
    privacy("a", "private");
    long revision = Objects.requireNonNull(catalog.store.fetch(AssetEdits.key("a"))).revision();
    privacy("a", "private");
    assertThat(Objects.requireNonNull(catalog.store.fetch(AssetEdits.key("a"))).revision())
        .isEqualTo(revision);
  }
}
