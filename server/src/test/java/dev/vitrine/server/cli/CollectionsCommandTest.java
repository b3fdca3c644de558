package dev.vitrine.server.cli;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.server.TestServer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections, tags and descriptions on the command line. */
final class CollectionsCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @AutoClose private final TestServer server = TestServer.start();

  private Cli cli() {
    return new Cli(folder)
        .with("VITRINE_URL", server.address().toString())
        .with("VITRINE_KEY", TestServer.keyId(STUDIO, Role.EDITOR))
        .with("VITRINE_SECRET", TestServer.SECRET);
  }

  private String created(String name) {
    return cli().plain("collections", "create", name, "--json").ok().text("id");
  }

  @Test
  void collectionsAreCreatedRenamedListedAndDeleted() {
    String id = created("Herbarium");
    cli().plain("collections", "create", "Herbarium").failed(1, "The server refused (400)");
    assertThat(cli().plain("collections", "rename", id, "Garden").ok().out())
        .contains("Name        Garden");
    created("Other");
    assertThat(cli().plain("collections", "list").ok().lines()).hasSize(3);
    assertThat(cli().plain("collections", "list", "--json").ok().out()).contains("\"Garden\"");
    assertThat(cli().plain("collections", "delete", id).ok().lines())
        .containsExactly("deleted " + id);
    cli()
        .plain("collections", "delete", id)
        .failed(1, "The server refused (404)", "vitrine collections list");
    cli().plain("collections").failed(2, "Try: vitrine collections --help");
  }

  @Test
  void anyNumberOfModelsGoesInAndOut() {
    String id = created("Herbarium");
    IntStream.range(0, 120)
        .forEach(i -> server.model(STUDIO, "{\"id\":\"m" + i + "\",\"type\":\"custom\"}"));
    String all = IntStream.range(0, 120).mapToObj(i -> "m" + i).collect(Collectors.joining("\n"));
    assertThat(cli().typing(all).plain("collections", "add", id, "-").ok().out())
        .contains("Models      120");
    cli()
        .typing(all)
        .plain("collections", "add", id, "-", "nowhere")
        .failed(1, "98 of 121 models were changed", "the last of them m97", "harmless");
    assertThat(cli().typing(all).onTerminal().plain("collections", "remove", id, "-").ok().err())
        .contains("\r98 of 120 models");
    cli().typing(" ").plain("collections", "add", id, "-").failed(1, "No model is named");
    cli().plain("collections", "add", id).failed(2, "MODEL");
  }

  @Test
  void tagsAreListedWithTheirCounts() {
    server.model(STUDIO, "{\"id\":\"a\",\"type\":\"custom\",\"tags\":[\"ink\",\"paper\"]}");
    server.model(STUDIO, "{\"id\":\"b\",\"type\":\"custom\",\"tags\":[\"ink\"]}");
    server.awaitLists();
    assertThat(cli().plain("tags", "list").ok().lines())
        .containsExactly("TAG    ITEMS", "ink    2", "paper  1");
    assertThat(cli().plain("tags", "list", "--json").ok().out()).contains("\"tagName\":\"ink\"");
  }

  @Test
  void descriptionsAreShownAndSet() {
    server.model(STUDIO, "{\"id\":\"a\",\"type\":\"custom\"}");
    assertThat(cli().plain("models", "describe", "a").ok().out()).isEqualTo("\n");
    cli().typing("# Inks\n\nüber\n").plain("models", "describe", "a", "--file", "-").ok();
    assertThat(cli().plain("models", "describe", "a").ok().out()).startsWith("# Inks\n\nüber");
    cli().plain("models", "describe", "a", "--clear").ok();
    assertThat(cli().plain("models", "describe", "a").ok().out()).isEqualTo("\n");
    cli().plain("models", "describe", "a", "--clear", "--file", "x").failed(1, "exclude");
    cli().plain("models", "describe", "a", "--file", "nowhere").failed(1, "cannot be read");
  }
}
