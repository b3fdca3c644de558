package dev.vitrine.server.sdk;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.client.ModelGetBulkParams;
import dev.vitrine.client.PageParams;
import dev.vitrine.client.VitrineClient;
import dev.vitrine.client.model.Model;
import dev.vitrine.examples.CompareCatalogue;
import dev.vitrine.examples.GalleryPage;
import dev.vitrine.examples.ManageModels;
import dev.vitrine.examples.ManyAtOnce;
import dev.vitrine.examples.TagCount;
import dev.vitrine.examples.UploadFiles;
import dev.vitrine.examples.WatchChanges;
import dev.vitrine.model.Json;
import dev.vitrine.model.JsonArray;
import dev.vitrine.model.JsonLimits;
import dev.vitrine.model.JsonObject;
import dev.vitrine.model.JsonReader;
import dev.vitrine.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the Java client, against a server. */
class ExamplesTest {
  private static final String REAL = "data/public-models-471.json";

  @AutoClose private static final TestServer SERVER = TestServer.start();
  @AutoClose private static final VitrineClient CLIENT = SdkClients.of(SERVER).build();

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @BeforeAll
  static void fill() {
    SERVER.model(
        STUDIO,
        """
        {"id":"a","type":"flux.1-lora","name":"Ink & <Wash>","tags":["ink","paper"],
         "thumbnail":{"assetId":"t","url":"https://elsewhere.test/t.png?p=100"}}
        """);
    SERVER.model(STUDIO, "{\"id\":\"b\",\"type\":\"custom\",\"name\":\"B\",\"tags\":[\"ink\"]}");
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aGalleryPageIsRenderedFromOneBulkRead() {
    GalleryPage.render(CLIENT, List.of("b", "nowhere", "a"), out);
    assertThat(printed())
        .startsWith("<!DOCTYPE html>")
        .contains(
            "<article><h2>B</h2><p>custom · ink</p></article>",
            "<article><img src=\"https://elsewhere.test/t.png?p=100&amp;width=256&amp;format=jpeg\" alt=\"\">"
                + "<h2>Ink &amp; &lt;Wash&gt;</h2><p>flux.1-lora · ink, paper</p></article>",
            "<p>1 are not available.</p>");
  }

  @Test
  void tagsAreCountedInAStream() {
    List<String> ids = IntStream.range(0, 12_000).mapToObj(i -> "none-" + i).toList();
    assertThat(TagCount.count(CLIENT, ids)).isEmpty();
    assertThat(TagCount.count(CLIENT, List.of("a", "b", "c")))
        .containsEntry("ink", 2)
        .containsEntry("paper", 1)
        .hasSize(2);
  }

  @Test
  void changesAreWatched() {
    SERVER.model(STUDIO, "{\"id\":\"w\",\"type\":\"custom\",\"name\":\"One\"}");
    WatchChanges watch = new WatchChanges(CLIENT, List.of("a", "w"), out);
    assertThat(watch.look()).isEqualTo(2);
    assertThat(watch.look()).isZero();
    SERVER.model(STUDIO, "{\"id\":\"w\",\"type\":\"custom\",\"name\":\"Two\"}");
    assertThat(watch.look()).isEqualTo(1);
    assertThat(printed().lines()).last().isEqualTo("w is now: Two");
  }

  @Test
  void callsNeedNotWaitForEachOther() {
    assertThat(ManyAtOnce.describe(CLIENT, List.of("b", "a")).join())
        .isEqualTo("first B; all: B, Ink & <Wash>");
    assertThat(ManyAtOnce.describe(CLIENT, List.of("nowhere", "a")).join())
        .isEqualTo("no such model; all: Ink & <Wash>");
    try (VitrineClient stranger = SdkClients.of(SERVER).credentials("x", "y").build()) {
      assertThat(ManyAtOnce.describe(stranger, List.of("a")).join()).contains("HTTP 401");
    } catch (CompletionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void modelsAreTakenThroughTheirLife() {
    new ManageModels(CLIENT, out).run("Examples", List.of("One", "Two", "Three"));
    assertThat(printed().lines())
        .containsExactlyInAnyOrder(
            "One: Only an example, example",
            "Two: Only an example, example",
            "Three: Only an example, example",
            "deleted 3");
    assertThat(CLIENT.collections().list(PageParams.none()).autoPager()).isEmpty();
  }

  @Test
  void filesAreUploadedForAModel(@TempDir Path folder) throws IOException {
    SERVER.model(STUDIO, "{\"id\":\"u\",\"type\":\"flux.1-lora\",\"status\":\"new\"}");
    Path one = Files.write(folder.resolve("one.png"), Pictures.png(40, 30, 1));
    Path two = Files.write(folder.resolve("two.png"), Pictures.png(40, 30, 2));
    List<String> ids = new UploadFiles(CLIENT, out).run("u", List.of(one, two));
    assertThat(printed()).contains("one.png: 100 %", "two.png: " + ids.getLast());
    Model model =
        CLIENT
            .models()
            .getBulk(ModelGetBulkParams.builder().modelIds(List.of("u")).thumbnail(true).build())
            .models()
            .getFirst();
    assertThat(model.trainingImages().orElseThrow())
        .map(image -> image.id().orElseThrow())
        .isEqualTo(ids);
    assertThat(model.thumbnail().orElseThrow().assetId()).contains(ids.getFirst());
  }

  @Test
  void theSampleCatalogueIsReadAsItIs() throws IOException {
    Path sample = Path.of(System.getProperty("vitrine.basedir"), "sample", "lantern-grove.json");
    int count = serve(sample);
    assertThat(CompareCatalogue.compare(CLIENT, sample, out)).as(printed()).isEqualTo(count);
    assertThat(printed()).isEqualTo(count + " of " + count + " models are equal\n");
  }

  @Test
  void aDifferenceIsNamed() throws IOException {
    SERVER.model(STUDIO, "{\"id\":\"d\",\"type\":\"custom\",\"tags\":[\"x\"]}");
    Path file = Files.createTempFile("models", ".json");
    try {
      Files.writeString(
          file,
          "[{\"id\":\"d\",\"type\":\"custom\",\"tags\":[\"y\"]},{\"id\":\"gone\",\"type\":\"custom\"}]");
      assertThat(CompareCatalogue.compare(CLIENT, file, out)).isZero();
      assertThat(printed().lines())
          .containsExactly("gone: missing", "d: tags differs", "0 of 2 models are equal");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void theRealDocumentsAreReadAsTheyAre() throws IOException {
    String shared = System.getenv("VITRINE_SHARED");
    Path root = Path.of(System.getProperty("vitrine.basedir"));
    Path file = shared == null ? root.resolve("../shared").resolve(REAL) : Path.of(shared, REAL);
    assumeTrue(Files.exists(file), "the real documents are not at hand: " + file);
    assertThat(serve(file)).isEqualTo(471);
    assertThat(CompareCatalogue.compare(CLIENT, file, out)).as(printed()).isEqualTo(471);
  }

  private static int serve(Path file) throws IOException {
    JsonObject content =
        (JsonObject) JsonReader.parse(Files.readAllBytes(file), new JsonLimits(1 << 28, 64));
    JsonArray models = Objects.requireNonNull(content.array("models"));
    for (Json model : models.elements()) {
      SERVER.model(STUDIO, (JsonObject) model, Set.of());
    }
    return models.size();
  }
}
