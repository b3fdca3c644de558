package dev.vitrine.server.cli;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.access.Role;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonObject;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.sdk.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assets and training images on the command line, over HTTP. */
final class AssetsCommandTest {
  private static final byte[] PICTURE = Pictures.png(60, 40, 1);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  @AutoClose private final TestServer server = TestServer.start();

  private Path picture = Path.of("");

  @BeforeEach
  void draw() throws IOException {
    picture = Files.write(folder.resolve("fern.png"), PICTURE);
  }

  private Cli cli() {
    return new Cli(folder)
        .with("VITRINE_URL", server.address().toString())
        .with("VITRINE_KEY", TestServer.keyId(STUDIO, Role.EDITOR))
        .with("VITRINE_SECRET", TestServer.SECRET);
  }

  private static List<String> ids(Cli.Result result) {
    return ((JsonArray) result.json())
        .elements().stream()
            .map(element -> Objects.requireNonNull(((JsonObject) element).text("id")))
            .toList();
  }

  private String put(String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "assets";
    arguments[1] = "put";
    arguments[2] = picture.toString();
    arguments[3] = "--json";
    System.arraycopy(more, 0, arguments, 4, more.length);
    return ids(cli().plain(arguments).ok()).getFirst();
  }

  @Test
  void filesAreUploadedShownListedAndDownloaded() throws IOException {
    Path other = Files.write(folder.resolve("pond.png"), Pictures.png(30, 30, 2));
    Cli.Result both =
        cli().plain("assets", "put", picture.toString(), other.toString(), "--tag", "botany").ok();
    assertThat(both.lines()).hasSize(2);
    assertThat(both.lines().getFirst())
        .matches("asset_\\w+ {2}image {2}[0-9.]+ \\w+ {2}.*fern.png");
    String id = both.lines().getFirst().split(" ", 2)[0];
    assertThat(cli().plain("assets", "get", id).ok().lines())
        .contains("Asset    " + id, "Name     fern.png", "Pixels   60 × 40", "Tags     botany");
    assertThat(cli().plain("assets", "list", "--tag", "botany").ok().lines()).hasSize(3);
    assertThat(ids(cli().plain("assets", "list", "--asc", "--limit", "1", "--json").ok()))
        .hasSize(1);
    assertThat(cli().plain("assets", "list", "--tag", "none").ok().lines()).hasSize(1);

    Path copy = folder.resolve("copy.png");
    cli().plain("assets", "get", id, "--out", copy.toString()).ok();
    assertThat(copy).hasBinaryContent(PICTURE);
    cli()
        .plain("assets", "get", id, "--out", folder.resolve("no/where").toString())
        .failed(1, "cannot be written");
    cli().plain("assets", "get", id, "--format", "webp").failed(1, "--out");
    cli().plain("assets", "get", "asset_none").failed(1, "The server refused (404)");
  }

  @Test
  void anUploadShowsHowFarItIsAndIsRefusedWhereItCannotBe() throws IOException {
    Cli.Result shown =
        cli().onTerminal().plain("assets", "put", picture.toString(), "--part-size", "1KiB").ok();
    assertThat(shown.err()).contains("fern.png", "MiB");
    Path text = Files.writeString(folder.resolve("fern.txt"), "no picture");
    Cli.Result mixed =
        cli().plain("assets", "put", text.toString(), picture.toString(), "--kind", "image");
    mixed.failed(1, "fern.txt: The upload upload_");
    assertThat(mixed.lines()).as("the others are there").hasSize(1);
    cli().plain("assets", "put", "nowhere.png").failed(1, "nowhere.png cannot be read");
    cli().plain("assets", "put", picture.toString(), "--part-size", "x").failed(1, "16MiB");
    cli()
        .plain("assets", "put", picture.toString(), "--resume", "upload_none")
        .failed(1, "The server refused (404)");
    cli()
        .plain("assets", "put", picture.toString(), text.toString(), "--resume", "u")
        .failed(1, "name one");
    cli().plain("assets").failed(2, "Try: vitrine assets --help");
  }

  @Test
  void trainingImagesAreAddedListedAndRemovedAndKeepAssetsInUse() {
    server.model(STUDIO, "{\"id\":\"m\",\"type\":\"flux.1-lora\",\"status\":\"new\"}");
    String id = put();
    assertThat(cli().plain("models", "training-images", "add", "m", id).ok().lines())
        .containsExactly("added " + id);
    assertThat(
            cli()
                .plain(
                    "models",
                    "training-images",
                    "add",
                    "m",
                    "--file",
                    picture.toString(),
                    "--caption",
                    "A fern")
                .ok()
                .lines())
        .hasSize(1);
    assertThat(cli().plain("models", "training-images", "list", "m").ok().out())
        .contains(id, "fern.png", "A fern");
    assertThat(ids(cli().plain("models", "training-images", "list", "m", "--json").ok()))
        .hasSize(2)
        .startsWith(id);

    cli().plain("assets", "delete", id).failed(1, "The server refused (400)", "force");
    assertThat(cli().plain("models", "training-images", "remove", "m", id).ok().lines())
        .containsExactly("removed " + id);
    assertThat(cli().plain("assets", "delete", id).ok().lines()).containsExactly("deleted " + id);

    String other =
        ids(cli().plain("models", "training-images", "list", "m", "--json").ok()).getFirst();
    assertThat(cli().typing(other).plain("assets", "delete", "-", "--force").ok().lines())
        .containsExactly("deleted " + other);
    assertThat(cli().plain("models", "training-images", "list", "m").ok().lines()).hasSize(1);
    cli().plain("models", "training-images", "list", "none").failed(1, "There is no model none");
    cli().plain("models", "training-images", "add", "m").failed(1, "--file");
    cli()
        .plain("models", "training-images", "add", "m", "a", "b", "--caption", "c")
        .failed(1, "one");
    cli().plain("models", "training-images", "add", "m", "asset_none").failed(1, "(400)");
  }
}
