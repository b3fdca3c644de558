package dev.vitrine.catalog;

import static dev.vitrine.catalog.AssetsUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An asset that a model does not show any more is not in use by it, and can be deleted. */
class HeldMarksTest {
  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  @BeforeEach
  void fill() {
    catalog.picture("a");
    catalog.picture("b");
    catalog.model("m", "");
  }

  private void assertFree(String assetId) {
    catalog.delete(assetId);
    assertThat(catalog.stored(assetId)).isNull();
  }

  @Test
  void aThumbnailThatWasReplaced() {
    catalog.setThumbnail("m", "a");
    catalog.setThumbnail("m", "b");
    assertThat(catalog.model("m").heldAssets()).containsExactly("b");
    assertFree("a");
  }

  @Test
  void aThumbnailThatWasUnset() {
    catalog.setThumbnail("m", "a");
    catalog.modelWrites.update(
        catalog.editor, "m", Precondition.NONE, body("{\"thumbnail\":null}"));
    assertThat(catalog.model("m").heldAssets()).isEmpty();
    assertFree("a");
  }

  @Test
  void whatIsShownInTwoPlacesIsMarkedUntilItLeavesBoth() {
    catalog.setThumbnail("m", "a");
    catalog.setExamples("m", "a", "b");
    catalog.setThumbnail("m", "b");
    assertThat(catalog.model("m").heldAssets()).containsExactlyInAnyOrder("a", "b");
    catalog.setExamples("m", "b");
    assertThat(catalog.model("m").heldAssets()).containsExactly("b");
    assertFree("a");
  }

  @Test
  void theExamplesThatACopyLeavesOut() {
    catalog.setExamples("m", "a");
    catalog.setThumbnail("m", "b");
    catalog.modelCopies.copy(catalog.editor, "m", "copy", body("{\"copyExamples\":false}"));
    assertThat(catalog.model("copy").heldAssets()).containsExactly("b");
    catalog.setExamples("m");
    assertFree("a");
  }

  @Test
  void theEpochsThatAnUntrainedCopyLeavesOut() {
    catalog.model(
        "trained",
        ",\"status\":\"trained\",\"epochs\":[{\"epoch\":\"1\",\"assets\":[{\"assetId\":\"a\",\"url\":\"https://x.test/a\"}]}]");
    new HeldAssets(catalog.store).markAllMentioned(AssetsUnderTest.PROJECT);
    catalog.modelCopies.copy(catalog.editor, "trained", "whole", body("{\"copyAsTrained\":true}"));
    assertThat(catalog.model("whole").heldAssets()).containsExactly("a");
    catalog.modelCopies.copy(catalog.editor, "trained", "bare", body("{}"));
    assertThat(catalog.model("bare").heldAssets()).isEmpty();
  }
}
