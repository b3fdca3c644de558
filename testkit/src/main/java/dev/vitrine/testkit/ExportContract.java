package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Plan;
import dev.vitrine.catalog.Ids;
import dev.vitrine.catalog.ModelExporter;
import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.Project;
import dev.vitrine.catalog.Teams;
import dev.vitrine.store.Bytes;
import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Key;
import dev.vitrine.store.Visibility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out, and that it goes in again (contract section 4). */
public interface ExportContract extends CatalogueUnderTest {
  /**
   * Imports an export into {@link #another}, where the same project is made first; the export of
   * that.
   */
  default String again(String export, Project project) {
    String team = new Teams(another(), new Ids(), clock()).getOrCreate("team", Plan.PRO).id();
    projects(another()).create(project.name(), team, project.id());
    importing(
            export.getBytes(StandardCharsets.UTF_8),
            another(),
            new ModelImporter.Target(project.id(), false))
        .assertCounts(export.lines().count(), 0, 0);
    return exported(another());
  }

  @Test
  default void anExportGoesInAndComesOutTheSame() {
    Project project = project("studio");
    importing(
            """
            {"models":[
              {"id":"b","type":"t","trainingImages":[{"id":"i"},{"id":"j"}],"trainingImagesNumber":1,"promptEmbedding":"e","zoom":[1,2.50]},
              {"type":"custom","id":"a","inputs":[{"name":"x","default":null}],"zeta":{"é":"\\ud83d\\ude00"},"vitrine":{"p":1}},
              {"id":"c","type":"t","parameters":{"wandbKey":"canary"},"thumbnail":{"url":"u","assetId":"a"}}
            ]}
            """,
            project)
        .assertCounts(3, 0, 0);
    String export = exported(store());
    assertThat(export)
        .contains(
            "\"trainingImagesNumber\":2",
            "\"promptEmbedding\":\"e\"",
            "[1,2.50]",
            "\"zeta\":{\"é\":\"\uD83D\uDE00\"}",
            "\"parameters\":{}");
    assertThat(again(export, project)).isEqualTo(export);
  }

  @Test
  default void asOneObjectItGoesInToo() {
    Project project = project("studio");
    assertThat(exported(store(), ModelExporter.Format.JSON, null)).isEqualTo("{\"models\":[]}\n");
    importing("{\"id\":\"a\",\"type\":\"t\"}\n{\"id\":\"b\",\"type\":\"t\"}", project)
        .assertCounts(2, 0, 0);
    String export = exported(store(), ModelExporter.Format.JSON, null);
    assertThat(export).startsWith("{\"models\":[\n{\"id\":\"a\"").endsWith("}\n]}\n");
    importing(export, project).assertCounts(0, 2, 0);
  }

  @Test
  default void oneProjectCanBeChosenAndDeletedModelsAreNot() {
    Project one = project("one");
    importing("{\"id\":\"a\",\"type\":\"t\"}\n{\"id\":\"gone\",\"type\":\"t\"}", one)
        .assertCounts(2, 0, 0);
    importing("{\"id\":\"b\",\"type\":\"t\"}", project("two")).assertCounts(1, 0, 0);
    store().delete(Key.model("gone"), document("gone").revision());
    assertThat(exported(store(), ModelExporter.Format.NDJSON, one.id()).lines())
        .singleElement()
        .asString()
        .startsWith("{\"id\":\"a\"");
    assertThat(exported(store()).lines()).hasSize(2);
  }

  @Test
  default void aDamagedDocumentCostsItselfOnly() throws IOException {
    Project project = project("studio");
    importing("{\"id\":\"a\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    Draft damaged = Draft.of(project.id(), Visibility.PRIVATE, Bytes.wrap(new byte[] {1, 2, 3}));
    store().put(Key.model("bad"), DocumentStore.ABSENT, damaged);
    importing("{\"id\":\"c\",\"type\":\"t\"}", project).assertCounts(1, 0, 0);
    List<String> reported = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ModelExporter(
            store(), FIELDS, ModelExporter.Format.NDJSON, (id, reason) -> reported.add(id))
        .write(null, out);
    assertThat(reported).containsExactly("bad");
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  default void aModelThatChangesMeanwhileComesOnce() throws IOException {
    Project project = project("studio");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 700; i++) {
      text.append("{\"id\":\"m").append(i).append("\",\"type\":\"t\"}\n");
    }
    importing(text.toString(), project).assertCounts(700, 0, 0);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          private boolean changed;

          @Override
          public synchronized void write(int b) {
            super.write(b);
            if (!changed) {
              changed = true; // After the first line: one that is out, and one that is not.
              importing(
                      "{\"id\":\"m0\",\"type\":\"new\"}\n{\"id\":\"m699\",\"type\":\"new\"}",
                      project)
                  .assertCounts(2, 0, 0);
            }
          }
        };
    new ModelExporter(store(), FIELDS, ModelExporter.Format.NDJSON, (id, reason) -> {})
        .write(null, out);
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(700);
    assertThat(lines.getLast()).contains("\"id\":\"m699\"", "\"type\":\"new\"");
  }
}
