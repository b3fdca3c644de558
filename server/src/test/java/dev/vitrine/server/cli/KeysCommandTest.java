package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Authenticator;
import dev.vitrine.store.sql.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, projects and teams on the command line. */
final class KeysCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Cli cli() {
    return new Cli(folder.resolve("data"));
  }

  @Test
  void aKeyComesWithItsProjectAndTeam() {
    Cli.Result made = cli().run("keys", "create", "--project", "studio", "--json").ok();
    assertThat(made.lines()).hasSize(1);
    assertThat(made.err()).isEmpty();
    assertThat(made.text("key")).startsWith("apiu_");
    assertThat(made.text("projectId")).startsWith("proj_");
    assertThat(made.text("teamId")).startsWith("team_");
    try (Catalogue catalogue = Catalogue.open(folder.resolve("data"), Role.TOOL)) {
      assertThat(
              new Authenticator(catalogue.store())
                  .authenticate(made.text("key"), made.text("secret")))
          .hasValueSatisfying(caller -> {
            assertThat(caller.projectId()).isEqualTo(made.text("projectId"));
            assertThat(caller.role()).isEqualTo(dev.vitrine.access.Role.EDITOR);
          });
    }
    assertThat(cli().run("teams", "list").ok().out()).contains("default", "pro");
  }

  @Test
  void aKeyWhoseSecretIsLostIsRevoked() {
    for (String[] form : new String[][] {{"--json"}, {}}) {
      String[] create =
          Stream.concat(Stream.of("keys", "create", "--project", "studio"), Stream.of(form))
              .toArray(String[]::new);
      Cli.Result lost = cli().writingFailsWith("No space left on device").run(create);
      lost.failed(1, "The secret could not be written (No space left on device)", "was revoked");
      assertThat(lost.err().lines()).hasSize(1);
      assertThat(cli().run("keys", "list", "--json").ok().out()).isEqualTo("[]\n");
    }
  }

  @Test
  void aResultThatIsLostIsSaid() {
    cli().run("keys", "create", "--project", "studio").ok();
    for (String command : new String[] {"keys list", "export", "projects list --json"}) {
      String[] words = command.split(" ");
      if (command.equals("export")) {
        cli()
            .typing("{\"id\":\"a\",\"type\":\"t\"}")
            .run("import", "-", "--project", "studio")
            .ok();
      }
      assertThat(
              cli()
                  .writingFailsWith("No space left on device")
                  .run(words)
                  .failed(1, "vitrine: ")
                  .err())
          .as(command)
          .isEqualTo("vitrine: The result could not be written: No space left on device.\n");
      Cli.Result unread = cli().writingFailsWith("Broken pipe").run(words);
      assertThat(unread.status()).isEqualTo(1);
      assertThat(unread.err()).isEmpty();
    }
  }

  @Test
  void aSecondKeyJoinsTheSameProject() {
    Cli.Result first = cli().run("keys", "create", "--project", "studio", "--json").ok();
    Cli.Result second =
        cli()
            .run(
                "keys", "create", "--json", "--role", "admin", "--project", first.text("projectId"))
            .ok();
    assertThat(second.text("projectId")).isEqualTo(first.text("projectId"));
    assertThat(second.text("key")).isNotEqualTo(first.text("key"));
    assertThat(cli().run("projects", "list").ok().lines()).hasSize(2);
  }

  @Test
  void asTextTheSecretIsShownOnce() {
    Cli.Result made = cli().run("keys", "create", "--project", "studio").ok();
    assertThat(made.out())
        .containsPattern("Key +apiu_")
        .containsPattern("Secret +[A-Za-z0-9_-]{43}\n")
        .contains("studio");
    String secret = made.out().replaceAll("(?s).*Secret +(\\S+).*", "$1");
    for (String list : new String[] {"keys", "projects", "teams"}) {
      assertThat(cli().run(list, "list").ok().out()).doesNotContain(secret);
      assertThat(cli().run(list, "list", "--json").ok().out())
          .doesNotContain(secret)
          .startsWith("[{");
    }
  }

  @Test
  void anotherTeamThanTheProjectsIsAnError() {
    cli().run("keys", "create", "--project", "studio", "--team", "north").ok();
    cli().run("keys", "create", "--project", "studio").ok();
    cli()
        .run("keys", "create", "--project", "studio", "--team", "south")
        .failed(1, "The project studio belongs to the team north, not to south");
    assertThat(cli().run("teams", "list").ok().out()).doesNotContain("south");
  }

  @Test
  void aTeamKeepsItsPlanUntilItIsSet() {
    cli().run("keys", "create", "--project", "a", "--team", "north", "--plan", "free").ok();
    Cli.Result again =
        cli().run("keys", "create", "--project", "b", "--team", "north", "--plan", "team").ok();
    assertThat(again.err()).contains("The team north keeps its plan free");
    assertThat(cli().run("teams", "set-plan", "north", "enterprise").ok().out())
        .isEqualTo("north is on the plan enterprise\n");
    assertThat(cli().run("teams", "list", "--json").ok().out()).contains("\"plan\":\"enterprise\"");
    cli()
        .run("teams", "set-plan", "south", "pro")
        .failed(1, "There is no team south. See: vitrine teams list");
    cli()
        .run("teams", "set-plan", "north", "gold")
        .failed(2, "must be one of free, creator, pro, team, enterprise");
  }

  @Test
  void aRevokedKeyIsGone() {
    String key = cli().run("keys", "create", "--project", "studio", "--json").ok().text("key");
    assertThat(cli().run("keys", "revoke", key).ok().out()).isEqualTo("revoked " + key + "\n");
    cli().run("keys", "revoke", key).failed(1, "There is no key " + key);
    assertThat(cli().run("keys", "list").ok().lines()).hasSize(1);
  }

  @Test
  void aProjectCanBeGivenItsId() {
    String id = "proj_" + "A".repeat(24);
    assertThat(
            cli()
                .run("keys", "create", "--project", "studio", "--project-id", id, "--json")
                .ok()
                .text("projectId"))
        .isEqualTo(id);
    cli()
        .run("keys", "create", "--project", "other", "--project-id", id)
        .failed(1, id + " is the project studio");
  }

  @Test
  void wrongCommandLinesSayWhatToDo() {
    cli().run("keys", "create").failed(2, "--project", "Try: vitrine keys create --help");
    cli()
        .run("keys", "create", "--project", "s", "--role", "king")
        .failed(2, "must be one of reader, editor, admin");
    cli().run("keys", "create", "--project", "a\nb").failed(1, "must not hold control characters");
    cli().run("keys").failed(2, "Try: vitrine keys --help");
    cli().plain("imprt").failed(2, "Did you mean: vitrine import");
    cli().plain().failed(2, "Try: vitrine --help");
  }

  @Test
  void aMistypedFolderIsNotMade() {
    cli().run("keys", "list").failed(1, "There is no data folder", "vitrine keys create");
    assertThat(folder.resolve("data")).doesNotExist();
    Path spaced = folder.resolve("it's here");
    new Cli(spaced)
        .run("keys", "list")
        .failed(1, " --data '" + spaced.toString().replace("'", "'\\''") + "'");
  }

  @Test
  void aFolderThatIsNoneOfOursIsRefused() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");
    assertThat(cli().run("keys", "create", "--project", "s").failed(1, "is a file").err().lines())
        .hasSize(1);
  }

  @Test
  void theFolderMayComeFromTheEnvironment() {
    cli()
        .with("VITRINE_DATA", folder.resolve("env").toString())
        .plain("keys", "create", "--project", "studio")
        .ok();
    assertThat(folder.resolve("env")).isDirectory();
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        new String[] {
          "keys create",
          "keys list",
          "keys revoke",
          "projects list",
          "teams list",
          "teams set-plan",
          "classes list",
          "classes show",
          "classes put",
          "classes publish",
          "classes unpublish",
          "classes delete",
          "import",
          "export",
          "get",
          "models list",
          "models get",
          "models create",
          "models update",
          "models delete",
          "models restore",
          "models copy",
          "models transfer",
          "models tags",
          "models describe",
          "signing-keys list",
          "signing-keys rotate",
          "collections list",
          "collections create",
          "collections rename",
          "collections delete",
          "collections add",
          "collections remove",
          "tags list",
          "serve",
          "demo",
          "config",
          "completion"
        }) {
      String[] words = (command + " --help").split(" ");
      assertThat(cli().plain(words).ok().out())
          .as(command)
          .contains("Usage: vitrine " + command)
          .contains("Example");
    }
    assertThat(cli().plain("--help").ok().out()).contains("vitrine demo");
    assertThat(cli().plain("--version").ok().out()).startsWith("vitrine ");
    assertThat(cli().plain("completion").ok().out()).contains("complete", "set-plan");
  }
}
