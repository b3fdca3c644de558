package dev.vitrine.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first. */
@Timeout(120)
final class DemoCommandTest {
  private static final Pattern URL = Pattern.compile("https?://[^\\s\"';]+");
  private static final Pattern NEEDS_KEY = Pattern.compile("/v1/|:[0-9]+$");

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
      assertThat(told).endsWith(curl.toArray(String[]::new));
      String url = curl.getLast().strip().replace("'", "");
      assertThat(ServeCommandTest.health(URI.create(url))).isEqualTo(200);
      StringBuilder answer = new StringBuilder();
      while (!answer.toString().endsWith("\n}\n")) {
        answer.append(demo.outLine()).append('\n');
      }
      everyUrlOpens(answer + String.join("\n", told));
      demo.terminate();
      assertThat(demo.await()).isZero();
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** What a browser does with a URL: it asks without credentials. */
  private static void everyUrlOpens(String printed) throws Exception {
    List<String> urls = URL.matcher(printed).results().map(MatchResult::group).distinct().toList();
    assertThat(urls).filteredOn(url -> url.contains("Signature=")).hasSize(6);
    try (HttpClient browser = HttpClient.newHttpClient()) {
      for (String url : urls) {
        if (NEEDS_KEY.matcher(url).find()) {
          continue; // Part of a command line, which brings its key.
        }
        HttpResponse<byte[]> answer =
            browser.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        if (url.contains("format=webp")) {
          assertThat(answer.headers().firstValue("Content-Type")).contains("image/webp");
        } else if (url.contains("Signature=")) {
          assertThat(ImageIO.read(new ByteArrayInputStream(answer.body())))
              .as(url)
              .extracting(BufferedImage::getWidth)
              .isEqualTo(384);
        }
      }
    }
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
