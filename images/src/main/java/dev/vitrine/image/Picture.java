package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import java.util.Arrays;

/** Decoded pixels, in sRGB unless said otherwise. Whoever makes one hands its array over. */
final class Picture {
  private final PixelSize size;
  private final int[] argb;
  private final boolean alpha;

  /**
   * A picture.
   *
   * @param argb row by row: 8 bits each of alpha, red, green, blue, not multiplied
   * @param alpha whether some of it may be transparent; if not, alpha is 255 everywhere
   */
  Picture(PixelSize size, int[] argb, boolean alpha) {
    if (argb.length != size.pixels()) {
      throw new IllegalArgumentException(argb.length + " pixels are not " + size);
    }
    this.size = size;
    this.argb = argb;
    this.alpha = alpha;
  }

  /** One colour all over. */
  static Picture filled(PixelSize size, int argb) {
    int[] pixels = new int[Math.toIntExact(size.pixels())];
    Arrays.fill(pixels, argb);
    return new Picture(size, pixels, argb >>> 24 != 0xFF);
  }

  PixelSize size() {
    return size;
  }

  int[] argb() {
    return argb;
  }

  boolean alpha() {
    return alpha;
  }
}
