package dev.vitrine.catalog;

import static dev.vitrine.catalog.AssetsUnderTest.PROJECT;
import static dev.vitrine.catalog.AssetsUnderTest.body;
import static dev.vitrine.catalog.AssetsUnderTest.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.Inspection;
import dev.vitrine.asset.MediaFormat;
import dev.vitrine.model.Contract;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Key;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of imported models in a catalogue that knows them, and what writes leave of them.
 */
class ImportedModelsTest {
  private static final String THUMBNAIL =
      ",\"thumbnail\":{\"assetId\":\"a\",\"url\":\"https://elsewhere.test/a\"}";
  private static final String IMAGE =
      ",\"trainingImages\":[{\"id\":\"a\",\"downloadUrl\":\"https://elsewhere.test/a\",\"description\":\"old\"}]";

  @AutoClose private final AssetsUnderTest catalog = new AssetsUnderTest();

  @BeforeEach
  void fill() {
    catalog.picture("a");
  }

  private void imports(String project, String line) {
    ModelImporter importer =
        new ModelImporter(
            catalog.store,
            Contract.modelFields(),
            catalog.projects,
            catalog.clock,
            new ModelImporter.Target(project, false),
            new ImportListener() {
              @Override
              public void refused(SourcePlace place, @Nullable String id, String reason) {
                throw new AssertionError(id + ": " + reason);
              }

              @Override
              public void progressed(ImportCounts counts) {}
            });
    importer.read("test", new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)));
    assertThat(importer.counts().imported()).isEqualTo(1);
  }

  private static String model(String members) {
    return "{\"id\":\"m\",\"type\":\"custom\"" + members + "}";
  }

  private void delete() {
    catalog.modelRemoval.delete(catalog.editor, "m", Precondition.NONE);
  }

  private void update(String json) {
    catalog.modelWrites.update(catalog.editor, "m", Precondition.NONE, body(json));
  }

  private static ModelTrainingImages.Asked asked() {
    return new ModelTrainingImages.Asked(Precondition.NONE, () -> "new", false);
  }

  private void trainable(String members) {
    String json = "{\"id\":\"m\",\"type\":\"sd-xl-lora\"" + members + "}";
    catalog.modelWrites.createAs(
        catalog.editor, ModelDocument.of(AssetsUnderTest.object(json)), Set.of());
  }

  private void secretOf(String modelId, String secret) {
    update("{\"parameters\":{\"wandbKey\":\"" + secret + "\"}}");
    assertThat(catalog.model(modelId).wandbKey()).isEqualTo(secret);
  }

  @Test
  void aDeletedModelThatIsImportedAgainKeepsWhatNoFileCarries() {
    trainable(",\"createdAt\":\"2026-01-01T00:00:00.000Z\"");
    catalog.setThumbnail("m", "a");
    secretOf("m", "s3cret");
    delete();
    catalog.clock.advance(Duration.ofDays(1));
    imports(PROJECT, model(THUMBNAIL));
    assertThat(catalog.model("m").heldAssets()).containsExactly("a");
    assertThat(catalog.model("m").wandbKey()).isEqualTo("s3cret");
    assertThat(catalog.model("m").row().text("createdAt")).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(catalog.model("m").deletedAt()).isNull();
    delete();
    catalog.modelRemoval.restore(catalog.editor, "m", Precondition.NONE);
    assertThat(catalog.model("m").heldAssets()).containsExactly("a");
    assertThat(catalog.model("m").wandbKey()).isEqualTo("s3cret");
  }

  @Test
  void nothingIsKeptOfAnotherProjectsModel() {
    trainable("");
    catalog.setThumbnail("m", "a");
    secretOf("m", "s3cret");
    delete();
    imports("proj_b", model(THUMBNAIL));
    assertThat(catalog.model("m").heldAssets()).isEmpty();
    assertThat(catalog.model("m").wandbKey()).isNull();
  }

  @Test
  void theMarkOfAnAssetThatIsNotTheirsToShowIsNotKept() {
    ModelDocument theirs = ModelDocument.of(AssetsUnderTest.object(model(THUMBNAIL)));
    catalog.modelWrites.createAs(catalog.rival, HeldMarks.with(theirs, Set.of("a")), Set.of());
    catalog.modelRemoval.delete(catalog.rival, "m", Precondition.NONE);
    imports("proj_b", model(THUMBNAIL));
    assertThat(catalog.model("m").heldAssets()).isEmpty();
  }

  @Test
  void aThumbnailThatIsNamedAgainIsMarked() {
    catalog.model("m", THUMBNAIL);
    assertThat(catalog.model("m").heldAssets()).isEmpty();
    catalog.setThumbnail("m", "a");
    assertThat(catalog.model("m").heldAssets()).containsExactly("a");
  }

  @Test
  void aThumbnailOfAnotherProjectIsNot() {
    catalog.model("m", THUMBNAIL.replace("\"a\"", "\"b\""));
    catalog.update("a", "{\"privacy\":\"private\"}");
    catalog.assets.register(
        catalog.rival,
        "b",
        catalog.blob("theirs"),
        new Inspection.Sound(MediaFormat.TEXT, null, 1, false),
        NewAsset.named("b"));
    catalog.setThumbnail("m", "b");
    assertThat(catalog.model("m").heldAssets()).isEmpty();
  }

  @Test
  void anExampleThatIsNamedAgainIsMarked() {
    catalog.model("m", ",\"exampleAssetIds\":[\"a\"]");
    catalog.setExamples("m", "a");
    assertThat(catalog.model("m").heldAssets()).containsExactly("a");
  }

  @Test
  void aTrainingImageThatIsAddedAgainIsMarkedAndKeepsItsCaption() {
    catalog.model("m", IMAGE);
    catalog.trainingImages().add(catalog.editor, "m", asked(), sent("{\"assetId\":\"a\"}"));
    assertThat(catalog.model("m").heldAssets()).containsExactly("a");
    assertThat(catalog.model("m").row().array("trainingImages")).hasToString(images().toString());
  }

  @Test
  void aTrainingImageThatIsPutInItsOwnPlaceIsMarked() {
    catalog.model("m", IMAGE);
    catalog
        .trainingImages()
        .replace(catalog.editor, "m", "a", asked(), sent("{\"description\":\"new\"}"));
    assertThat(catalog.model("m").heldAssets()).as("only described").isEmpty();
    catalog
        .trainingImages()
        .replace(catalog.editor, "m", "a", asked(), sent("{\"assetId\":\"a\"}"));
    assertThat(catalog.model("m").heldAssets()).containsExactly("a");
  }

  private static JsonArray images() {
    return Objects.requireNonNull(AssetsUnderTest.object(model(IMAGE)).array("trainingImages"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"collectionIds\":[\"hosted\"]}", "{\"name\":\"other\"}"})
  void collectionsThatOnlyAnImportKnowsStayWhateverIsWritten(String change) {
    catalog.model("m", "");
    imports(PROJECT, model(",\"collectionIds\":[\"hosted\"]"));
    update(change);
    assertHosted("m");
    delete();
    catalog.modelRemoval.restore(catalog.editor, "m", Precondition.NONE);
    assertHosted("m");
    catalog.modelCopies.copy(catalog.editor, "m", "copy", body("{}"));
    assertHosted("copy");
  }

  private void assertHosted(String modelId) {
    JsonArray ids = Objects.requireNonNull(catalog.model(modelId).row().array("collectionIds"));
    assertThat(ids.strings()).containsExactly("hosted");
  }

  @Test
  void parametersThatAreNotTouchedAreNotJudged() {
    imports(
        PROJECT,
        "{\"id\":\"m\",\"type\":\"sd-xl-lora\",\"status\":\"new\",\"parameters\":{\"batchSize\":99999}}");
    update("{\"parameters\":{\"conceptPrompt\":\"a vase\"}}");
    assertThat(catalog.model("m").row().object("parameters"))
        .hasToString(
            AssetsUnderTest.object("{\"batchSize\":99999,\"conceptPrompt\":\"a vase\"}")
                .toString());
    assertThatThrownBy(() -> update("{\"parameters\":{\"batchSize\":88888}}"))
        .hasMessageContaining("batchSize");
    update("{\"type\":\"sd-xl-lora\",\"name\":\"same type\"}");
    imports(
        PROJECT,
        "{\"id\":\"m\",\"type\":\"flux.1-lora\",\"status\":\"new\",\"parameters\":{\"samplePrompts\":[\"p\"],\"sampleSourceImages\":[\"a\"]}}");
    assertThatThrownBy(() -> update("{\"parameters\":{\"samplePrompts\":null}}"))
        .as("what is unset is touched")
        .hasMessageContaining("must have one image for each of samplePrompts");
    imports(
        PROJECT,
        "{\"id\":\"m\",\"type\":\"sd-xl-lora\",\"status\":\"new\",\"parameters\":{\"batchSize\":99999}}");
    assertThatThrownBy(() -> update("{\"type\":\"custom\"}"))
        .as("another type must fit whole")
        .hasMessageContaining("batchSize");
  }

  @Test
  void theLargestThatCanBeImportedCanBeChangedAndRestored() {
    int most = JsonLimits.DOCUMENT.bytes();
    imports(PROJECT, model(""));
    int room = most - ModelEdits.size(catalog.model("m")) - ",\"x\":\"\"".length();
    imports(PROJECT, model(",\"x\":\"" + "x".repeat(room) + "\""));
    assertThat(ModelEdits.size(catalog.model("m"))).isEqualTo(most);
    update("{\"tags\":[]}");
    delete();
    catalog.modelRemoval.restore(catalog.editor, "m", Precondition.NONE);
    assertThat(ModelEdits.size(catalog.model("m"))).isEqualTo(most);
    assertThatThrownBy(() -> update("{\"shortDescription\":\"one more\"}"))
        .hasMessage("The model would be larger than " + most + " bytes");
    assertThatThrownBy(() -> imports(PROJECT, model(",\"x\":\"" + "x".repeat(room + 1) + "\"")))
        .hasMessageContaining("is larger than " + most + " bytes");
  }

  @Test
  void noModelIsMadeOfOneWhoseImageIsJustBeingDeleted() {
    catalog.model("m", "");
    catalog.setThumbnail("m", "a");
    catalog.faulty.dieAfterWrites(1);
    assertThatThrownBy(() -> catalog.delete("a")).hasMessageStartingWith("Asset a is in use by m");
    catalog.faulty.setDown(false);
    assertThat(catalog.exists("a")).as("still marked").isFalse();
    assertThatThrownBy(() -> catalog.modelCopies.copy(catalog.editor, "m", "copy", body("{}")))
        .hasMessage("Asset a is just being deleted: try again");
    delete();
    assertThatThrownBy(() -> catalog.modelRemoval.restore(catalog.editor, "m", Precondition.NONE))
        .hasMessage("Asset a is just being deleted: try again");
    assertThat(catalog.store.fetch(Key.model("copy"))).isNull();
    assertThat(catalog.store.fetch(Key.model("m"))).isNull();
  }
}
