package dev.vitrine.image;

import dev.vitrine.asset.Colour;

/** Transparency: colours multiplied by it and divided again, and laid on a background. */
final class Alpha {
  private Alpha() {}

  static void multiply(int[] argb) {
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i];
      int alpha = pixel >>> 24;
      if (alpha != 255) {
        argb[i] =
            alpha << 24
                | part(pixel >> 16 & 0xFF, alpha) << 16
                | part(pixel >> 8 & 0xFF, alpha) << 8
                | part(pixel & 0xFF, alpha);
      }
    }
  }

  static void divide(int[] argb) {
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i];
      int alpha = pixel >>> 24;
      if (alpha != 255 && alpha != 0) {
        argb[i] =
            alpha << 24
                | whole(pixel >> 16 & 0xFF, alpha) << 16
                | whole(pixel >> 8 & 0xFF, alpha) << 8
                | whole(pixel & 0xFF, alpha);
      }
    }
  }

  /** Lays a picture on a colour; the result has that colour's alpha where the picture has none. */
  static void lay(int[] argb, Colour background) {
    int under = background.argb();
    int underAlpha = under >>> 24;
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i];
      int alpha = pixel >>> 24;
      if (alpha == 0) {
        argb[i] = under;
      } else if (alpha != 255) {
        int left = part(underAlpha, 255 - alpha);
        int sum = alpha + left;
        argb[i] =
            sum << 24
                | mixed(pixel >> 16 & 0xFF, alpha, under >> 16 & 0xFF, left) << 16
                | mixed(pixel >> 8 & 0xFF, alpha, under >> 8 & 0xFF, left) << 8
                | mixed(pixel & 0xFF, alpha, under & 0xFF, left);
      }
    }
  }

  private static int part(int value, int alpha) {
    return (value * alpha + 127) / 255;
  }

  private static int whole(int value, int alpha) {
    return Math.min(255, (value * 255 + alpha / 2) / alpha);
  }

  private static int mixed(int upper, int upperPart, int lower, int lowerPart) {
    int sum = upperPart + lowerPart;
    return (upper * upperPart + lower * lowerPart + sum / 2) / sum;
  }
}
