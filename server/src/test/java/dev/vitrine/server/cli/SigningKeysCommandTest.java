package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys URLs are signed with, on the command line. */
final class SigningKeysCommandTest {
  private static final String OTHER = "test-another c2lnbmluZy1zZWNyZXQtb2YtdGhlLXRlc3RzLTMyYnk";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Cli cli() {
    return new Cli(folder);
  }

  private List<String> listed() {
    JsonArray keys = (JsonArray) cli().run("signing-keys", "list", "--json").ok().json();
    return keys.elements().stream()
        .map(key -> String.valueOf(((JsonObject) key).text("key")))
        .toList();
  }

  @Test
  void aRotationAddsAKeyThatSignsAndShowsNoSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("signing-key"), OTHER + "\n");
    assertThat(listed()).containsExactly("test-another");

    Cli.Result rotated = cli().run("signing-keys", "rotate").ok();
    assertThat(rotated.lines()).hasSize(2);
    assertThat(rotated.lines().getFirst()).endsWith(" signs from now on");
    assertThat(rotated.lines().getLast()).startsWith("test-another verifies until ");
    assertThat(listed())
        .containsExactly(rotated.lines().getFirst().split(" ", 2)[0], "test-another");

    String table = cli().run("signing-keys", "list").ok().out();
    for (String line : Files.readAllLines(file)) {
      assertThat(rotated.out() + table).doesNotContain(line.split(" ", 3)[1]);
    }
  }

  @Test
  void whereThereIsNothingToRotateItIsSaid() throws IOException {
    for (String command : List.of("list", "rotate")) {
      cli().run("signing-keys", command).failed(1, "no signing keys", "--data");
      assertThat(folder).isEmptyDirectory();
    }
    Path file = Files.writeString(folder.resolve("signing-key"), "rubbish");
    cli().run("signing-keys", "rotate").failed(1, "something else than signing keys");
    assertThat(file).hasContent("rubbish");
  }

  @Test
  void keysThatAreConfiguredAreRotatedThere() throws IOException {
    Files.writeString(folder.resolve("signing-key"), OTHER);
    Cli.Result refused =
        cli()
            .with("VITRINE_ASSETS_SIGNING_KEYS", OTHER.replace(' ', ':'))
            .run("signing-keys", "rotate");
    refused.failed(1, "$VITRINE_ASSETS_SIGNING_KEYS", "assets.signingKeys");
    assertThat(refused.err()).doesNotContain("c2lnbmlu");
  }

  @Test
  void secretsOfTheConfigurationAreNotShown() {
    Cli.Result shown =
        cli()
            .with("VITRINE_ASSETS_SIGNING_KEYS", OTHER.replace(' ', ':'))
            .with("VITRINE_S3_SECRET_ACCESS_KEY", "hush")
            .run("config")
            .ok();
    assertThat(shown.out())
        .containsPattern("assets.signingKeys +\\(secret\\) +\\$VITRINE_ASSETS_SIGNING_KEYS")
        .doesNotContain("c2lnbmlu", "hush");
  }
}
