package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import and export on the command line. */
final class ImportCommandTest {
  private static final String A = "{\"id\":\"a\",\"type\":\"custom\"}";
  private static final String B = "{\"id\":\"b\",\"type\":\"custom\"}";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Cli cli() {
    return new Cli(folder.resolve("data"));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @BeforeEach
  void makeProject() {
    cli().run("keys", "create", "--project", "studio").ok();
  }

  @Test
  void theLastLineCounts() throws IOException {
    String file = file("models.json", "{\"models\":[" + A + "," + B + "]}");
    Cli.Result first = cli().run("import", file, "--project", "studio").ok();
    assertThat(first.out()).isEqualTo("imported 2, unchanged 0, refused 0\n");
    assertThat(first.err()).isEmpty();
    assertThat(cli().run("import", "--project", "studio", file).ok().out())
        .isEqualTo("imported 0, unchanged 2, refused 0\n");
  }

  @Test
  void whatIsRefusedIsReportedAndTheRestImported() throws IOException {
    String file = file("models.ndjson", A + "\n{\"id\":\"x\\u001b[31m\",\"type\":7}\n\n" + B);
    Cli.Result result = cli().run("import", file, "--project", "studio");
    result.failed(
        1, "refused " + file + ":2: x\uFFFD[31m: \"type\" must be a string, not a number\n");
    assertThat(result.out()).isEqualTo("imported 2, unchanged 0, refused 1\n");
  }

  @Test
  void severalFilesAndStandardInputAreOneImport() throws IOException {
    Cli.Result result =
        cli()
            .typing(B)
            .run("import", file("a.json", "[" + A + "]"), "-", "--project", "studio")
            .ok();
    assertThat(result.out()).isEqualTo("imported 2, unchanged 0, refused 0\n");
  }

  @Test
  void onATerminalThereIsABar() throws IOException {
    Cli.Result result =
        cli().onTerminal().run("import", file("a.json", A), "--project", "studio").ok();
    assertThat(result.out()).isEqualTo("imported 1, unchanged 0, refused 0\n");
    assertThat(result.err()).contains("Import").contains("100%");
  }

  @Test
  void progressMayBeAskedForMoreOften() throws IOException {
    String file = file("a.json", A);
    Cli.Result result =
        cli().run("import", file, "--project", "studio", "--progress-every", "0").ok();
    assertThat(result.err()).isEqualTo("imported 1, unchanged 0, refused 0\n");
  }

  @Test
  void nothingIsImportedWhereSomethingIsMissing() throws IOException {
    String file = file("a.json", A);
    cli()
        .run("import", file, folder.resolve("none").toString(), "--project", "studio")
        .failed(1, "none cannot be read: nothing was imported");
    cli().run("import", file, folder.toString(), "--project", "studio").failed(1, "cannot be read");
    cli()
        .run("import", file, "--project", "stduio")
        .failed(1, "There is no project stduio", "vitrine projects list");
    cli().run("import", file).failed(2, "--project");
    cli().run("import", "--project", "studio").failed(2, "FILE");
    assertThat(cli().run("export").ok().out()).isEmpty();
  }

  @Test
  void anEmptyInputIsRefused() {
    cli().typing("").run("import", "-", "--project", "studio").failed(1, "refused -:1: is empty");
  }

  @Test
  void anExportGoesBackIn() throws IOException {
    cli().run("import", file("a.json", A + "\n" + B), "--project", "studio").ok();
    String export = cli().run("export").ok().out();
    assertThat(export.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":"));
    String id = export.replaceAll("(?s).*(proj_\\w+).*", "$1");
    Cli other = new Cli(folder.resolve("other"));
    other.run("keys", "create", "--project", "studio", "--project-id", id).ok();
    other.typing(export).run("import", "-", "--project", "studio", "--keep-owner").ok();
    assertThat(other.run("export").ok().out()).isEqualTo(export);
    assertThat(other.run("export", "--format", "json").ok().out())
        .startsWith("{\"models\":[\n{\"id\":\"a\"")
        .endsWith("\n]}\n");
  }

  @Test
  void anExportMayBeOfOneProject() throws IOException {
    cli().run("keys", "create", "--project", "other").ok();
    cli().run("import", file("a.json", A), "--project", "studio").ok();
    cli().run("import", file("b.json", B), "--project", "other").ok();
    assertThat(cli().run("export", "--project", "other").ok().lines())
        .singleElement()
        .asString()
        .startsWith("{\"id\":\"b\"");
    cli().run("export", "--project", "nobody").failed(1, "There is no project nobody");
    cli().run("export", "--format", "xml").failed(2, "ndjson, json");
  }
}
