package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public models of the hosted service, where they are at hand. */
final class RealDocumentsTest {
  private static final String NAME = "data/public-models-471.json";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private static Path file() {
    String shared = System.getenv("VITRINE_SHARED");
    Path root = Path.of(System.getProperty("vitrine.basedir", "."));
    Path file = shared == null ? root.resolve("../shared").resolve(NAME) : Path.of(shared, NAME);
    assumeTrue(Files.exists(file), "the real documents are not at hand: " + file);
    return file;
  }

  @Test
  void everyFieldComesBackUnchanged() throws IOException {
    Path file = file();
    Cli cli = new Cli(folder.resolve("data"));
    cli.run("keys", "create", "--project", "studio").ok();
    assertThat(cli.run("import", file.toString(), "--project", "studio").ok().out())
        .isEqualTo("imported 471, unchanged 0, refused 0\n");
    assertThat(cli.run("import", file.toString(), "--project", "studio").ok().out())
        .isEqualTo("imported 0, unchanged 471, refused 0\n");

    JsonArray documents = models(Files.readAllBytes(file));
    List<String> rows = cli.run("export").ok().lines();
    assertThat(rows).hasSize(471);
    for (int i = 0; i < rows.size(); i++) {
      JsonObject document = (JsonObject) documents.elements().get(i);
      JsonObject row =
          (JsonObject)
              JsonReader.parse(rows.get(i).getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT);
      for (Map.Entry<String, Json> field : document.members().entrySet()) {
        if (!field.getKey().equals("ownerId")) {
          assertThat(row.get(field.getKey()))
              .as(document.text("id") + " " + field.getKey())
              .isEqualTo(field.getValue());
        }
      }
    }
  }

  private static JsonArray models(byte[] text) {
    JsonLimits limits = new JsonLimits(1 << 28, JsonLimits.DOCUMENT.depth());
    return Objects.requireNonNull(((JsonObject) JsonReader.parse(text, limits)).array("models"));
  }
}
