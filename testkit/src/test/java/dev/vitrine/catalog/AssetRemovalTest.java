package dev.vitrine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assets are deleted whole, and not from under their models. */
class AssetRemovalTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  @BeforeEach
  void fill() {
    for (String id : new String[] {"free", "used", "other"}) {
      catalog.text(id, id);
    }
  }

  private VitrineException refused(Runnable delete) {
    return catchThrowableOfType(VitrineException.class, delete::run);
  }

  @Test
  void whatNobodyUsesIsGone() {
    catalog.delete("free", "free", "other");
    assertThat(catalog.stored("free")).isNull();
    assertThat(catalog.stored("other")).isNull();
    assertThat(catalog.exists("used")).isTrue();
    assertThatThrownBy(() -> catalog.delete("free")).hasMessage("Asset free not found");
    assertThatThrownBy(
            () -> catalog.removal.delete(catalog.rival, AssetsUnderTest.ids("used"), true))
        .hasMessage("Asset used not found");
  }

  @Test
  void whatIsUsedStaysAndItsUsersAreNamed() {
    catalog.model("m", "");
    catalog.setExamples("m", "used");
    catalog.model("n", "");
    catalog.setThumbnail("n", "used");
    VitrineException refusal = refused(() -> catalog.delete("free", "used"));
    assertThat(refusal).hasMessageStartingWith("Asset used is in use by m, n: take it out there");
    assertThat(refusal.details())
        .containsEntry("field", "assetIds")
        .containsEntry("index", 1)
        .containsEntry("usedBy", List.of("m", "n"))
        .containsEntry("usedByOthers", 0L);
    for (String id : List.of("free", "used")) {
      assertThat(catalog.exists(id)).as("all or none: " + id).isTrue();
    }
  }

  /** An unlisted model is for those who know its id, and nobody learns it here. */
  @ParameterizedTest
  @ValueSource(strings = {"private", "unlisted"})
  void usersThatTheCallerMayNotSeeAreOnlyCounted(String privacy) {
    catalog.writes.update(
        catalog.admin, "used", Precondition.NONE, AssetsUnderTest.sent("{\"privacy\":\"public\"}"));
    ModelDocument secret =
        ModelDocument.of(
            AssetsUnderTest.object(
                "{\"id\":\"secret\",\"type\":\"custom\",\"privacy\":\"" + privacy + "\"}"));
    catalog.modelWrites.createAs(catalog.rival, secret, Set.of());
    var _ =
        catalog.examples.replace(
            catalog.rival, "secret", Precondition.NONE, AssetsUnderTest.ids("used"), false);
    VitrineException refusal = refused(() -> catalog.delete("used"));
    assertThat(refusal).hasMessageStartingWith("Asset used is in use by 1 model:");
    assertThat(refusal.details())
        .containsEntry("usedBy", List.of())
        .containsEntry("usedByOthers", 1L);
  }

  @Test
  void noMoreThanTenUsersAreNamed() {
    IntStream.range(10, 23)
        .forEach(i -> {
          catalog.model("m" + i, "");
          catalog.setExamples("m" + i, "used");
        });
    Map<String, Object> details = refused(() -> catalog.delete("used")).details();
    assertThat((List<?>) details.get("usedBy")).hasSize(10);
    assertThat(details).containsEntry("usedByOthers", 3L);
  }

  @Test
  void byForceModelsLoseWhatIsDeleted() {
    catalog.model("m", "");
    catalog.setExamples("m", "other", "used");
    catalog.setThumbnail("m", "used");
    catalog.force("used");
    assertThat(catalog.stored("used")).isNull();
    assertThat(catalog.examplesOf("m")).containsExactly("other");
    assertThat(catalog.model("m").row().get("thumbnail")).isNull();
    assertThat(catalog.model("m").heldAssets()).containsExactly("other");
  }

  @Test
  void byForceNoTrainingImageIsTakenFromATraining() {
    catalog.model(
        "m",
        ",\"status\":\"training\",\"trainingImages\":[{\"id\":\"used\",\"downloadUrl\":\"https://x.test/1\"}]");
    assertThatThrownBy(() -> catalog.force("free", "used"))
        .hasMessageContaining("must not name training images of models that are being trained");
    assertThat(catalog.exists("free")).isTrue();
    assertThat(catalog.exists("used")).isTrue();
  }

  @Test
  void deletedModelsDoNotKeepAnAssetAndAreRestoredWithoutIt() {
    catalog.model("m", "");
    catalog.setExamples("m", "other", "used");
    catalog.modelRemoval.delete(catalog.editor, "m", Precondition.NONE);
    catalog.delete("used");
    assertThat(catalog.stored("used")).isNull();
    catalog.modelRemoval.restore(catalog.editor, "m", Precondition.NONE);
    assertThat(catalog.examplesOf("m")).containsExactly("other");
    assertThat(catalog.model("m").heldAssets()).containsExactly("other");
  }

  @Test
  void whatIsBeingDeletedExistsForNobody() {
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() -> catalog.delete("used")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    assertThat(catalog.stored("used")).isNotNull();
    catalog.model("m", "");
    assertThatThrownBy(() -> catalog.setExamples("m", "used"))
        .hasMessage("\"assetIds[0]\" names no asset that can be an example");
    assertThatThrownBy(() -> catalog.setThumbnail("m", "used"))
        .hasMessage("\"thumbnail\" names no asset and no image of the model");
    assertThatThrownBy(() -> catalog.update("used", "{\"name\":\"n\"}"))
        .hasMessage("Asset used not found");
    assertThatThrownBy(() -> catalog.text("used", "again"))
        .as("as the last picture of a canvas, which comes again under the same id")
        .hasMessage("Asset used is just being deleted: try again");
    assertThatThrownBy(() -> catalog.reads.get(catalog.editor, "used", false))
        .hasMessage("Asset used not found");
    assertThat(new ServedAssets(catalog.store).load("used")).as("its bytes neither").isNull();
    assertThat(new ServedAssets(catalog.store).load("free")).isNotNull();
    catalog.delete("used");
    assertThat(catalog.stored("used")).isNull();
  }

  /** Two marks, a write to the model, two deletions. */
  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void whateverADyingProcessLeftIsGoneOnWith(int writes) {
    catalog.model("m", "");
    catalog.setExamples("m", "used");
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(() -> catalog.force("used", "free")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    AssetRemoval other = catalog.removal();
    assertThat(other.resume()).isZero();
    catalog.clock.advance(Duration.ofMinutes(9));
    assertThat(other.resume()).isZero();
    catalog.clock.advance(Duration.ofMinutes(1));
    other.resume();
    assertThat(other.resume()).isZero();
    for (String id : List.of("used", "free")) {
      assertThat(catalog.stored(id) == null || catalog.exists(id)).as(id).isTrue();
    }
    boolean named = catalog.examplesOf("m").contains("used");
    assertThat(catalog.exists("used")).isEqualTo(named || writes == 0);
    List.of("used", "free").stream().filter(catalog::exists).forEach(catalog::force);
    assertThat(catalog.stored("used")).isNull();
    assertThat(catalog.stored("free")).isNull();
  }

  @Test
  void whatIsStillWorkedOnIsLeftAlone() {
    AssetRemoval other = catalog.removal();
    catalog.hooked.beforeAssetDeleteOnce(() -> {
      assertThat(other.resume()).isZero();
      assertThat(other.resume()).isZero();
    });
    catalog.delete("free");
    assertThat(catalog.stored("free")).isNull();
  }

  @Test
  void whatCannotBeDeletedIsThereAgain() {
    catalog.picture("c");
    catalog.picture("d");
    catalog.hooked.beforeAssetDeleteOnce(() -> {
      throw new StoreException("The store was told to fail.");
    });
    assertThatThrownBy(() -> catalog.delete("c", "d")).isInstanceOf(StoreException.class);
    assertThat(catalog.exists("c")).isTrue();
    assertThat(catalog.exists("d")).isTrue();
  }

  @Test
  void nothingIsDeletedWhileTheBytesAreOutOfReach() {
    catalog.picture("c");
    catalog.picture("d");
    catalog.blobs.beforeTouchOnce(() -> {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The store was told to fail.", new IOException());
    });
    assertThatThrownBy(() -> catalog.delete("c", "d")).isInstanceOf(AssetStoreException.class);
    assertThat(catalog.exists("c")).isTrue();
    assertThat(catalog.exists("d")).isTrue();
    catalog.delete("c", "d");
    assertThat(catalog.stored("c")).isNull();
  }

  @Test
  void norIsAnythingTakenOutByForce() {
    catalog.picture("c");
    catalog.model("m", "");
    catalog.setThumbnail("m", "c");
    catalog.blobs.beforeTouchOnce(() -> {
      throw new AssetStoreException(
          AssetStoreException.Reason.UNAVAILABLE, "The store was told to fail.", new IOException());
    });
    assertThatThrownBy(() -> catalog.force("c")).isInstanceOf(AssetStoreException.class);
    assertThat(catalog.exists("c")).isTrue();
    assertThat(catalog.model("m").heldAssets()).containsExactly("c");
  }
}
