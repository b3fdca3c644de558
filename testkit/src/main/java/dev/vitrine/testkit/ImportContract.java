package dev.vitrine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.catalog.ModelImporter;
import dev.vitrine.catalog.Project;
import dev.vitrine.model.JsonWriter;
import dev.vitrine.store.Visibility;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an import takes, refuses and fills in (contract section 4). */
public interface ImportContract extends CatalogueUnderTest {
  @Test
  default void whatIsMissingIsFilledIn() {
    Project project = project("studio");
    importing("{\"id\":\"a\",\"type\":\"custom\"}", project).assertCounts(1, 0, 0);
    assertThat(new String(JsonWriter.write(row("a")), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"a\",\"ownerId\":\""
                + project.id()
                + "\",\"createdAt\":\"2026-01-01T00:00:00.000Z\",\"updatedAt\":\"2026-01-01T00:00:00.000Z\",\"type\":\"custom\","
                + "\"privacy\":\"private\",\"capabilities\":[],\"source\":\"other\",\"status\":\"trained\",\"trainingImagesNumber\":0,"
                + "\"tags\":[],\"collectionIds\":[],\"exampleAssetIds\":[],\"custom\":true}");
  }

  @Test
  default void customIsFilledInByType() {
    importing("{\"id\":\"a\",\"type\":\"flux.1\"}", project("studio")).assertCounts(1, 0, 0);
    assertThat(row("a").get("custom")).hasToString("JsonBoolean[value=false]");
  }

  @Test
  default void whatIsThereStaysAsItIs() {
    importing(
            "{\"id\":\"a\",\"type\":\"never heard of\",\"createdAt\":\"yesterday\",\"privacy\":\"secret\",\"accessRestrictions\":1,"
                + "\"trainingProgress\":{},\"tags\":[\"x\",\"x\"],\"custom\":\"false\",\"complianceMetadata\":{\"b\":null,\"a\":1.00}}",
            project("studio"))
        .assertCounts(1, 0, 0);
    String row = new String(JsonWriter.write(row("a")), StandardCharsets.UTF_8);
    assertThat(row)
        .contains(
            "\"type\":\"never heard of\"",
            "\"createdAt\":\"yesterday\"",
            "\"privacy\":\"secret\"",
            "\"accessRestrictions\":1")
        .contains("\"trainingProgress\":{}", "\"tags\":[\"x\",\"x\"]", "\"custom\":false")
        .endsWith("\"complianceMetadata\":{\"b\":null,\"a\":1.00}}");
  }

  @Test
  default void privacyDecidesWhoMaySee() {
    importing(
            """
            {"id":"a","type":"t","privacy":"public"}
            {"id":"b","type":"t","privacy":"unlisted"}
            {"id":"c","type":"t","privacy":"private"}
            {"id":"d","type":"t","privacy":"PUBLIC"}
            {"id":"e","type":"t"}
            """,
            project("studio"))
        .assertCounts(5, 0, 0);
    assertThat(List.of("a", "b", "c", "d", "e"))
        .extracting(id -> document(id).visibility())
        .containsExactly(
            Visibility.PUBLIC,
            Visibility.UNLISTED,
            Visibility.PRIVATE,
            Visibility.PRIVATE,
            Visibility.PRIVATE);
  }

  @Test
  default void aRefusedDocumentLeavesTheOthersAlone() {
    Imported imported =
        importing(
            """
            {"id":"a","type":"t"}
            {"id":"b"}
            {"id":"c","type":"t","custom":1}
            {"id":"d","type":"t","tags":["x",2]}
            {"id":"","type":"t"}
            {"type":"t"}
            [1]
            {"id":"e","type":"t","vitrine":7}
            {"id":"z","type":"t"}
            """,
            project("studio"));
    imported.assertCounts(2, 0, 7);
    assertThat(imported.refusals())
        .containsExactly(
            "test:2: b: \"type\" is required",
            "test:3: c: \"custom\" must be a boolean, not a number",
            "test:4: d: \"tags[1]\" must be a string, not a number",
            "test:5: : \"id\" must have 1 to 256 characters",
            "test:6: \"id\" is required",
            "test:7 (index 0): the document must be an object, not a number",
            "test:8: e: \"vitrine\" is a reserved member and must be an object, not a number");
    assertThat(row("z").text("type")).isEqualTo("t");
  }

  @Test
  default void idsAreCountedInCharacters() {
    String longest = "\uD83D\uDE00".repeat(256);
    importing("{\"id\":\"" + longest + "\",\"type\":\"t\"}", project("studio"))
        .assertCounts(1, 0, 0);
    importing("{\"id\":\"" + longest + "a\",\"type\":\"t\"}", project("studio"))
        .assertCounts(0, 0, 1);
    importing("{\"id\":\"../a b?c#d%2F\\\\\",\"type\":\"t\"}", project("studio"))
        .assertCounts(1, 0, 0);
    assertThat(row("../a b?c#d%2F\\").text("type")).isEqualTo("t");
  }

  @Test
  default void aDocumentLargerThanTheLimitIsRefused() {
    String filler = "é".repeat((4 << 20) / 2 - 100);
    importing("{\"id\":\"a\",\"type\":\"t\",\"x\":\"" + filler + "\"}", project("studio"))
        .assertCounts(0, 0, 1);
    importing(
            "{\"id\":\"a\",\"type\":\"t\",\"x\":\"" + filler.substring(500) + "\"}",
            project("studio"))
        .assertCounts(1, 0, 0);
  }

  @Test
  default void anIdOfAnotherProjectIsRefused() {
    importing("{\"id\":\"a\",\"type\":\"t\"}", project("one")).assertCounts(1, 0, 0);
    Imported imported =
        importing("{\"id\":\"a\",\"type\":\"t\",\"name\":\"mine\"}", project("two"));
    imported.assertCounts(0, 0, 1);
    assertThat(imported.refusals()).containsExactly("test:1: a: the id belongs to another project");
    assertThat(row("a").text("name")).isNull();
  }

  @Test
  default void ownersAreKeptWhereTheirProjectExists() {
    Project one = project("one");
    Project two = project("two");
    String text =
        "{\"id\":\"a\",\"type\":\"t\",\"ownerId\":\""
            + two.id()
            + "\"}\n{\"id\":\"b\",\"type\":\"t\"}\n"
            + "{\"id\":\"c\",\"type\":\"t\",\"ownerId\":\"proj_nobody\"}\n";
    Imported imported =
        importing(
            text.getBytes(StandardCharsets.UTF_8),
            store(),
            new ModelImporter.Target(one.id(), true));
    imported.assertCounts(2, 0, 1);
    assertThat(imported.refusals())
        .singleElement()
        .asString()
        .startsWith("test:3: c: \"ownerId\" names no project");
    assertThat(document("a").owner()).isEqualTo(two.id());
    assertThat(row("a").text("ownerId")).isEqualTo(two.id());
    assertThat(document("b").owner()).isEqualTo(one.id());
  }

  @Test
  default void ownersAreReplacedOtherwise() {
    Project one = project("one");
    Project two = project("two");
    importing("{\"id\":\"a\",\"type\":\"t\",\"ownerId\":\"" + two.id() + "\"}", one)
        .assertCounts(1, 0, 0);
    assertThat(document("a").owner()).isEqualTo(one.id());
    assertThat(row("a").text("ownerId")).isEqualTo(one.id());
  }

  @Test
  default void manyDocumentsAreWrittenInOrder() {
    StringBuilder text = new StringBuilder();
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < 1300; i++) {
      text.append("{\"id\":\"m").append(i).append("\",\"type\":\"t\"}\n");
      ids.append('m').append(i).append(' ');
    }
    importing(text.toString(), project("studio")).assertCounts(1300, 0, 0);
    StringBuilder exported = new StringBuilder();
    exported(store())
        .lines()
        .forEach(line -> exported.append(line, 7, line.indexOf('"', 7)).append(' '));
    assertThat(exported.toString()).isEqualTo(ids.toString());
  }
}
