package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes on the command line. */
final class ClassesCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Cli cli() {
    return new Cli(folder.resolve("data"));
  }

  @BeforeEach
  void makeFolder() {
    cli().run("keys", "create", "--project", "studio").ok();
  }

  @Test
  void aClassIsMadeFromOptions() {
    assertThat(
            cli()
                .run(
                    "classes",
                    "put",
                    "fern",
                    "--name",
                    "Fern \uD83C\uDF3F",
                    "--category",
                    "plant",
                    "--prompt",
                    "a fern",
                    "--concept-prompt",
                    "a daiton fern",
                    "--model",
                    "model_x",
                    "--thumbnail",
                    "https://x.test/1",
                    "--thumbnail",
                    "https://x.test/2")
                .ok()
                .out())
        .isEqualTo("fern is unpublished\n");
    assertThat(cli().run("classes", "show", "fern").ok().out())
        .isEqualTo(
            "{\"category\":\"plant\",\"conceptPrompt\":\"a daiton fern\",\"modelId\":\"model_x\","
                + "\"name\":\"Fern \uD83C\uDF3F\",\"prompt\":\"a fern\",\"slug\":\"fern\",\"status\":\"unpublished\","
                + "\"thumbnails\":[\"https://x.test/1\",\"https://x.test/2\"]}\n");
  }

  @Test
  void aClassIsMadeFromAFileOrFromStandardInput() throws IOException {
    Path file = folder.resolve("fern.json");
    Files.writeString(file, "{\"slug\":\"fern\",\"name\":\"Fern\",\"kept\":[null]}");
    cli().run("classes", "put", "--file", file.toString(), "--status", "published").ok();
    assertThat(cli().run("classes", "show", "fern").ok().out())
        .isEqualTo(
            "{\"name\":\"Fern\",\"slug\":\"fern\",\"status\":\"published\",\"kept\":[null]}\n");
    cli().typing("{\"name\":\"Moss\"}").run("classes", "put", "moss", "--file", "-").ok();
    assertThat(cli().run("classes", "list", "--json").ok().out())
        .startsWith("[{\"name\":\"Fern\"")
        .contains("\"slug\":\"moss\"");
    assertThat(cli().run("classes", "list").ok().lines())
        .hasSize(3)
        .last()
        .asString()
        .matches("moss +unpublished +Moss");
  }

  @Test
  void theStatusStaysUntilItIsSet() {
    cli().run("classes", "put", "fern", "--name", "Fern").ok();
    assertThat(cli().run("classes", "publish", "fern").ok().out()).isEqualTo("published fern\n");
    assertThat(cli().run("classes", "put", "fern", "--name", "Royal fern").ok().out())
        .isEqualTo("fern is published\n");
    assertThat(cli().run("classes", "unpublish", "fern").ok().out())
        .isEqualTo("unpublished fern\n");
    assertThat(cli().run("classes", "show", "fern").ok().text("status")).isEqualTo("unpublished");
  }

  @Test
  void aClassThatModelsHaveIsNotDeletedUnlessForced() {
    cli().run("classes", "put", "fern", "--name", "Fern").ok();
    cli().run("classes", "put", "moss", "--name", "Moss").ok();
    cli()
        .typing("{\"id\":\"m\",\"type\":\"t\",\"class\":{\"slug\":\"fern\"}}")
        .run("import", "-", "--project", "studio")
        .ok();
    cli().run("classes", "delete", "fern").failed(1, "Models have the class fern", "--force");
    assertThat(cli().run("classes", "delete", "moss").ok().out()).isEqualTo("deleted moss\n");
    assertThat(cli().run("classes", "delete", "fern", "--force").ok().out())
        .isEqualTo("deleted fern\n");
    assertThat(cli().run("classes", "list", "--json").ok().out()).isEqualTo("[]\n");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "classes show fern|Class fern not found",
        "classes publish fern|Class fern not found",
        "classes unpublish fern|Class fern not found",
        "classes delete fern|Class fern not found",
        "classes put fern|\"name\" is required",
        "classes put --name Fern|\"slug\" must be 1 to 100",
        "classes put a/b --name Fern|\"slug\" must be 1 to 100",
        "classes put fern --name Fern --status draft|must be one of published, unpublished",
        "classes put fern --name Fern --thumbnail x|\"thumbnails[0]\" must be an HTTP URL",
        "classes put fern --file nowhere.json|The file nowhere.json cannot be read"
      })
  void whatIsWrongIsSaid(String command, String reason) {
    cli().run(command.split(" ")).failed(1, reason);
  }

  @Test
  void aFileThatIsNoClassIsRefused() {
    cli()
        .typing("[1]")
        .run("classes", "put", "fern", "--file", "-")
        .failed(1, "The file - holds no JSON object");
    cli()
        .typing("{\"name\":")
        .run("classes", "put", "fern", "--file", "-")
        .failed(1, "The file - is not valid JSON");
    cli()
        .typing("{\"name\":\"Fern\",\"prompt\":7}")
        .run("classes", "put", "fern", "--file", "-")
        .failed(1, "\"class.prompt\" must be a string");
    cli().run("classes").failed(2, "Try: vitrine classes --help");
  }
}
