package dev.vitrine.image;

import static dev.vitrine.image.ColourAssert.assertCorners;
import static dev.vitrine.image.ColourAssert.assertPixel;
import static dev.vitrine.image.ColourAssert.assertSize;
import static dev.vitrine.image.Pictures.BLUE;
import static dev.vitrine.image.Pictures.GREEN;
import static dev.vitrine.image.Pictures.RED;
import static dev.vitrine.image.Pictures.WHITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitrine.asset.PixelSize;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Pictures of all the forms that there are. */
class SourceFormatsTest {
  @Test
  void progressiveJpegIsLikeAnyOther() {
    byte[] jpeg = Pictures.jpeg(Pictures.corners(80, 40), 0.95f, true);
    assertCorners(Renders.shown(jpeg, "width=40&format=png"), 8, RED, GREEN, BLUE, WHITE);
    assertCorners(Renders.shown(jpeg, "width=4&format=png"), 30, RED, GREEN, BLUE, WHITE);
  }

  @Test
  void inksBecomeColours() {
    // How much of cyan, magenta, yellow and black there is.
    byte[] inks = Pictures.fourChannels(32, 32, 255, 0, 0, 0);
    assertPixel(Renders.shown(inks, "format=png"), 9, 9, 0xFF00FFFF, 3);
    // How much is missing of them, which is what Adobe's marker says.
    byte[] inverted = Pictures.withAdobe(Pictures.fourChannels(32, 32, 255, 0, 255, 255), 0);
    assertPixel(Renders.shown(inverted, "format=png"), 9, 9, 0xFFFF00FF, 3);
    byte[] dark = Pictures.withAdobe(Pictures.fourChannels(32, 32, 255, 255, 255, 51), 0);
    assertPixel(Renders.shown(dark, "format=png&width=8"), 4, 4, 0xFF333333, 3);
    // Red has all of magenta and yellow. What is missing of the inks is negated to be coded, so
    // that
    // this is the luminance and chrominance of cyan.
    byte[] coded = Pictures.withAdobe(Pictures.fourChannels(32, 32, 179, 171, 0, 255), 2);
    assertPixel(Renders.shown(coded, "format=png"), 9, 9, RED, 4);
  }

