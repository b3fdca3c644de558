package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.catalog.HeldAssets;
import dev.vitrine.catalog.Project;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an import does to a document that is there already (contract section 4). */
public interface MergeContract extends CatalogueUnderTest {
  @Test
  default void theSameContentIsNoWrite() {
    Project project = project("studio");
    String text =
        "{\"id\":\"a\",\"type\":\"t\",\"name\":\"n\"}\n{\"id\":\"b\",\"type\":\"t\",\"updatedAt\":\"x\",\"custom\":\"true\"}";
    importing(text, project).assertCounts(2, 0, 0);
    long revision = document("a").revision();
    clock().advance(Duration.ofDays(1));
    importing(text, project).assertCounts(0, 2, 0);
    assertThat(document("a").revision()).isEqualTo(revision);
  }

  @Test
  default void filledFieldsAreTheSameContent() {
    Project project = project("studio");
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    importing(
            "{\"type\":\"t\",\"custom\":false,\"id\":\"a\",\"tags\":[],\"privacy\":\"private\",\"name\":null}",
            project)
        .assertCounts(0, 1, 0);
  }

  @Test
  default void otherContentReplacesAndKeepsTheBirthday() {
    Project project = project("studio");
    importing("{\"id\":\"a\",\"type\":\"t\",\"name\":\"old\",\"tags\":[\"x\"],\"left\":1}", project)
        .assertCounts(1, 0, 0);
    clock().advance(Duration.ofHours(1));
    importing("{\"id\":\"a\",\"type\":\"t\",\"name\":\"new\"}", project).assertCounts(1, 0, 0);
    assertThat(row("a").text("name")).isEqualTo("new");
    assertThat(row("a").text("createdAt")).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(row("a").text("updatedAt")).isEqualTo("2026-01-01T01:00:00.000Z");
    assertThat(row("a").get("left")).isNull();
    assertThat(row("a").array("tags")).hasToString("JsonArray[elements=[]]");
  }

  @Test
  default void theOrderOfUnknownMembersIsContent() {
    Project project = project("studio");
    importing("{\"id\":\"a\",\"type\":\"t\",\"y\":1,\"x\":2}", project).assertCounts(1, 0, 0);
    importing("{\"id\":\"a\",\"type\":\"t\",\"x\":2,\"y\":1}", project).assertCounts(1, 0, 0);
  }

