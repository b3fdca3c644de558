package dev.vitrine.catalog;

import static dev.vitrine.catalog.AssetsUnderTest.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonString;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Document;
import dev.vitrine.store.Key;
import dev.vitrine.store.StoreException;
import dev.vitrine.store.WriteResult;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with a model to another project, and what stays. */
class AssetMovesTest {
  private static final String TO = "proj_tttttttttttttttttttttttt";

  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();
  private final Caller.KeyHolder receiver = new Caller.KeyHolder("apiu_to", TO, Role.EDITOR);

  @BeforeEach
  void fill() {
    Teams teams = new Teams(catalog.store, catalog.ids, catalog.clock);
    String team = teams.getOrCreate("team", Plan.PRO).id();
    catalog.projects.create("from", team, PROJECT);
    catalog.projects.create("to", team, TO);
    for (String id : new String[] {"image", "thumb", "shared", "shown"}) {
      catalog.picture(id);
    }
    catalog.model(
        "m", ",\"trainingImages\":[{\"id\":\"image\",\"name\":\"i\"}],\"trainingImagesNumber\":1");
    new HeldAssets(catalog.store).markAllMentioned(PROJECT);
    catalog.setThumbnail("m", "thumb");
    catalog.setExamples("m", "shared", "shown");
  }

  private void transfer() {
    var _ =
        catalog.modelCopies.transfer(
            catalog.admin,
            "m",
            Precondition.NONE,
            AssetsUnderTest.body("{\"destinationProjectId\":\"" + TO + "\"}"));
  }

  private String owner(Key key) {
    return Objects.requireNonNull(catalog.store.fetch(key)).owner();
  }

  private String ownerOfAsset(String id) {
    Document asset = Objects.requireNonNull(catalog.store.fetch(AssetEdits.key(id)));
    String told = Objects.requireNonNull(catalog.stored(id)).row().text("ownerId");
    assertThat(told).isEqualTo(asset.owner());
    return asset.owner();
  }

  private void assertMoved(String... assetIds) {
    assertThat(owner(Key.model("m"))).isEqualTo(TO);
    assertThat(catalog.model("m").heldAssets())
        .containsExactlyInAnyOrder("image", "thumb", "shared", "shown");
    for (String id : new String[] {"image", "thumb", "shared", "shown"}) {
      assertThat(ownerOfAsset(id)).as(id).isEqualTo(Set.of(assetIds).contains(id) ? TO : PROJECT);
    }
  }

  @Test
  void whatItAloneUsesGoesWithIt() {
    transfer();
    assertMoved("image", "thumb", "shared", "shown");
    catalog.removal.delete(receiver, AssetsUnderTest.ids("thumb"), true);
    assertThat(catalog.stored("thumb")).isNull();
  }

  /** The old project deletes an image that just then goes to the other one with its model. */
  @Test
  void whatHasMovedIsNotDeletedByTheOldProject() {
    catalog.hooked.beforeAssetPutOnce(this::transfer);
    catalog.force("thumb");
    assertMoved("image", "thumb", "shared", "shown");
    assertThat(catalog.exists("thumb")).isTrue();
  }

