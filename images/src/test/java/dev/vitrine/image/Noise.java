package dev.vitrine.image;

import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures that do not compress. */
final class Noise {
  private Noise() {}

  static BufferedImage image(int width, int height, long seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }
}
