package dev.vitrine.catalog;

import static dev.vitrine.catalog.AssetsUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.StoredBlob;
import dev.vitrine.model.JsonArray;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever deletes an asset, refers to it, copies it or collects bytes at the same time. */
class AssetRacesTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  @BeforeEach
  void fill() {
    catalog.text("a", "some bytes");
    catalog.model("m", "");
  }

  @Test
  void aReferenceWrittenAfterTheDeletionIsTakenOutAgain() {
    catalog.hooked.beforeModelPutOnce(() -> catalog.delete("a"));
    assertThatThrownBy(() -> catalog.setExamples("m", "a"))
        .hasMessage("\"assetIds[0]\" names no asset that can be an example");
    assertThat(catalog.examplesOf("m")).isEmpty();
    assertThat(catalog.model("m").heldAssets()).isEmpty();
    assertThat(catalog.stored("a")).isNull();
  }

  @Test
  void aThumbnailWrittenAfterTheDeletionIsTakenOutAgain() {
    catalog.hooked.beforeModelPutOnce(() -> catalog.delete("a"));
    assertThatThrownBy(() -> catalog.setThumbnail("m", "a"))
        .hasMessage("\"thumbnail\" names no asset and no image of the model");
    assertThat(catalog.model("m").row().get("thumbnail")).isNull();
  }

  @Test
  void aReferenceWrittenBeforeTheDeletionLookedIsSeenByIt() {
    catalog.hooked.afterModelPutOnce(() ->
        assertThatThrownBy(() -> catalog.delete("a"))
            .hasMessageStartingWith("Asset a is in use by m"));
    catalog.setExamples("m", "a");
    assertThat(catalog.examplesOf("m")).containsExactly("a");
    assertThat(catalog.exists("a")).isTrue();
  }

  @Test
  void aReferenceThatTheDeletionDidNotSeeSeesTheMark() {
    AtomicBoolean refused = new AtomicBoolean();
    // The reference is being written when the mark is there and the index has been asked.
    catalog.hooked.beforeAssetDeleteOnce(() -> {
      assertThatThrownBy(() -> catalog.setExamples("m", "a"))
          .hasMessage("\"assetIds[0]\" names no asset that can be an example");
      refused.set(true);
    });
    catalog.delete("a");
    assertThat(refused).isTrue();
    assertThat(catalog.stored("a")).isNull();
    assertThat(catalog.examplesOf("m")).isEmpty();
  }

  /** The deletion will be refused: the model had the asset before. */
  @Test
  void whatAModelHadBeforeStaysWhileADeletionIsUnderWay() {
    catalog.text("b", "others");
    catalog.setExamples("m", "a");
    catalog.setThumbnail("m", "a");
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() -> catalog.delete("a")).hasMessageStartingWith("Asset a is in use by m");
    catalog.faulty.setDown(false);
    assertThat(catalog.exists("a")).as("still marked").isFalse();
    catalog.setExamples("m", "a", "b");
    assertThat(catalog.examplesOf("m")).containsExactly("a", "b");
    assertThat(catalog.model("m").heldAssets()).containsExactlyInAnyOrder("a", "b");
    assertThat(catalog.model("m").row().get("thumbnail")).isNotNull();
  }

  @Test
  void byForceWhatIsReferredToMeanwhileIsTakenOutToo() {
    catalog.setExamples("m", "a");
    catalog.model("n", "");
    catalog.hooked.beforeModelPutOnce(() -> catalog.force("a"));
    assertThatThrownBy(() -> catalog.setExamples("n", "a"))
        .hasMessage("\"assetIds[0]\" names no asset that can be an example");
    assertThat(catalog.examplesOf("m")).isEmpty();
    assertThat(catalog.examplesOf("n")).isEmpty();
  }

  @Test
  void aCopyOfAModelDoesNotBringBackWhatWasDeleted() {
    catalog.text("b", "others");
    catalog.setExamples("m", "a", "b");
    catalog.hooked.beforeModelPutOnce(() -> catalog.force("a"));
    catalog.modelCopies.copy(catalog.editor, "m", "copy", body("{}"));
    assertThat(catalog.examplesOf("m")).containsExactly("b");
    assertThat(catalog.examplesOf("copy")).containsExactly("b");
  }

  @Test
  void aRestoredModelDoesNotBringBackWhatWasDeleted() {
    catalog.text("b", "others");
    catalog.setExamples("m", "a", "b");
    catalog.modelRemoval.delete(catalog.editor, "m", Precondition.NONE);
    catalog.hooked.beforeModelPutOnce(() -> catalog.force("a"));
    catalog.modelRemoval.restore(catalog.editor, "m", Precondition.NONE);
    assertThat(catalog.examplesOf("m")).containsExactly("b");
  }

  @Test
  void whoeverChangesAnAssetThatIsBeingMarkedDoesNotUndoIt() {
    catalog.hooked.beforeAssetPutOnce(() -> catalog.update("a", "{\"name\":\"other\"}"));
    catalog.delete("a");
    assertThat(catalog.stored("a")).isNull();
    catalog.text("b", "b");
    catalog.hooked.beforeAssetPutOnce(() -> catalog.delete("b"));
    assertThatThrownBy(() -> catalog.update("b", "{\"name\":\"other\"}"))
        .hasMessage("Asset b not found");
    assertThat(catalog.stored("b")).isNull();
  }

  @Test
  void aMarkThatWasTakenAwayIsMadeAgainBeforeTheAssetGoes() {
    catalog.hooked.beforeAssetDeleteOnce(() -> {
      // Another call finds the mark, sees a user that came with it, and takes the mark away.
      catalog.model("late", ",\"exampleAssetIds\":[\"a\"]");
      assertThatThrownBy(() -> catalog.delete("a")).hasMessageContaining("in use by late");
    });
    assertThatThrownBy(() -> catalog.delete("a")).hasMessageContaining("in use by late");
    assertThat(catalog.exists("a")).isTrue();
  }

  @Test
  void twoThatDeleteAtATimeBothFindItDone() {
    catalog.hooked.beforeAssetDeleteOnce(() -> catalog.delete("a"));
    catalog.delete("a");
    assertThat(catalog.stored("a")).isNull();
  }

  @Test
  void aCopyMadeWhileItsOriginalGoesKeepsTheBytes() {
    catalog.clock.advance(Duration.ofHours(2));
    // All names have been read when the copy is made and the original deleted.
    catalog.blobs.beforeEachOnce(() -> {
      catalog.copies.copy(catalog.editor, "a", "b", body("{}"));
      catalog.delete("a");
    });
    catalog.garbage().collect(AssetGarbage.GRACE, false, AssetGarbage.Progress.NONE);
    assertThat(catalog.blobs.keys()).hasSize(1);
    assertThat(catalog.exists("b")).isTrue();
    catalog.clock.advance(Duration.ofHours(2));
    catalog.garbage().collect(AssetGarbage.GRACE, false, AssetGarbage.Progress.NONE);
    assertThat(catalog.blobs.keys()).hasSize(1);
  }

  @Test
  void bytesThatAreNamedAgainWhileGarbageIsCollectedStay() {
    StoredBlob blob = catalog.text("gone", "gone").asset().blob();
    catalog.delete("gone");
    catalog.clock.advance(Duration.ofHours(2));
    // All names have been read, and this was not among them.
    catalog.blobs.beforeEachOnce(() -> {
      assertThat(catalog.blobs.touch(blob.key())).isTrue();
      catalog.register("again", blob, NewAsset.named("again"));
    });
    catalog.garbage().collect(AssetGarbage.GRACE, false, AssetGarbage.Progress.NONE);
    assertThat(catalog.blobs.keys()).contains(blob.key());
  }

  @Test
  void aCopyOfWhatIsCollectedAlreadyIsNone() {
    catalog.blobs.beforeTouchOnce(() -> {
      catalog.delete("a");
      catalog.clock.advance(Duration.ofHours(2));
      catalog.garbage().collect(AssetGarbage.GRACE, false, AssetGarbage.Progress.NONE);
    });
    assertThatThrownBy(() -> catalog.copies.copy(catalog.editor, "a", "b", body("{}")))
        .hasMessage("Asset a not found");
    assertThat(catalog.stored("b")).isNull();
  }

  @Test
  void anAssetMadeWhileItsCollectionGoesIsInNone() {
    catalog.collections.create(catalog.editor, "c", body("{\"name\":\"c\"}"));
    CollectionDeletion deletion =
        new CollectionDeletion(catalog.store, catalog.index, catalog.collections, catalog.clock);
    catalog.hooked.beforeAssetPutOnce(
        () -> deletion.delete(catalog.editor, "c", Precondition.NONE));
    AssetEdits.Stored made =
        catalog.register(
            "late", catalog.blob("late"), NewAsset.named("late").withCollections(Set.of("c")));
    assertThat(made.asset().row().get("collectionIds")).isEqualTo(JsonArray.EMPTY);
  }
}
