package dev.vitrine.image;

/**
 * A Gaussian, as three boxes one after the other whose variances sum up to its own: what it costs
 * does not depend on how wide it is. Edges are continued outwards.
 */
final class Blur {
  private static final int BOXES = 3;

  private Blur() {}

  /**
   * Blurs a picture in place.
   *
   * @param sigma in pixels
   */
  static void blur(Picture picture, double sigma) {
    int width = picture.size().width();
    int height = picture.size().height();
    int[] pixels = picture.argb();
    if (picture.alpha()) {
      Alpha.multiply(pixels);
    }
    int[] line = new int[Math.max(width, height)];
    int[] done = new int[Math.max(width, height)];
    // Each box has a variance of ((2r + 1)² - 1) / 12; the part of its outer two samples makes up
    // for what whole radii cannot reach.
    double variance = sigma * sigma / BOXES;
    int radius = (int) Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
    double edge = edge(variance, radius);
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * width, line, 0, width);
      boxes(line, done, width, radius, edge);
      System.arraycopy(line, 0, pixels, y * width, width);
    }
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        line[y] = pixels[y * width + x];
      }
      boxes(line, done, height, radius, edge);
      for (int y = 0; y < height; y++) {
        pixels[y * width + x] = line[y];
      }
    }
    if (picture.alpha()) {
      Alpha.divide(pixels);
    }
  }

  /** How much of the samples just outside of the radius counts, 0 to 1, to reach a variance. */
  private static double edge(double variance, int radius) {
    double inner = radius * (radius + 1.0) * (2 * radius + 1.0) / 3;
    double outer = 2.0 * (radius + 1.0) * (radius + 1.0);
    double length = 2 * radius + 1.0;
    return Math.clamp((variance * length - inner) / (outer - 2 * variance), 0, 1);
  }

  private static void boxes(int[] line, int[] done, int length, int radius, double edge) {
    for (int box = 0; box < BOXES; box++) {
      box(line, done, length, radius, (float) edge);
      System.arraycopy(done, 0, line, 0, length);
    }
  }

  private static void box(int[] from, int[] to, int length, int radius, float edge) {
    int last = length - 1;
    int a = 0;
    int r = 0;
    int g = 0;
    int b = 0;
    for (int i = -radius; i <= radius; i++) {
      int pixel = from[Math.clamp(i, 0, last)];
      a += pixel >>> 24;
      r += pixel >> 16 & 0xFF;
      g += pixel >> 8 & 0xFF;
      b += pixel & 0xFF;
    }
    float whole = 1 / (2 * radius + 1 + 2 * edge);
    for (int i = 0; i < length; i++) {
      int before = from[Math.max(i - radius - 1, 0)];
      int after = from[Math.min(i + radius + 1, last)];
      to[i] =
          Math.round((a + edge * ((before >>> 24) + (after >>> 24))) * whole) << 24
              | Math.round((r + edge * ((before >> 16 & 0xFF) + (after >> 16 & 0xFF))) * whole)
                  << 16
              | Math.round((g + edge * ((before >> 8 & 0xFF) + (after >> 8 & 0xFF))) * whole) << 8
              | Math.round((b + edge * ((before & 0xFF) + (after & 0xFF))) * whole);
      int leaving = from[Math.max(i - radius, 0)];
      a += (after >>> 24) - (leaving >>> 24);
      r += (after >> 16 & 0xFF) - (leaving >> 16 & 0xFF);
      g += (after >> 8 & 0xFF) - (leaving >> 8 & 0xFF);
      b += (after & 0xFF) - (leaving & 0xFF);
    }
  }
}
