package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.server.Wiring;
import dev.vitrine.store.sql.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading models on the command line, from the folder and over HTTP. */
final class GetCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private String key = "";
  private String secret = "";

  private Cli cli() {
    return new Cli(folder.resolve("data"));
  }

  @BeforeEach
  void fill() {
    Cli.Result made = cli().run("keys", "create", "--project", "studio", "--json").ok();
    key = made.text("key");
    secret = made.text("secret");
    cli()
        .typing(
            """
            {"id":"a","type":"custom","name":"A","thumbnail":{"assetId":"t","url":"u"}}
            {"id":"b","type":"flux.1-lora","name":"B","trainingImages":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"}]}
            """)
        .run("import", "-", "--project", "studio")
        .ok();
  }

  @Test
  void theFolderIsReadAsTheOwner() {
    Cli.Result result = cli().run("get", "b", "--minimal", "a", "b", "nobody").ok();
    assertThat(result.out())
        .isEqualTo(
            "{\"models\":[{\"id\":\"b\",\"name\":\"B\",\"type\":\"flux.1-lora\"},{\"id\":\"a\",\"name\":\"A\",\"type\":\"custom\"}]}\n");
    assertThat(result.err()).isEqualTo("not found: nobody\n");
  }

  @Test
  void flagsShapeTheRows() {
    assertThat(cli().run("get", "a", "--fields", "name,thumbnail", "--thumbnail").ok().out())
        .isEqualTo(
            "{\"models\":[{\"id\":\"a\",\"name\":\"A\",\"thumbnail\":{\"assetId\":\"t\",\"url\":\"u\"}}]}\n");
    assertThat(images("b")).isEqualTo(3);
    assertThat(images("b", "--all-training-images")).isEqualTo(4);
    assertThat(images("b", "--training-images-preview=false")).isEqualTo(4);
    assertThat(images("--training-images-preview", "b", "--all-training-images")).isEqualTo(3);
    assertThat(cli().run("get", "a", "x", "--report").ok().out())
        .contains("\"outcomes\":{\"notFound\":[\"x\"]");
    cli().run("get", "a", "--fields", "nmae").failed(1, "which is no field of a model");
  }

  private long images(String... arguments) {
    String[] all = Stream.concat(Stream.of("get"), Arrays.stream(arguments)).toArray(String[]::new);
    return cli().run(all).ok().out().split("\\{\"id\":\"[1-4]\"", -1).length - 1L;
  }

  @Test
  void idsMayComeFromStandardInput() {
    assertThat(cli().typing("a\n b\n\n").run("get", "-", "--minimal").ok().out())
        .contains("\"A\"", "\"B\"");
  }

  @Test
  void onATerminalItIsPretty() {
    String out = cli().onTerminal().run("get", "a", "--minimal").ok().out();
    assertThat(out).startsWith("{\n  \u001B[34m\"models\"\u001B[0m: [\n    {\n").endsWith("}\n");
    assertThat(out.replaceAll("\u001B\\[\\d+m|\\s", ""))
        .isEqualTo("{\"models\":[{\"id\":\"a\",\"name\":\"A\",\"type\":\"custom\"}]}");
  }

  @Test
  void severalProjectsMustBeToldApart() {
    cli().run("keys", "create", "--project", "other").ok();
    cli().run("get", "a").failed(1, "has several projects", "--project");
    assertThat(cli().run("get", "a", "--project", "other").ok().err()).isEqualTo("not found: a\n");
    assertThat(cli().run("get", "a", "--project", "studio", "--minimal").ok().out())
        .contains("\"A\"");
  }

  @Test
  void aServerIsReadWithAKey() throws Exception {
    Catalogue catalogue = Catalogue.open(folder.resolve("data"), Role.SERVER);
    try (Service service =
        Service.start(catalogue, MemoryAssetStore::new, Wiring.Settings.onLoopback())) {
      String url = service.address().toString();
      String expected = cli().run("get", "a", "b", "--thumbnail").ok().out();
      assertThat(
              cli()
                  .plain(
                      "get",
                      "a",
                      "b",
                      "--thumbnail",
                      "--url",
                      url,
                      "--key",
                      key,
                      "--secret",
                      secret)
                  .ok()
                  .out())
          .isEqualTo(expected);
      Cli inEnvironment =
          cli()
              .with("VITRINE_URL", url + "/v1/")
              .with("VITRINE_KEY", key)
              .with("VITRINE_SECRET", secret);
      assertThat(inEnvironment.plain("get", "a", "b", "--thumbnail").ok().out())
          .isEqualTo(expected);
      assertThat(inEnvironment.plain("get", "a", "b", "--report", "--fields=name").ok().out())
          .contains("\"outcomes\"")
          .doesNotContain("\"type\"");
      inEnvironment.plain("get", "a", "--fields=nmae").failed(1, "The server refused (400)");
      inEnvironment
          .plain("get", "a", "--project", "proj_other")
          .failed(1, "The server refused (403)");
      inEnvironment.plain("get", "a", "--secret", "wrong").failed(1, "The server refused (401)");
      String file = Files.writeString(folder.resolve("secret"), secret + "\n").toString();
      assertThat(
              cli().plain("get", "a", "--url", url, "--key", key, "--secret-file", file).ok().err())
          .isEmpty();
      assertThat(
              cli()
                  .typing(secret)
                  .plain("get", "a", "--url", url, "--key", key, "--secret-file", "-")
                  .ok()
                  .err())
          .isEmpty();
    }
  }

  @Test
  void anyNumberOfIdsIsRead() throws Exception {
    Catalogue catalogue = Catalogue.open(folder.resolve("data"), Role.SERVER);
    try (Service service =
        Service.start(catalogue, MemoryAssetStore::new, Wiring.Settings.onLoopback())) {
      String[] server = {
        "get", "-", "--url", service.address().toString(), "--key", key, "--secret", secret,
      };
      String[] reporting =
          Stream.concat(Stream.of(server), Stream.of("--report")).toArray(String[]::new);
      String many = "b a " + numbers(1999);
      Cli.Result fromServer = cli().typing(many).plain(server).ok();
      assertThat(fromServer.out()).isEqualTo(cli().typing(many).run("get", "-").ok().out());
      assertThat(fromServer.err()).isEqualTo("not found: 1999 ids: n1, n2, n3, n4, n5, …\n");
      assertThat(cli().typing(many).plain(reporting).ok().out())
          .isEqualTo(cli().typing(many).run("get", "-", "--report").ok().out())
          .contains("\"outcomes\":{\"notFound\":[\"n1\",");
      assertThat(cli().typing(numbers(1001)).plain(server).ok().out())
          .isEqualTo("{\"models\":[]}\n");
      assertThat(cli().typing(numbers(10_001) + " a").plain(server).ok().out())
          .startsWith("{\"models\":[{\"id\":\"a\"");
    }
  }

  private static String numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> "n" + i).collect(Collectors.joining(" "));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    cli()
        .plain("get", "a", "--url", "http://127.0.0.1:1", "--key", key, "--secret", secret)
        .failed(1, "No server answers", "vitrine serve");
    cli()
        .plain("get", "a", "--url", "no url", "--key", key, "--secret", secret)
        .failed(1, "--url needs a URL");
    cli().plain("get", "a", "--url", "http://127.0.0.1:1").failed(1, "A key is needed");
    cli()
        .plain("get", "a", "--url", "http://127.0.0.1:1", "--key", key, "--secret-file", "none")
        .failed(1, "secret file none cannot be read");
    cli().run("get", "a", "--url", "http://127.0.0.1:1").failed(2, "exclude each other");
    cli().run("get").failed(2, "ID");
  }
}
