package dev.vitrine.catalog;

import static dev.vitrine.catalog.CatalogUnderTest.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.store.Key;
import dev.vitrine.testkit.HookedStore;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests that meet what they, or others at the same time, have done half. */
class HalfDoneTest {
  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();

  @Test
  void aCopyIsNotInACollectionThatWasDeletedMeanwhile() {
    catalog.create("doomed", "name");
    catalog.create("kept", "other");
    catalog.model(
        "{\"id\":\"m\",\"type\":\"custom\",\"status\":\"trained\",\"collectionIds\":[\"doomed\",\"kept\"]}");
    HookedStore hooked = new HookedStore(catalog.store);
    Ids ids = new Ids();
    Projects projects = new Projects(catalog.store, ids, catalog.clock);
    FreePlanTerm term =
        new FreePlanTerm(projects, new Teams(catalog.store, ids, catalog.clock), null);
    ModelWrites writes =
        new ModelWrites(
            hooked,
            CatalogUnderTest.FIELDS,
            catalog.edits,
            new Classes(catalog.store, CatalogUnderTest.FIELDS),
            catalog.collections,
            term,
            catalog.clock);
    ModelCopies copies =
        new ModelCopies(
            hooked,
            catalog.index,
            CatalogUnderTest.FIELDS,
            catalog.edits,
            writes,
            projects,
            term,
            catalog.clock);
    hooked.beforeModelPutOnce(
        () -> catalog.deletion().delete(catalog.editor, "doomed", Precondition.NONE));
    ModelEdits.Stored copy = copies.copy(catalog.editor, "m", "copy", body("{}"));
    JsonArray left = JsonArray.ofStrings(Set.of("kept"));
    assertThat(catalog.row("copy").array("collectionIds")).isEqualTo(left);
    assertThat(copy.model().row()).isEqualTo(catalog.row("copy"));
    assertThat(copy.revision()).isEqualTo(revision("copy"));
  }

  private long revision(String id) {
    return Objects.requireNonNull(catalog.store.fetch(Key.model(id))).revision();
  }

  @Test
  void aPresetThatIsThereAlreadyMeetsTheConditionThatItMetBefore() {
    catalog.model("{\"id\":\"m\",\"type\":\"custom\"}");
    ModelPresets presets = new ModelPresets(catalog.edits, catalog.clock);
    Precondition asBefore = Precondition.oneOf(Set.of(revision("m")));
    Parameters wanted = body("{\"inferenceId\":\"inf_1\"}");
    JsonObject made = presets.create(catalog.editor, "m", asBefore, wanted, "preset_1");
    assertThat(presets.create(catalog.editor, "m", asBefore, wanted, "preset_1")).isEqualTo(made);
    assertThatThrownBy(() -> presets.create(catalog.editor, "m", asBefore, wanted, "preset_2"))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
    assertThat(presets.list(catalog.editor, "m").size()).isEqualTo(1);
  }

  @Test
  void aNameThatIsTakenLeavesTheRevisionAsItWas() {
    catalog.create("one", "name");
    long before = catalog.create("two", "other").revision();
    assertThatThrownBy(() -> catalog.rename("two", "name")).isInstanceOf(VitrineException.class);
    assertThat(catalog.collections.get(catalog.editor, "two").revision()).isEqualTo(before);
    Collections.Stored renamed =
        catalog.collections.update(
            catalog.editor, "two", Precondition.oneOf(Set.of(before)), body("{\"name\":\"free\"}"));
    assertThat(renamed.collection().name()).isEqualTo("free");
  }
}