  @Test
  void greyWithAProfileOrWithoutStaysAsBrightAsItWas() {
    BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        grey.getRaster().setSample(x, y, 0, 100);
      }
    }
    for (String format : new String[] {"png", "jpeg", "tiff", "bmp"}) {
      BufferedImage shown = Renders.shown(Pictures.encode(grey, format), "format=webp&width=16");
      assertPixel(shown, 8, 8, 0xFF646464, 3);
    }
  }

  @Test
  void greyWithTransparency() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(16, 16);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setPixel(x, y, new int[] {100, 128});
      }
    }
    byte[] png = Pictures.encode(new BufferedImage(model, raster, false, null), "png");
    assertThat(png[25]).as("colour type").isEqualTo((byte) 4);
    assertPixel(Renders.shown(png, "width=8"), 4, 4, 0x80646464, 1);
  }

  @Test
  void sixteenBitsBecomeEight() {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(16, 16);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setPixel(x, y, new int[] {0x10FF, 0x8000, 0xFFFF, 0x4040});
      }
    }
    byte[] png = Pictures.encode(new BufferedImage(model, raster, false, null), "png");
    assertThat(png[24]).as("depth").isEqualTo((byte) 16);
    assertPixel(Renders.shown(png, ""), 8, 8, 0x401080FF, 1);
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSamples(0, 0, 16, 16, 0, levels(256, 0x6464));
    assertPixel(Renders.shown(Pictures.encode(grey, "png"), "format=webp"), 8, 8, 0xFF646464, 3);
  }

  private static int[] levels(int count, int level) {
    int[] levels = new int[count];
    Arrays.fill(levels, level);
    return levels;
  }

  @Test
  void palettesAndColoursThatStandForNothing() {
    byte[] indexed =
        Pictures.encode(Pictures.corners(32, 32, BufferedImage.TYPE_BYTE_INDEXED), "png");
    assertThat(indexed[25]).as("colour type").isEqualTo((byte) 3);
    assertCorners(Renders.shown(indexed, ""), 0, RED, GREEN, BLUE, WHITE);
    byte[] bits = Pictures.encode(Pictures.corners(32, 32, BufferedImage.TYPE_BYTE_BINARY), "png");
    assertPixel(Renders.shown(bits, ""), 31, 31, WHITE, 0);
    byte[] keyed =
        Pictures.withChunk(
            Pictures.encode(Pictures.corners(32, 32), "png"),
            "tRNS",
            new byte[] {0, 0, 0, (byte) 0xFF, 0, 0});
    BufferedImage shown = Renders.shown(keyed, "");
    assertThat(shown.getRGB(31, 0) >>> 24).as("green is transparent").isZero();
    assertPixel(shown, 0, 0, RED, 0);
  }

  @Test
  void ofAnAnimationTheFirstFrameIsTaken() {
    byte[] gif = Pictures.animatedGif(Pictures.corners(40, 40), Pictures.plain(40, 40, 0xFF000000));
    assertCorners(Renders.shown(gif, "width=20"), 0, RED, GREEN, BLUE, WHITE);
    byte[] first = Pictures.encode(Pictures.corners(20, 20), "webp");
    byte[] second = Pictures.encode(Pictures.plain(20, 20, 0xFF000000), "webp");
    PixelSize frame = new PixelSize(20, 20);
    byte[] whole = Pictures.animatedWebp(frame, 0, 0, frame, first, second);
    assertCorners(Renders.shown(whole, "format=png"), 40, RED, GREEN, BLUE, WHITE);
    byte[] placed = Pictures.animatedWebp(new PixelSize(60, 60), 40, 20, frame, first, second);
    BufferedImage shown = Renders.shown(placed, "format=png");
    assertSize(shown, 60, 60);
    assertPixel(shown, 0, 0, 0, 0);
    assertPixel(shown, 42, 22, RED, 40);
    assertPixel(shown, 58, 38, WHITE, 40);
  }

  @Test
  void animatedWebpWithTransparencyKeepsIt() {
    byte[] first = Pictures.encode(Pictures.plain(20, 20, 0x800000FF), "webp");
    PixelSize frame = new PixelSize(20, 20);
    byte[] bare = Arrays.copyOfRange(first, 18, first.length);
    System.arraycopy(first, 0, bare, 0, 12);
    byte[] animated = Pictures.animatedWebp(frame, 0, 0, frame, bare);
    assertPixel(Renders.shown(animated, "format=png&width=10"), 5, 5, 0x800000FF, 6);
  }

  @Test
  void largePicturesAreDecodedSmallerAndLookTheSame() {
    BufferedImage large = Pictures.corners(1200, 900);
    for (String format : new String[] {"jpeg", "png", "webp", "gif", "bmp", "tiff"}) {
      BufferedImage small = Renders.shown(Pictures.encode(large, format), "width=40&format=png");
      assertSize(small, 40, 30);
      assertCorners(small, 20, RED, GREEN, BLUE, WHITE);
      assertPixel(small, 17, 12, RED, 20);
      assertPixel(small, 22, 17, WHITE, 20);
    }
  }

  @Test
  void profilesAreBroughtToSrgb() {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] jpeg = Pictures.encode(Pictures.plain(32, 32, 0xFF373737), "png");
    byte[] png = Pictures.withChunk(jpeg, "iCCP", profileChunk(linear));
    assertPixel(Renders.shown(png, ""), 9, 9, 0xFF808080, 2);
    BufferedImage opaque = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    opaque.createGraphics().drawImage(Pictures.plain(32, 32, 0xFF373737), 0, 0, null);
    byte[] plain = Pictures.encode(opaque, "jpeg");
    byte[] segment = new byte[14 + linear.length];
    System.arraycopy("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII), 0, segment, 0, 14);
    System.arraycopy(linear, 0, segment, 14, linear.length);
    byte[] profiled = Pictures.withSegment(plain, 0xE2, segment);
    assertPixel(Renders.shown(profiled, "format=png"), 9, 9, 0xFF808080, 3);
    assertThat(Renders.render(profiled, "").length).isLessThan(plain.length + 200);
  }

  @Test
  void brokenProfilesCountAsNone() {
    byte[] png = Pictures.encode(Pictures.plain(32, 32, 0xFF373737), "png");
    byte[] broken = new byte[400];
    Arrays.fill(broken, (byte) 7);
    assertPixel(
        Renders.shown(Pictures.withChunk(png, "iCCP", profileChunk(broken)), ""),
        9,
        9,
        0xFF373737,
        0);
    assertPixel(Renders.shown(Pictures.withChunk(png, "iCCP", broken), ""), 9, 9, 0xFF373737, 0);
  }

  private static byte[] profileChunk(byte[] profile) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(new byte[] {'x', 0, 0});
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(profile);
      deflater.finish();
      byte[] buffer = new byte[profile.length + 100];
      chunk.write(buffer, 0, deflater.deflate(buffer));
    }
    return chunk.toByteArray();
  }

  @Test
  void jpegWithoutAMarkerForColoursIsLuminanceAndChrominance() {
    BufferedImage red = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    red.createGraphics().drawImage(Pictures.plain(32, 32, RED), 0, 0, null);
    byte[] jpeg = Pictures.encode(red, "jpeg");
    int header = 4 + (jpeg[4] << 8 | (jpeg[5] & 0xFF));
    byte[] bare = new byte[jpeg.length - header + 2];
    bare[0] = jpeg[0];
    bare[1] = jpeg[1];
    System.arraycopy(jpeg, header, bare, 2, jpeg.length - header);
    assertThat(bare[3]).as("JFIF is gone").isNotEqualTo((byte) 0xE0);
    assertPixel(Renders.shown(bare, "format=png"), 9, 9, RED, 4);
  }
}