  @Test
  default void theSecondOfAnIdInOneFileWins() {
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"name\":\"1\"}\n{\"id\":\"a\",\"type\":\"t\",\"name\":\"2\"}\n{\"id\":\"a\",\"type\":\"t\",\"name\":\"2\"}",
            project("studio"))
        .assertCounts(2, 1, 0);
    assertThat(row("a").text("name")).isEqualTo("2");
  }

  @Test
  default void aSecretIsKeptUntilItIsUnset() {
    Project project = project("studio");
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"parameters\":{\"wandbKey\":\"canary\",\"seed\":1}}",
            project)
        .assertCounts(1, 0, 0);
    assertThat(model("a").wandbKey()).isEqualTo("canary");
    assertThat(model("a").row().toString()).doesNotContain("canary");
    importing("{\"id\":\"a\",\"type\":\"t\",\"parameters\":{\"seed\":1}}", project)
        .assertCounts(0, 1, 0);
    importing("{\"id\":\"a\",\"type\":\"t\",\"parameters\":{\"seed\":2}}", project)
        .assertCounts(1, 0, 0);
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    assertThat(model("a").wandbKey()).isEqualTo("canary");
    assertThat(exported(store())).doesNotContain("canary").doesNotContain("wandbKey");
    importing("{\"id\":\"a\",\"type\":\"t\",\"parameters\":{\"wandbKey\":null}}", project)
        .assertCounts(1, 0, 0);
    assertThat(model("a").wandbKey()).isNull();
    assertThat(row("a").object("parameters")).isNotNull();
  }

  @Test
  default void aRefusalDoesNotTellTheSecret() {
    Imported imported =
        importing(
            "{\"id\":\"a\",\"type\":\"t\",\"custom\":3,\"parameters\":{\"wandbKey\":\"canary\"}}",
            project("studio"));
    imported.assertCounts(0, 0, 1);
    assertThat(imported.refusals().toString()).doesNotContain("canary");
  }

  @Test
  default void whatIsNoFieldOfARowStaysBesideIt() {
    Project project = project("studio");
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"vitrine\":{\"description\":\"d\",\"presets\":[null]}}",
            project)
        .assertCounts(1, 0, 0);
    assertThat(row("a").get("vitrine")).isNull();
    assertThat(exported(store()))
        .endsWith(",\"vitrine\":{\"description\":\"d\",\"presets\":[null]}}\n");
    importing(
            "{\"vitrine\":{\"description\":\"d\",\"presets\":[null]},\"id\":\"a\",\"type\":\"t\"}",
            project)
        .assertCounts(0, 1, 0);
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    assertThat(model("a").extras()).isNull();
  }

  @Test
  default void marksOfHeldAssetsSurvive() {
    Project project = project("studio");
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"thumbnail\":{\"assetId\":\"asset_1\",\"url\":\"u\"}}",
            project)
        .assertCounts(1, 0, 0);
    new HeldAssets(store()).markAllMentioned(project.id());
    assertThat(model("a").heldAssets()).containsExactly("asset_1");
    long revision = document("a").revision();
    new HeldAssets(store()).markAllMentioned(project.id());
    assertThat(document("a").revision()).isEqualTo(revision);
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"thumbnail\":{\"assetId\":\"asset_1\",\"url\":\"u\"}}",
            project)
        .assertCounts(0, 1, 0);
    importing("{\"id\":\"a\",\"type\":\"t\",\"exampleAssetIds\":[\"asset_1\"]}", project)
        .assertCounts(1, 0, 0);
    assertThat(model("a").heldAssets()).containsExactly("asset_1");
  }

  @Test
  default void theMarkOfAnAssetThatIsNotNamedAnyMoreGoes() {
    Project project = project("studio");
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"thumbnail\":{\"assetId\":\"asset_1\",\"url\":\"u\"}}",
            project)
        .assertCounts(1, 0, 0);
    new HeldAssets(store()).markAllMentioned(project.id());
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    assertThat(model("a").heldAssets()).isEmpty();
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(0, 1, 0);
  }

  @Test
  default void aDeletedIdRevives() {
    Project project = project("studio");
    importing("{\"id\":\"a\",\"type\":\"t\",\"name\":\"old\"}", project).assertCounts(1, 0, 0);
    store().delete(Key.model("a"), document("a").revision());
    clock().advance(Duration.ofHours(1));
    importing("{\"id\":\"a\",\"type\":\"t\"}", project("other")).assertCounts(1, 0, 0);
    assertThat(row("a").text("createdAt")).isEqualTo("2026-01-01T01:00:00.000Z");
  }

  @Test
  default void aDamagedDocumentIsRepaired() {
    Project project = project("studio");
    Draft damaged = Draft.of(project.id(), Visibility.PRIVATE, Bytes.wrap(new byte[] {1, 2, 3}));
    store().put(Key.model("a"), DocumentStore.ABSENT, damaged);
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    assertThat(row("a").text("type")).isEqualTo("t");
  }

  @Test
  default void importsAtTheSameTimeLoseNothing() throws InterruptedException {
    Project project = project("studio");
    Threads.runAll(
        4,
        thread -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < 400; i++) {
            text.append("{\"id\":\"m")
                .append(i)
                .append("\",\"type\":\"t\",\"name\":\"")
                .append(thread)
                .append("\"}\n");
          }
          Imported imported = importing(text.toString(), project);
          assertThat(imported.refusals()).isEmpty();
        });
    assertThat(exported(store()).lines()).hasSize(400);
  }
}