  /** What is made private while its model is transferred is the new project's by then. */
  @Test
  void whatHasMovedIsNotTakenOutOfItsModel() {
    publish("shown");
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() ->
            catalog.writes.update(
                catalog.admin,
                "shown",
                Precondition.NONE,
                AssetsUnderTest.sent("{\"privacy\":\"private\"}")))
        .isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    transfer();
    assertThat(catalog.withdrawal.resume()).isEqualTo(1);
    assertMoved("image", "thumb", "shared", "shown");
  }

  private void publish(String id) {
    var _ =
        catalog.writes.update(
            catalog.admin, id, Precondition.NONE, AssetsUnderTest.sent("{\"privacy\":\"public\"}"));
  }

  @Test
  void aModelThatWouldBecomeTooLargeTakesNothingAlong() {
    ModelDocument model = catalog.model("m");
    int most = JsonLimits.DOCUMENT.bytes();
    String name = "x".repeat(most - ModelEdits.size(model) - ",\"name\":\"\"".length());
    Key key = Key.model("m");
    long revision = Objects.requireNonNull(catalog.store.fetch(key)).revision();
    assertThat(
            catalog.store.put(
                key,
                revision,
                ModelEdits.draft(
                    PROJECT, model.withRow(model.row().with("name", new JsonString(name))))))
        .isInstanceOf(WriteResult.Stored.class);
    assertThatThrownBy(this::transfer).hasMessageStartingWith("The model would be larger than");
    assertThat(ownerOfAsset("thumb")).isEqualTo(PROJECT);
  }

  @Test
  void whatAnotherModelUsesStays() {
    catalog.model("other", "");
    catalog.setExamples("other", "shared");
    transfer();
    assertMoved("image", "thumb", "shown");
    assertThatThrownBy(() -> catalog.delete("shared")).hasMessageContaining("is in use by");
  }

  @Test
  void whatADeletedModelUsesStays() {
    catalog.model("other", "");
    catalog.setExamples("other", "shared");
    catalog.modelRemoval.delete(catalog.editor, "other", Precondition.NONE);
    transfer();
    assertMoved("image", "thumb", "shown");
  }

  @Test
  void thePictureOfACanvasStaysWithIt() {
    catalog.create(
        "canvas",
        "{\"name\":\"c\",\"canvas\":\"{}\",\"thumbnail\":\"" + AssetsUnderTest.PNG + "\"}");
    String picture =
        Objects.requireNonNull(
            AssetRows.thumbnailOf(Objects.requireNonNull(catalog.stored("canvas")).row()));
    catalog.setExamples("m", "shared", "shown", picture, "canvas");
    transfer();
    assertThat(ownerOfAsset(picture)).isEqualTo(PROJECT);
    assertThat(ownerOfAsset("canvas")).isEqualTo(PROJECT);
    assertThat(catalog.model("m").heldAssets()).contains(picture, "canvas");
  }

  @Test
  void collectionsStayBehind() {
    catalog.collections.create(catalog.editor, "c", AssetsUnderTest.body("{\"name\":\"c\"}"));
    catalog.create(
        "boxed",
        "{\"name\":\"b\",\"image\":\"" + AssetsUnderTest.PNG + "\",\"collectionIds\":[\"c\"]}");
    catalog.setExamples("m", "shared", "shown", "boxed");
    transfer();
    assertThat(ownerOfAsset("boxed")).isEqualTo(TO);
    assertThat(Objects.requireNonNull(catalog.stored("boxed")).row().array("collectionIds"))
        .isEqualTo(JsonArray.EMPTY);
  }

  /** The assets together, the model. */
  @ParameterizedTest(name = "after {0} writes")
  @ValueSource(ints = {0, 1})
  void theSameRequestAgainCompletesWhatADyingProcessLeft(int writes) {
    catalog.faulty.dieAfterWrites(writes);
    assertThatThrownBy(this::transfer).isInstanceOf(StoreException.class);
    catalog.faulty.setDown(false);
    assertThat(owner(Key.model("m"))).isEqualTo(PROJECT);
    assertThat(catalog.model("m").heldAssets())
        .containsExactlyInAnyOrder("image", "thumb", "shared", "shown");
    // Half way, the old owner can still do with the images of the model what it could before.
    catalog.setExamples("m", "shown", "shared", "thumb");
    catalog.setThumbnail("m", "image");
    transfer();
    assertMoved("image", "thumb", "shared", "shown");
  }

  @Test
  void aModelThatChangesMeanwhileGoesAsItIsThen() {
    catalog.picture("late");
    catalog.hooked.beforeModelPutOnce(() -> catalog.setExamples("m", "shared", "shown", "late"));
    transfer();
    assertThat(ownerOfAsset("late")).isEqualTo(TO);
    assertThat(catalog.examplesOf("m")).containsExactly("shared", "shown", "late");
  }

  @Test
  void theNewOwnerUsesItsImagesInOtherPlacesAlsoThoseThatStayed() {
    catalog.model("other", "");
    catalog.setExamples("other", "shared");
    transfer();
    catalog.modelWrites.update(
        receiver, "m", Precondition.NONE, AssetsUnderTest.body("{\"thumbnail\":\"shared\"}"));
    var _ =
        catalog.examples.replace(
            receiver, "m", Precondition.NONE, AssetsUnderTest.ids("image", "shared"), false);
    assertThat(catalog.model("m").heldAssets()).containsExactlyInAnyOrder("image", "shared");
    assertThatThrownBy(() ->
            catalog.modelWrites.update(
                receiver,
                "m",
                Precondition.NONE,
                AssetsUnderTest.body("{\"thumbnail\":\"nothing\"}")))
        .hasMessage("\"thumbnail\" names no asset and no image of the model");
  }

  @Test
  void aModelOfManyImages() {
    String images =
        IntStream.range(0, 400)
            .mapToObj(i -> {
              catalog.text("t" + i, "t" + i);
              return "{\"id\":\"t" + i + "\",\"name\":\"t\"}";
            })
            .collect(Collectors.joining(","));
    catalog.model("many", ",\"trainingImages\":[" + images + "]");
    new HeldAssets(catalog.store).markAllMentioned(PROJECT);
    var _ =
        catalog.modelCopies.transfer(
            catalog.admin,
            "many",
            Precondition.NONE,
            AssetsUnderTest.body("{\"destinationProjectId\":\"" + TO + "\"}"));
    assertThat(catalog.model("many").heldAssets()).hasSize(400);
    assertThat(IntStream.range(0, 400).mapToObj(i -> ownerOfAsset("t" + i))).containsOnly(TO);
  }
}
