package dev.vitrine.catalog;

import static dev.vitrine.catalog.CatalogUnderTest.PROJECT;
import static dev.vitrine.catalog.CatalogUnderTest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.access.Caller;
import dev.vitrine.access.Plan;
import dev.vitrine.access.Role;
import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.model.ModelDocument;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.Document;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Visibility;
import dev.vitrine.store.WriteResult;
import dev.vitrine.testkit.HookedStore;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is restored, for whom, and until when. */
class RestoreTest {
  private static final Key MODEL = Key.model("m");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Caller.KeyHolder OTHER =
      new Caller.KeyHolder("apiu_b", "proj_b", Role.EDITOR);

  @AutoClose private final CatalogUnderTest catalog = new CatalogUnderTest();
  private final Ids ids = new Ids();
  private final Teams teams = new Teams(catalog.store, ids, catalog.clock);
  private final Projects projects = new Projects(catalog.store, ids, catalog.clock);
  private final ModelRemoval removal = removal(catalog.store);

  private ModelRemoval removal(DocumentStore store) {
    return new ModelRemoval(
        store,
        CatalogUnderTest.FIELDS,
        catalog.edits,
        new Classes(catalog.store, CatalogUnderTest.FIELDS),
        catalog.collections,
        new FreePlanTerm(projects, teams, MONTH),
        catalog.clock,
        true);
  }

  private void put(String owner, ModelDocument model) {
    Document before = catalog.store.fetch(MODEL);
    Draft draft = Draft.of(owner, Visibility.PRIVATE, Bytes.wrap(model.encode()));
    long expected = before == null ? DocumentStore.ABSENT : before.revision();
    assertThat(catalog.store.put(MODEL, expected, draft)).isInstanceOf(WriteResult.Stored.class);
  }

  private static ModelDocument model(String members) {
    return ModelDocument.of(object("{\"id\":\"m\",\"type\":\"custom\"" + members + "}"));
  }

  private long revision() {
    return Objects.requireNonNull(catalog.store.fetch(MODEL)).revision();
  }

  private void notFound(ModelRemoval by) {
    assertThatThrownBy(() -> by.restore(catalog.editor, "m", Precondition.NONE))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void aSlowRestoreLeavesWhatHasComeToAnotherProjectAlone() {
    put(PROJECT, model(",\"name\":\"old\""));
    removal.delete(catalog.editor, "m", Precondition.NONE);
    HookedStore hooked = new HookedStore(catalog.store);
    hooked.beforeModelPutOnce(() -> {
      removal.restore(catalog.editor, "m", Precondition.NONE);
      put("proj_b", model(",\"name\":\"handed over\""));
      removal.delete(OTHER, "m", Precondition.NONE);
    });
    notFound(removal(hooked));
    assertThat(catalog.store.fetch(MODEL)).isNull();
    ModelEdits.Stored restored = removal.restore(OTHER, "m", Precondition.NONE);
    assertThat(restored.owner()).isEqualTo("proj_b");
    assertThat(restored.model().row().text("name")).isEqualTo("handed over");
  }

  @Test
  void aConditionIsAboutTheRevisionAtWhichItWasDeleted() {
    put(PROJECT, model(""));
    long deleted = revision();
    removal.delete(catalog.editor, "m", Precondition.NONE);
    Precondition other = Precondition.oneOf(Set.of(deleted + 1));
    assertThatThrownBy(() -> removal.restore(catalog.editor, "m", other))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
    assertThat(catalog.store.fetch(MODEL)).isNull();
    removal.restore(catalog.editor, "m", Precondition.oneOf(Set.of(deleted)));
    assertThat(catalog.store.fetch(MODEL)).isNotNull();
  }

  @Test
  void aModelThatIsThereIsNotDeletedWhateverTheTrashHolds() {
    put(PROJECT, model(""));
    removal.delete(catalog.editor, "m", Precondition.NONE);
    put(PROJECT, model(",\"name\":\"imported since\""));
    notFound(removal);
    assertThat(catalog.store.fetch(new Key(Kind.TRASH, "m"))).isNotNull();
    assertThat(catalog.row("m").text("name")).isEqualTo("imported since");
  }

  private Caller.KeyHolder editorOf(Plan plan) {
    String team = teams.getOrCreate(plan.wireName(), plan).id();
    String project = projects.getOrCreate(plan.wireName(), team).id();
    return new Caller.KeyHolder("apiu_c", project, Role.EDITOR);
  }

  /** The date that a model has when it is restored so long after it was deleted. */
  private Object dateAfter(Plan plan, String date, Duration since) {
    Caller.KeyHolder editor = editorOf(plan);
    put(editor.projectId(), model(date));
    removal.delete(editor, "m", Precondition.NONE);
    catalog.clock.advance(since);
    ModelEdits.Stored restored = removal.restore(editor, "m", Precondition.NONE);
    catalog.store.delete(MODEL, restored.revision());
    return String.valueOf(restored.model().row().text("softDeletionOn"));
  }

  @Test
  void aRestoredModelKeepsItsTermOrGetsANewOne() {
    String date = ",\"softDeletionOn\":\"2026-01-10T00:00:00.000Z\"";
    assertThat(dateAfter(Plan.FREE, date, Duration.ofDays(8)))
        .isEqualTo("2026-01-10T00:00:00.000Z");
    assertThat(dateAfter(Plan.FREE, "", Duration.ZERO)).isEqualTo("null");
    assertThat(dateAfter(Plan.FREE, date, Duration.ofDays(1)))
        .as("it is the 10th")
        .isEqualTo("2026-02-09T00:00:00.000Z");
    assertThat(dateAfter(Plan.PRO, date, Duration.ZERO)).isEqualTo("null");
  }
}
