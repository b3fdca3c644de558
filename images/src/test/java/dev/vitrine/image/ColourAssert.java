package dev.vitrine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HexFormat;

/** Compares pixels, near enough for lossy formats. */
final class ColourAssert {
  private ColourAssert() {}

  static void assertPixel(BufferedImage image, int x, int y, int argb, int tolerance) {
    assertNear("at " + x + "," + y, image.getRGB(x, y), argb, tolerance);
  }

  static void assertNear(String where, int found, int argb, int tolerance) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      assertThat(Math.abs((found >> shift & 0xFF) - (argb >> shift & 0xFF)))
          .as(
              "%s: %s is not %s",
              where, HexFormat.of().toHexDigits(found), HexFormat.of().toHexDigits(argb))
          .isLessThanOrEqualTo(tolerance);
    }
  }

  /** The colours of the four quarters, from the left above, along rows. */
  static void assertCorners(BufferedImage image, int tolerance, int... colours) {
    int right = image.getWidth() - 1;
    int below = image.getHeight() - 1;
    assertPixel(image, 0, 0, colours[0], tolerance);
    assertPixel(image, right, 0, colours[1], tolerance);
    assertPixel(image, 0, below, colours[2], tolerance);
    assertPixel(image, right, below, colours[3], tolerance);
  }

  static void assertSize(BufferedImage image, int width, int height) {
    assertThat(image.getWidth() + "×" + image.getHeight()).isEqualTo(width + "×" + height);
  }
}
