package dev.vitrine.catalog;

import static dev.vitrine.catalog.AssetsUnderTest.PNG;
import static dev.vitrine.catalog.AssetsUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitrine.asset.AssetStoreException;
import dev.vitrine.asset.AssetStoreException.Reason;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canvas and the hidden picture that stands for it come and go together. */
class CanvasPicturesTest {
  private static final String GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();
  private String picture = "";

  @BeforeEach
  void fill() {
    catalog.create("board", "{\"name\":\"Board\",\"canvas\":\"{}\",\"thumbnail\":\"" + PNG + "\"}");
    picture = Objects.requireNonNull(shown("board"));
  }

  private @Nullable String shown(String canvas) {
    return AssetRows.thumbnailOf(Objects.requireNonNull(catalog.stored(canvas)).row());
  }

  private @Nullable String parent(String id) {
    return AssetRows.metadata(Objects.requireNonNull(catalog.stored(id)).row()).text("parentId");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCanvasTakesItsPictureAlong(boolean force) {
    catalog.removal.delete(catalog.editor, AssetsUnderTest.ids("board"), force);
    assertThat(catalog.stored("board")).isNull();
    assertThat(catalog.stored(picture)).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCanvasThatCannotBeDeletedKeepsItsPicture(boolean bytesOutOfReach) {
    if (bytesOutOfReach) {
      catalog.blobs.beforeTouchOnce(() -> {
        throw new AssetStoreException(Reason.UNAVAILABLE, "It was told to fail.", null);
      });
    } else {
      catalog.hooked.beforeAssetDeleteOnce(() -> {
        throw new StoreException("It was told to fail.");
      });
    }
    assertThatThrownBy(() -> catalog.delete("board")).hasMessage("It was told to fail.");
    assertThat(catalog.exists("board")).isTrue();
    assertThat(shown("board")).isEqualTo(picture);
    assertThat(catalog.exists(picture)).isTrue();
  }

  @Test
  void aPictureThatAModelUsesOutlivesItsCanvas() {
    catalog.model("m", "");
    catalog.setExamples("m", picture);
    catalog.force("board");
    assertThat(catalog.stored("board")).isNull();
    assertThat(catalog.exists(picture)).isTrue();
    assertThat(catalog.examplesOf("m")).containsExactly(picture);
  }

  /** The mark of the canvas, that of its picture, and two deletions. */
  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1, 2, 3})
  void noPictureIsLeftBehindByADyingProcess(int writes) {
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(() -> catalog.delete("board")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    AssetRemoval other = catalog.removal();
    other.resume();
    catalog.clock.advance(Duration.ofMinutes(10));
    other.resume();
    assertThat(other.resume()).isZero();
    assertThat(catalog.exists("board")).isEqualTo(writes == 0);
    assertThat(catalog.exists(picture)).isEqualTo(writes == 0);
    assertThat(catalog.stored(picture) == null).isEqualTo(writes != 0);
  }

  /** A model that came to use the canvas meanwhile gets it back, without what is gone. */
  @Test
  void aCanvasThatComesBackDoesNotNameAPictureThatIsGone() {
    catalog.faulty.dieAfterWrites(3);
    assertThatThrownBy(() -> catalog.delete("board")).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    assertThat(catalog.stored(picture)).isNull();
    catalog.model("m", ",\"exampleAssetIds\":[\"board\"]");
    AssetRemoval other = catalog.removal();
    other.resume();
    catalog.clock.advance(Duration.ofMinutes(10));
    other.resume();
    assertThat(catalog.exists("board")).isTrue();
    assertThat(shown("board")).isNull();
  }

  @Test
  void aPictureIsNotDeletedFromUnderItsCanvas() {
    VitrineException refusal =
        catchThrowableOfType(VitrineException.class, () -> catalog.delete(picture));
    assertThat(refusal)
        .hasMessageStartingWith("Asset " + picture + " is in use by canvas board: take it out");
    assertThat(refusal.details()).containsEntry("shownBy", "board");
    assertThat(catalog.exists(picture)).isTrue();
    catalog.force(picture);
    assertThat(catalog.stored(picture)).isNull();
    assertThat(shown("board")).isNull();
    assertThat(catalog.exists("board")).isTrue();
  }

  @Test
  void bothCanBeDeletedAtATime() {
    catalog.delete(picture, "board");
    assertThat(catalog.stored(picture)).isNull();
    assertThat(catalog.stored("board")).isNull();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neitherLosesTheOtherByADeletionThatIsRefused(boolean canvasFirst) {
    catalog.text("used", "u");
    catalog.model("m", "");
    catalog.setExamples("m", "used");
    String[] both = canvasFirst ? new String[] {"board", picture} : new String[] {picture, "board"};
    assertThatThrownBy(() -> catalog.delete(both[0], both[1], "used"))
        .hasMessageStartingWith("Asset used is in use");
    assertThat(shown("board")).isEqualTo(picture);
    assertThat(catalog.exists("board")).isTrue();
    assertThat(catalog.exists(picture)).isTrue();
    assertThatThrownBy(() -> catalog.delete("board", "used"))
        .hasMessageStartingWith("Asset used is in use");
    assertThat(shown("board")).isEqualTo(picture);
    assertThat(catalog.exists(picture)).isTrue();
  }

  @Test
  void aCopyHasAPictureOfItsOwn() {
    catalog.copies.copy(catalog.editor, "board", "copy", body("{}"));
    String copied = Objects.requireNonNull(shown("copy"));
    assertThat(copied).isNotEqualTo(picture);
    assertThat(parent(copied)).isEqualTo("copy");
    catalog.delete("board");
    assertThat(catalog.exists(copied)).isTrue();
    assertThatThrownBy(() -> catalog.delete(copied)).hasMessageContaining("canvas copy");
    catalog.delete("copy");
    assertThat(catalog.stored(copied)).isNull();
  }

  @Test
  void aPictureOfAChangeThatIsRefusedIsNotKept() {
    String sent = "{\"thumbnail\":\"" + GIF + "\",\"lockExpiresAt\":\"soon\"}";
    assertThatThrownBy(() -> catalog.update("board", sent)).hasMessageContaining("lockExpiresAt");
    String other = made(GIF);
    assertThat(catalog.stored(other)).isNull();
    String same = "{\"thumbnail\":\"" + PNG + "\",\"lockExpiresAt\":\"soon\"}";
    assertThatThrownBy(() -> catalog.update("board", same)).hasMessageContaining("lockExpiresAt");
    assertThat(catalog.exists(picture)).as("the canvas shows it").isTrue();
  }

  /** Another is faster, after the condition was met and the picture stored. */
  @Test
  void aPictureOfAChangeThatComesTooLateIsNotKept() {
    long revision = catalog.edits.seen(catalog.editor, "board").revision();
    catalog.hooked.beforeAssetPutOnce(() -> catalog.update("board", "{\"name\":\"other\"}"));
    assertThatThrownBy(() ->
            catalog.writes.update(
                catalog.editor,
                "board",
                Precondition.oneOf(Set.of(revision)),
                AssetsUnderTest.sent("{\"thumbnail\":\"" + GIF + "\"}")))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
    assertThat(catalog.stored(made(GIF))).isNull();
    assertThat(shown("board")).isEqualTo(picture);
  }

  /** The id that the picture has when the canvas shows it. */
  private String made(String base64) {
    AssetsUnderTest other = new AssetsUnderTest();
    try (other) {
      other.create("board", "{\"name\":\"b\",\"canvas\":\"{}\",\"thumbnail\":\"" + base64 + "\"}");
      return Objects.requireNonNull(
          AssetRows.thumbnailOf(Objects.requireNonNull(other.stored("board")).row()));
    }
  }

  @Test
  void aPictureDeletedWhileItIsBeingSetIsTakenOutAgain() {
    String other = made(GIF);
    catalog.hooked.beforeAssetPutOnce(
        () -> catalog.hooked.beforeAssetPutOnce(() -> catalog.delete(other)));
    assertThatThrownBy(() -> catalog.update("board", "{\"thumbnail\":\"" + GIF + "\"}"))
        .hasMessageStartingWith("\"thumbnail\" was deleted while it was being set");
    assertThat(shown("board")).isNull();
    assertThat(List.of(picture, other)).noneMatch(id -> catalog.stored(id) != null);
  }
}
