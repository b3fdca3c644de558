package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first. */
@Timeout(120)
final class DemoCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @Test
  void theAnswerIsARealOne() {
    Cli.Result result = new Cli(folder.resolve("data")).run("demo", "--once").ok();
    assertThat(result.err()).contains("41 models", "22 models").doesNotContain("refused");
    assertThat(result.out()).startsWith("curl -s -u 'apiu_").contains("/v1/models/get-bulk'");
    String answer = result.out().substring(result.out().indexOf("\n{\n") + 1);
    JsonArray models =
        Objects.requireNonNull(
            ((JsonObject)
                    JsonReader.parse(answer.getBytes(StandardCharsets.UTF_8), JsonLimits.DOCUMENT))
                .array("models"));
    assertThat(models.elements())
        .extracting(model -> ((JsonObject) model).text("id"))
        .isEqualTo(DemoTour.SHOWN);
    assertThat(answer).contains("http://127.0.0.1:", "/assets-transform/asset_", "Signature=");
  }

  @Test
  void itEndsWithWhatCanBePasted() throws Exception {
    try (ChildProcess demo =
        ChildProcess.start(List.of("-Djava.io.tmpdir=" + folder), "demo", "--port", "0")) {
      List<String> curl = List.of(demo.outLine(), demo.outLine(), demo.outLine());
      List<String> told = new ArrayList<>();
      do {
        told.add(demo.err().readLine());
      } while (!told.containsAll(curl));
      assertThat(told)
          .contains("The URLs of pictures are signed, but this version does not serve them yet.")
          .endsWith(curl.toArray(String[]::new));
      String url = curl.getLast().strip().replace("'", "");
      assertThat(ServeCommandTest.health(URI.create(url))).isEqualTo(200);
      demo.terminate();
      assertThat(demo.output()).contains("Signature=");
      assertThat(demo.await()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void helpTellsWhereItsFolderIs() {
    assertThat(new Cli(folder).plain("demo", "--help").ok().out())
        .contains("Default: a temporary one.")
        .doesNotContain("VITRINE_DATA");
  }

  @Test
  void aSecondDemoOnTheSameFolderWorks() {
    Cli cli = new Cli(folder.resolve("data"));
    cli.run("demo", "--once").ok();
    cli.run("demo", "--once").ok();
    assertThat(cli.run("projects", "list").ok().lines()).hasSize(3);
  }
}
