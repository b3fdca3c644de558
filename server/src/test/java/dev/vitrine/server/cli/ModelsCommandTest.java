package dev.vitrine.server.cli;

import static dev.vitrine.server.TestServer.RIVAL;
import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonNumber;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of models on the command line. */
final class ModelsCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @AutoClose private final TestServer server = TestServer.start();

  private Cli cli(Role role) {
    return new Cli(folder)
        .with("VITRINE_URL", server.address().toString())
        .with("VITRINE_KEY", TestServer.keyId(STUDIO, role))
        .with("VITRINE_SECRET", TestServer.SECRET);
  }

  private Cli cli() {
    return cli(Role.EDITOR);
  }

  private Cli.Result models(String... arguments) {
    return cli()
        .plain(Stream.concat(Stream.of("models"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Creates a model and returns its id. */
  private String created(String... arguments) {
    String[] all =
        Stream.concat(Stream.of("create", "--json"), Stream.of(arguments)).toArray(String[]::new);
    return models(all).ok().text("id");
  }

  private static String line(Cli.Result result, String title) {
    return result.lines().stream()
        .filter(line -> line.startsWith(title + " "))
        .map(line -> line.substring(title.length()).strip())
        .findFirst()
        .orElse("");
  }

  @Test
  void aModelIsCreatedShownAndChanged() {
    Cli.Result made =
        models("create", "--name", "Inks", "--type", "flux.1-lora", "--set", "tags=[\"ink\"]").ok();
    String id = line(made, "Model");
    assertThat(id).startsWith("model_");
    assertThat(line(made, "Name")).isEqualTo("Inks");
    assertThat(line(made, "Status")).isEqualTo("new");
    assertThat(line(made, "Tags")).isEqualTo("ink");
    String etag = line(made, "Etag");
    assertThat(line(models("get", id).ok(), "Etag")).isEqualTo(etag);

    Cli.Result changed =
        models("update", id, "--name", "7", "--set", "parameters.rank=16", "--if-match", etag).ok();
    assertThat(line(changed, "Name")).isEqualTo("7");
    models("update", id, "--name", "X", "--if-match", etag)
        .failed(1, "The server refused (412)", "vitrine models get");
    JsonObject row = (JsonObject) models("get", id, "--json").ok().json();
    assertThat(Objects.requireNonNull(row.object("parameters")).get("rank"))
        .isEqualTo(new JsonNumber("16"));
    models("update", id, "--set", "name=null").ok();
    assertThat(models("get", id).ok().out()).doesNotContain("Name");
  }

  @Test
  void fieldsComeFromFilesAndStandardInputToo() throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), "{\"name\":\"A\",\"tags\":[\"t\"]}");
    String id = created("--body", file.toString(), "--name", "B");
    assertThat(line(models("get", id).ok(), "Name")).isEqualTo("B");
    cli().typing("{\"shortDescription\":\"S\"}").plain("models", "update", id, "--body", "-").ok();
    assertThat(models("get", id, "--json").ok().text("shortDescription")).isEqualTo("S");
    models("update", id).failed(1, "Say what to change");
    models("update", id, "--set", "name").failed(1, "FIELD=VALUE");
    models("update", id, "--body", "nowhere.json").failed(1, "nowhere.json cannot be read");
    cli().typing("[1]").plain("models", "update", id, "--body", "-").failed(1, "no JSON object");
    cli()
        .typing("{\"a\":")
        .plain("models", "update", id, "--body", "-")
        .failed(1, "Standard input");
  }

  @Test
  void aCreationUnderAKeyIsMadeOnce() {
    String first = created("--name", "N", "--idempotency-key", "k1");
    assertThat(created("--name", "N", "--idempotency-key", "k1")).isEqualTo(first);
    models("create", "--name", "O", "--idempotency-key", "k1")
        .failed(1, "The server refused (400)");
  }

  @Test
  void refusalsSayWhatToDo() {
    models("create", "--type", "no-such-type").failed(1, "The server refused (400)", "type");
    cli(Role.READER)
        .plain("models", "create", "--name", "N")
        .failed(1, "The server refused (403)", "vitrine keys create --role editor");
    models("get", "nowhere").failed(1, "The server refused (404)", "vitrine models list");
    cli()
        .plain("models", "get", "a", "--secret", "wrong")
        .failed(1, "The server refused (401)", "vitrine keys create");
    new Cli(folder).plain("models", "list").failed(1, "A server is needed");
    new Cli(folder)
        .plain("models", "list", "--url", "http://127.0.0.1:1", "--key", "k", "--secret", "s")
        .failed(1, "No server answers", "vitrine serve");
    models("get", "a", "--project", RIVAL).failed(1, "The server refused (403)");
    models("frob").failed(2, "Try: vitrine models --help");
  }

  @Test
  void deletedModelsCanBeRestored() {
    String id = created("--name", "N");
    String other = created("--name", "O");
    assertThat(models("delete", id, "nowhere", other).failed(1, "nowhere: ").lines())
        .containsExactly("deleted " + id, "deleted " + other);
    models("get", id).failed(1, "404");
    assertThat(models("list", "--status", "deleted").ok().out()).contains(id, other);
    assertThat(models("restore", id).ok().lines()).containsExactly("restored " + id);
    assertThat(line(models("get", id).ok(), "Name")).isEqualTo("N");
    models("delete", id, other, "--if-match", "1.x").failed(1, "name one");
    models("delete", id, "--if-match", "1.x").failed(1, "412");
    assertThat(cli().typing(id + "\n").plain("models", "delete", "-").ok().lines())
        .containsExactly("deleted " + id);
  }

  @Test
  void modelsAreCopiedAndGivenAway() {
    String id = created("--name", "N", "--set", "tags=[\"t\"]");
    Cli.Result copy = models("copy", id).ok();
    assertThat(line(copy, "Model")).startsWith("model_").isNotEqualTo(id);
    models("transfer", id, "--to", RIVAL).failed(1, "The server refused (403)");
    models("transfer", id).failed(2, "--to");
  }

  @Test
  void tagsAreChanged() {
    String id = created("--set", "tags=[\"old\"]");
    assertThat(models("tags", id, "--add", "ink", "--add", "old", "--delete", "none").ok().lines())
        .containsExactly("added ink");
    assertThat(models("tags", id, "--delete", "old").ok().lines()).containsExactly("deleted old");
    assertThat(models("tags", id, "--add", "ink").ok().err()).contains("Nothing changed");
    models("tags", id, "--add", "ink", "--strict").failed(1, "The server refused (400)");
    models("tags", id).failed(1, "--add TAG");
  }

  @Test
  void listsAreTablesOrJson() {
    for (int i = 0; i < 130; i++) {
      server.model(
          STUDIO,
          "{\"id\":\"m%03d\",\"type\":\"custom\",\"name\":\"N %d\",\"tags\":[\"%s\"]}"
              .formatted(i, i, i % 2 == 0 ? "even" : "odd"));
    }
    server.awaitLists();
    Cli.Result table = models("list").ok();
    assertThat(table.lines()).hasSize(131);
    assertThat(table.lines().getFirst()).matches("MODEL +TYPE +STATUS +PRIVACY +NAME");
    assertThat(table.lines()).anyMatch(line -> line.matches("m007 +custom +trained +private +N 7"));
    assertThat(models("list", "--tag", "odd", "--json").ok().out().split("\"id\":", -1))
        .hasSize(66);
    assertThat(models("list", "--limit", "3").ok().lines()).hasSize(4);
    assertThat(models("list", "--limit", "3", "--json").ok().lines()).hasSize(3);
    assertThat(models("list", "--tag", "none", "--json").ok().out()).isEqualTo("[]\n");
    assertThat(models("list", "--tag", "none").ok().lines()).hasSize(1);
    models("list", "--sort", "beauty").failed(1, "The server refused (400)");
    models("list", "--created-after", "soon").failed(1, "soon is no time");
    models("list", "--limit", "0").failed(1, "--limit is at least 1");
    models("list", "--tag", "a,b").failed(1, "comma");
    assertThat(cli().onTerminal().plain("models", "list", "--limit", "1").ok().err()).isEmpty();
  }

  @Test
  void nobodyReadsTheListAnyMore() {
    for (int i = 0; i < 101; i++) {
      server.model(STUDIO, "{\"id\":\"m%03d\",\"type\":\"custom\"}".formatted(i));
    }
    server.awaitLists();
    assertThat(cli().writingFailsWith("Broken pipe").plain("models", "list").err()).isEmpty();
    cli()
        .writingFailsWith("No space left")
        .plain("models", "list", "--json")
        .failed(1, "could not be written: No space left");
  }
}
