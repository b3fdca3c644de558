package dev.vitrine.image;

import static dev.vitrine.image.ColourAssert.assertCorners;
import static dev.vitrine.image.ColourAssert.assertPixel;
import static dev.vitrine.image.ColourAssert.assertSize;
import static dev.vitrine.image.Pictures.BLUE;
import static dev.vitrine.image.Pictures.GREEN;
import static dev.vitrine.image.Pictures.RED;
import static dev.vitrine.image.Pictures.WHITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.error.VitrineException;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
  private static final byte[] PNG = Pictures.encode(Pictures.corners(80, 40), "png");

  @ParameterizedTest
  @CsvSource({
    "'', 80, 40",
    "width=20, 20, 10",
    "height=20, 40, 20",
    "width=160, 160, 80",
    "width=1, 1, 1",
    "width=20&height=20, 20, 20",
    "width=20&height=20&fit=cover, 20, 20",
    "width=20&height=20&fit=contain, 20, 20",
    "width=20&height=20&fit=fill, 20, 20",
    "width=20&height=20&fit=inside, 20, 10",
    "width=20&height=20&fit=outside, 40, 20",
    "width=200&height=200&fit=inside, 200, 100",
    "rotate=90, 40, 80",
    "rotate=180, 80, 40",
    "rotate=270&width=10, 10, 20",
    "blur=3&greyscale=1&flatten=1, 80, 40",
  })
  void sizesAreThoseThatWereAskedFor(String query, int width, int height) {
    for (String format : new String[] {"png", "jpeg", "webp"}) {
      byte[] rendered = Renders.render(PNG, query + "&format=" + format);
      assertThat(Pictures.formatOf(rendered).mimeType()).isEqualTo("image/" + format);
      assertSize(Pictures.decode(rendered), width, height);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff", "webp"})
  void coloursAndPlacesAreKept(String format) {
    byte[] source = Pictures.encode(Pictures.corners(64, 64), format);
    assertCorners(Renders.shown(source, "width=32"), 12, RED, GREEN, BLUE, WHITE);
    assertCorners(Renders.shown(source, "width=8&format=png"), 12, RED, GREEN, BLUE, WHITE);
    assertCorners(Renders.shown(source, "format=png"), 12, RED, GREEN, BLUE, WHITE);
    MediaFormat expected =
        switch (format) {
          case "jpeg" -> MediaFormat.JPEG;
          case "webp" -> MediaFormat.WEBP;
          default -> MediaFormat.PNG;
        };
    assertThat(Pictures.formatOf(Renders.render(source, ""))).isEqualTo(expected);
  }

  @Test
  void turnsAreClockwise() {
    assertCorners(Renders.shown(PNG, "rotate=90"), 0, BLUE, RED, WHITE, GREEN);
    assertCorners(Renders.shown(PNG, "rotate=180"), 0, WHITE, BLUE, GREEN, RED);
    assertCorners(Renders.shown(PNG, "rotate=270"), 0, GREEN, WHITE, RED, BLUE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB",
    "0, RGBW", "9, RGBW"
  })
  void orientationIsHonouredAndStripped(int orientation, String corners) {
    boolean side = orientation >= 5 && orientation <= 8;
    int[] expected = corners.chars().map(RendererTest::colour).toArray();
    byte[] jpeg = Pictures.encode(Pictures.corners(80, 40), "jpeg");
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      byte[] turned = Pictures.withOrientation(jpeg, orientation, order);
      byte[] rendered = Renders.render(turned, "");
      assertSize(Pictures.decode(rendered), side ? 40 : 80, side ? 80 : 40);
      assertCorners(Pictures.decode(rendered), 12, expected);
      assertThat(new String(rendered, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
      assertSize(Renders.shown(turned, "width=20"), 20, side ? 40 : 10);
    }
    byte[] png = Pictures.withChunk(PNG, "eXIf", orientationOf(orientation));
    assertCorners(Renders.shown(png, ""), 0, expected);
  }

  private static byte[] orientationOf(int orientation) {
    return Pictures.orientation(orientation, ByteOrder.BIG_ENDIAN);
  }

  private static int colour(int letter) {
    return switch (letter) {
      case 'R' -> RED;
      case 'G' -> GREEN;
      case 'B' -> BLUE;
      default -> WHITE;
    };
  }

  @Test
  void orientationComesBeforeRotate() {
    byte[] jpeg = Pictures.encode(Pictures.corners(80, 40), "jpeg");
    byte[] turned = Pictures.withOrientation(jpeg, 6, ByteOrder.BIG_ENDIAN);
    assertCorners(Renders.shown(turned, "rotate=90"), 12, WHITE, BLUE, GREEN, RED);
    byte[] mirrored = Pictures.withOrientation(jpeg, 2, ByteOrder.BIG_ENDIAN);
    assertCorners(Renders.shown(mirrored, "rotate=90"), 12, WHITE, GREEN, BLUE, RED);
  }

  @Test
  void coverCutsTheMiddleOut() {
    BufferedImage wide = new BufferedImage(90, 30, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 90; x++) {
        wide.setRGB(x, y, x < 30 ? RED : x < 60 ? GREEN : BLUE);
      }
    }
    BufferedImage cut = Renders.shown(Pictures.encode(wide, "png"), "width=30&height=30");
    assertPixel(cut, 2, 15, GREEN, 0);
    assertPixel(cut, 27, 15, GREEN, 0);
    byte[] jpeg =
        Pictures.withOrientation(Pictures.encode(wide, "jpeg"), 6, ByteOrder.LITTLE_ENDIAN);
    assertCorners(Renders.shown(jpeg, "width=10&height=10"), 40, GREEN, GREEN, GREEN, GREEN);
  }

  @Test
  void containFillsUpWithTheBackground() {
    String query = "width=40&height=40&fit=contain";
    BufferedImage clear = Renders.shown(PNG, query);
    assertPixel(clear, 0, 0, 0, 0);
    assertPixel(clear, 0, 10, RED, 0);
    assertPixel(clear, 39, 29, WHITE, 0);
    assertPixel(clear, 0, 30, 0, 0);
    assertPixel(Renders.shown(PNG, query + "&background=0000ff"), 0, 0, BLUE, 0);
    assertPixel(Renders.shown(PNG, query + "&background=0f08"), 0, 0, 0x8800FF00, 0);
    assertPixel(Renders.shown(PNG, query + "&flatten=1"), 0, 0, WHITE, 0);
    assertPixel(Renders.shown(PNG, query + "&format=jpeg"), 0, 0, WHITE, 4);
    assertPixel(Renders.shown(PNG, query + "&format=jpeg&background=blue"), 0, 0, BLUE, 4);
    assertPixel(Renders.shown(PNG, query + "&format=webp"), 0, 0, 0, 2);
  }

  @Test
  void transparencyIsKeptOrFlattened() {
    byte[] half = Pictures.encode(Pictures.plain(32, 32, 0x80FF0000), "png");
    assertPixel(Renders.shown(half, "width=16"), 8, 8, 0x80FF0000, 1);
    assertPixel(Renders.shown(half, "format=webp&width=16"), 8, 8, 0x80FF0000, 4);
    assertPixel(Renders.shown(half, "flatten=1"), 8, 8, 0xFFFF7F7F, 1);
    assertPixel(Renders.shown(half, "flatten=1&background=black"), 8, 8, 0xFF800000, 1);
    assertPixel(Renders.shown(half, "format=jpeg"), 8, 8, 0xFFFF7F7F, 5);
    assertPixel(Renders.shown(half, "format=jpeg&background=00f"), 8, 8, 0xFF80007F, 5);
  }

  @Test
  void whatIsTransparentDoesNotBleed() {
    BufferedImage image = Pictures.plain(40, 40, 0x0000FF00);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 20; x++) {
        image.setRGB(x, y, RED);
      }
    }
    BufferedImage small = Renders.shown(Pictures.encode(image, "png"), "width=7");
    for (int x = 0; x < 7; x++) {
      assertThat(small.getRGB(x, 3) >> 8 & 0xFF).as("no green at %d", x).isZero();
    }
    BufferedImage blurred = Renders.shown(Pictures.encode(image, "png"), "blur=5");
    assertThat(blurred.getRGB(20, 20) >> 8 & 0xFF).isZero();
    assertThat(blurred.getRGB(20, 20) >>> 24).isBetween(90, 160);
  }

  @Test
  void greyscaleIsGreyByHowBrightColoursAre() {
    for (String format : new String[] {"png", "jpeg", "webp"}) {
      BufferedImage grey = Renders.shown(PNG, "greyscale=true&format=" + format);
      assertGrey(grey, 5, 5, 76);
      assertGrey(grey, 75, 5, 150);
      assertGrey(grey, 5, 35, 29);
      assertGrey(grey, 75, 35, 255);
    }
  }

  private static void assertGrey(BufferedImage image, int x, int y, int level) {
    int sample = image.getRaster().getSample(x, y, 0);
    assertThat(sample).isBetween(level - 4, level + 4);
    if (image.getRaster().getNumBands() > 1) {
      assertPixel(image, x, y, 0xFF000000 | level << 16 | level << 8 | level, 4);
    }
  }

  @Test
  void blurIsAGaussian() {
    BufferedImage dot = new BufferedImage(101, 101, BufferedImage.TYPE_INT_RGB);
    for (int y = 40; y <= 60; y++) {
      for (int x = 40; x <= 60; x++) {
        dot.setRGB(x, y, WHITE);
      }
    }
    for (double sigma : new double[] {0.3, 0.7, 1, 2.5, 6, 12}) {
      BufferedImage blurred = Renders.shown(Pictures.encode(dot, "png"), "blur=" + sigma);
      for (int x = 20; x <= 80; x += 5) {
        double edge = part(x - 39.5, sigma) - part(x - 60.5, sigma);
        double middle = part(50 - 39.5, sigma) - part(50 - 60.5, sigma);
        int expected = (int) Math.round(255 * edge * middle);
        assertThat(blurred.getRGB(x, 50) & 0xFF)
            .as("sigma %s at %d", sigma, x)
            .isBetween(expected - 12, expected + 12);
      }
    }
  }

  /** The integral of a Gaussian up to x. */
  private static double part(double x, double sigma) {
    double sum = 0;
    double step = sigma / 50;
    for (double at = -6 * sigma; at < x; at += step) {
      sum += Math.exp(-at * at / (2 * sigma * sigma)) * step;
    }
    return Math.min(1, sum / (sigma * Math.sqrt(2 * Math.PI)));
  }

  @Test
  void plainAreasStayExactlyWhatTheyAre() {
    for (int argb : new int[] {0xFF010203, 0xFFFEFDFC, 0xFF7F8081, 0xFF000000, WHITE}) {
      byte[] plain = Pictures.encode(Pictures.plain(97, 61, argb), "png");
      for (String query : new String[] {"width=31", "width=200", "blur=7.3", "width=5&height=50"}) {
        BufferedImage image = Renders.shown(plain, query);
        assertPixel(image, 0, 0, argb, 0);
        assertPixel(image, image.getWidth() - 1, image.getHeight() / 2, argb, 0);
      }
    }
  }

  @Test
  void finePatternsBecomeTheirMean() {
    BufferedImage lines = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        lines.setRGB(x, y, (x + y) % 2 == 0 ? WHITE : 0);
      }
    }
    BufferedImage small = Renders.shown(Pictures.encode(lines, "png"), "width=150");
    assertPixel(small, 75, 75, 0xFF808080, 12);
  }

  @Test
  void qualityMakesTheDifference() {
    byte[] noise = Pictures.encode(Noise.image(200, 200, 5), "png");
    for (String format : new String[] {"jpeg", "webp"}) {
      int low = Renders.render(noise, "quality=10&format=" + format).length;
      int usual = Renders.render(noise, "format=" + format).length;
      int eighty = Renders.render(noise, "quality=80&format=" + format).length;
      int high = Renders.render(noise, "quality=100&format=" + format).length;
      assertThat(low).isLessThan(usual);
      assertThat(usual).isEqualTo(eighty).isLessThan(high);
    }
  }

  @Test
  void longPicturesNeverLoseASide() {
    byte[] tall = Pictures.encode(Pictures.corners(1, 100_000), "png");
    assertSize(Renders.shown(tall, ""), 1, 100_000);
    assertSize(Renders.shown(tall, "height=256"), 1, 256);
    assertSize(Renders.shown(tall, "width=256&height=256&fit=inside"), 1, 256);
    assertSize(Renders.shown(tall, "width=64&height=64"), 64, 64);
    assertSize(Renders.shown(tall, "width=64&height=64&fit=contain"), 64, 64);
    assertSize(Renders.shown(tall, "rotate=90&width=300"), 300, 1);
    byte[] wide = Pictures.encode(Pictures.corners(60_000, 1), "jpeg");
    assertSize(Renders.shown(wide, "width=256"), 256, 1);
  }

  @Test
  void whatWouldBeTooLargeIsRefused() {
    byte[] tall = Pictures.encode(Pictures.corners(1, 100_000), "png");
    assertRefused(tall, "width=256", "width");
    assertRefused(tall, "width=64&height=64&fit=outside", "width");
    assertRefused(tall, "format=webp", "format");
    assertRefused(tall, "format=jpeg", "format");
  }

  private static void assertRefused(byte[] source, String query, String field) {
    assertThatThrownBy(() -> Renders.render(source, query))
        .isInstanceOfSatisfying(
            VitrineException.class,
            refusal -> assertThat(refusal.details()).containsEntry("field", field));
  }
}
