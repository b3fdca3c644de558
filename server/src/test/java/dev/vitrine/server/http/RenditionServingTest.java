package dev.vitrine.server.http;

import static dev.vitrine.server.http.StoredAssets.error;
import static dev.vitrine.server.http.StoredAssets.eventually;
import static dev.vitrine.server.http.StoredAssets.head;
import static dev.vitrine.server.http.StoredAssets.header;
import static dev.vitrine.server.http.StoredAssets.load;
import static dev.vitrine.server.http.StoredAssets.original;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.memory.MemoryAssetStore;
import dev.vitrine.server.TestServer;
import dev.vitrine.server.Wiring.Settings;
import dev.vitrine.server.http.StoredAssets.Told;
import dev.vitrine.store.memory.MemoryStore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are changed on the way (contract section 3). */
class RenditionServingTest {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final SwitchedAssetStore BLOBS =
      new SwitchedAssetStore(new MemoryAssetStore(InstantSource.system()));

  @AutoClose
  private static final TestServer SERVER =
      TestServer.start(
          new MemoryStore(),
          BLOBS,
          TestServer.signingKeys(),
          Settings.onLoopback(),
          InstantSource.fixed(TestServer.NOW));

  /** A picture unlike those before. */
  private static byte[] picture(int width, int height, String format) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(IDS.incrementAndGet() * 37 % 256, 90, 200));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(width / 4, height / 4, width / 2, IDS.get() % height);
    graphics.dispose();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URL of a picture of these bytes. */
  private static String stored(byte[] bytes, String mimeType) {
    String id = "asset_r" + IDS.incrementAndGet();
    StoredAssets.put(SERVER, id, bytes, Told.picture(mimeType, "cat.png"));
    return StoredAssets.rendition(SERVER, id);
  }

  private static BufferedImage decoded(HttpResponse<byte[]> answer) {
    try {
      return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(answer.body())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertSize(HttpResponse<byte[]> answer, int width, int height) {
    BufferedImage image = decoded(answer);
    assertThat(List.of(image.getWidth(), image.getHeight())).isEqualTo(List.of(width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "width=64&format=webp, image/webp, 64, 32, cat.png.webp",
    "width=64&format=jpeg&quality=80, image/jpeg, 64, 32, cat.png.jpg",
    "height=10&format=png, image/png, 20, 10, cat.png",
    "width=50&height=50, image/png, 50, 50, cat.png",
    "width=50&height=50&fit=inside, image/png, 50, 25, cat.png",
    "rotate=90&width=30, image/png, 30, 60, cat.png",
    "greyscale=true&blur=2&flatten=true&background=white, image/png, 200, 100, cat.png",
    "x=y, image/png, 200, 100, cat.png"
  })
  void aPictureIsChangedAsTheParametersAsk(
      String options, String type, int width, int height, String name) {
    HttpResponse<byte[]> answer =
        load(stored(picture(200, 100, "png"), "image/png") + "&" + options);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("inline; filename=\"" + name + "\"");
    assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(answer.body().length));
    assertThat(header(answer, "Cache-Control")).startsWith("private, max-age=");
    assertThat(header(answer, "Vary")).isEmpty();
    assertSize(answer, width, height);
  }

  @Test
  void autoIsWebpForThoseWhoNameIt() {
    String url = stored(picture(200, 100, "jpeg"), "image/jpeg") + "&width=20&format=auto";
    HttpResponse<byte[]> named = load(url, "Accept", "image/avif,image/webp,*/*;q=0.8");
    HttpResponse<byte[]> other = load(url, "Accept", "*/*");
    assertThat(header(named, "Content-Type")).isEqualTo("image/webp");
    assertThat(header(other, "Content-Type")).isEqualTo("image/jpeg");
    assertThat(header(named, "ETag")).isNotEqualTo(header(other, "ETag"));
    for (HttpResponse<byte[]> answer : List.of(named, other)) {
      assertThat(header(answer, "Vary")).isEqualTo("Accept");
      assertSize(answer, 20, 10);
    }
    HttpResponse<byte[]> held =
        load(url, "Accept", "image/webp", "If-None-Match", header(named, "ETag"));
    assertThat(held.statusCode()).isEqualTo(304);
    assertThat(header(held, "Vary")).isEqualTo("Accept");
  }

  @Test
  void whatTheClientHasIsNotEvenMade() {
    byte[] picture = picture(200, 100, "png");
    String etag = header(load(stored(picture, "image/png") + "&width=21"), "ETag");
    String same = stored(picture, "image/png") + "&width=21";
    double made = counted("made");
    BLOBS.away(true);
    try {
      assertThat(load(same, "If-None-Match", etag).statusCode()).isEqualTo(304);
    } finally {
      BLOBS.away(false);
    }
    assertThat(counted("made")).isEqualTo(made);
  }

  @Test
  void aRenditionHasRangesAndALengthToo() {
    String url = stored(picture(400, 300, "png"), "image/png") + "&width=300";
    HttpResponse<byte[]> whole = load(url);
    assertThat(header(head(url), "Content-Length"))
        .isEqualTo(Integer.toString(whole.body().length));
    HttpResponse<byte[]> part = load(url, "Range", "bytes=10-29");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 30));
    assertThat(load(url, "Range", "bytes=10-29", "If-Range", header(whole, "ETag")).statusCode())
        .isEqualTo(206);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width=0",
        "width=4097",
        "height=x",
        "fit=around",
        "format=gif",
        "quality=101",
        "rotate=45",
        "blur=-1",
        "background=colourful"
      })
  void anOptionWithoutSenseIsRefusedByItsName(String option) {
    HttpResponse<byte[]> answer = load(stored(picture(20, 10, "png"), "image/png") + "&" + option);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).text("code")).isEqualTo("INVALID_PARAMETER");
    assertThat(TestServer.object(error(answer), "details").text("field"))
        .isEqualTo(option.substring(0, option.indexOf('=')));
  }

  @Test
  void aPictureThatIsBrokenIsRefusedAndItsOriginalIsNot() {
    byte[] broken = Arrays.copyOf(picture(400, 300, "png"), 200);
    String id = "asset_r" + IDS.incrementAndGet();
    StoredAssets.put(SERVER, id, broken, Told.picture("image/png", "cat.png"));
    HttpResponse<byte[]> answer = load(StoredAssets.rendition(SERVER, id) + "&width=20");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).text("code")).isEqualTo("INVALID_PARAMETER");
    assertThat(load(original(SERVER, id)).body()).isEqualTo(broken);
  }

  @Test
  void whatIsNoPictureIsSentAsItIs() {
    byte[] bytes = StoredAssets.bytes(5000);
    for (String type : List.of("video/mp4", "model/gltf-binary", "image/svg+xml", "odd/type")) {
      HttpResponse<byte[]> answer = load(stored(bytes, type) + "&width=20&format=webp");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(bytes);
    }
  }

  @Test
  void whatWasMadeIsThereWhileTheStoreIsAway() {
    String url = stored(picture(200, 100, "png"), "image/png");
    byte[] kept = load(url + "&width=30").body();
    BLOBS.away(true);
    try {
      assertThat(load(url + "&width=30").body()).isEqualTo(kept);
      HttpResponse<byte[]> answer = load(url + "&width=31");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(error(answer).text("code")).isEqualTo("UNAVAILABLE");
      assertThat(header(answer, "Retry-After")).isNotEmpty();
    } finally {
      BLOBS.away(false);
    }
    assertThat(load(url + "&width=31").statusCode()).isEqualTo(200);
  }

  @Test
  void anOriginalIsNotThereWhileTheStoreIsAway() {
    String id = "asset_r" + IDS.incrementAndGet();
    StoredAssets.put(SERVER, id, picture(20, 10, "png"), Told.picture("image/png", "cat.png"));
    BLOBS.away(true);
    try {
      HttpResponse<byte[]> answer = load(original(SERVER, id));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(error(answer).text("code")).isEqualTo("UNAVAILABLE");
    } finally {
      BLOBS.away(false);
    }
    assertThat(load(original(SERVER, id)).statusCode()).isEqualTo(200);
  }

  @Test
  void oneIsMadeHoweverManyAsk() throws Exception {
    String url = stored(picture(2000, 1500, "png"), "image/png") + "&width=777";
    double made = counted("made");
    double kept = counted("kept");
    List<Future<byte[]>> answers = new ArrayList<>();
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        answers.add(askers.submit(() -> load(url).body()));
      }
      byte[] first = answers.getFirst().get();
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }
    assertThat(eventually(() -> counted("made") + counted("kept"), n -> n >= made + kept + 30))
        .isEqualTo(made + kept + 30);
    assertThat(counted("made")).isEqualTo(made + 1);
  }

  private static double counted(String outcome) {
    String name = "vitrine_renditions_total{outcome=\"" + outcome + "\"}";
    return SERVER
        .stranger()
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(Double.NaN);
  }
}
