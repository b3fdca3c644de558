package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import dev.vitrine.image.Turn.Area;

/**
 * Brings an area of a picture to another size: a Catmull-Rom spline, widened where the picture gets
 * smaller, first along rows and then along columns. Transparency is weighed in.
 */
final class Resampler {
  private static final int SHIFT = 14;
  private static final int ONE = 1 << SHIFT;
  private static final int HALF = ONE / 2;
  private static final double SUPPORT = 2;

  private Resampler() {}

  /**
   * What the weights of one axis take, at most.
   *
   * @param source samples there are
   * @param result samples there are to be
   */
  static long weightBytes(int source, int result) {
    long taps = taps(source / (double) result, source);
    return 4L * result * (taps + 1) + 8 * taps;
  }

  private static int taps(double step, int source) {
    return (int) Math.min(source, Math.ceil(SUPPORT * Math.max(1, step)) * 2 + 1);
  }

  /** The weights of the source's samples for each sample of the result along one axis. */
  private static final class Axis {
    private final int[] first;
    private final int[] weights;
    private final int taps;

    private Axis(int[] first, int[] weights, int taps) {
      this.first = first;
      this.weights = weights;
      this.taps = taps;
    }

    static Axis of(double from, double length, int source, int result) {
      double step = length / result;
      double width = Math.max(1, step);
      int taps = taps(step, source);
      int[] first = new int[result];
      int[] weights = new int[Math.multiplyExact(result, taps)];
      double[] exact = new double[taps];
      for (int i = 0; i < result; i++) {
        double centre = from + (i + 0.5) * step;
        int start = Math.clamp((long) Math.floor(centre - SUPPORT * width), 0, source - taps);
        double sum = 0;
        for (int tap = 0; tap < taps; tap++) {
          exact[tap] = spline(Math.abs(start + tap + 0.5 - centre) / width);
          sum += exact[tap];
        }
        first[i] = start;
        normalise(exact, sum, weights, i * taps);
      }
      return new Axis(first, weights, taps);
    }

    /** Whole numbers that sum up to exactly one, so that a plain area stays what it is. */
    private static void normalise(double[] exact, double sum, int[] weights, int at) {
      int left = ONE;
      int heaviest = at;
      for (int tap = 0; tap < exact.length; tap++) {
        int weight = (int) Math.round(exact[tap] / sum * ONE);
        weights[at + tap] = weight;
        left -= weight;
        heaviest = weight > weights[heaviest] ? at + tap : heaviest;
      }
      weights[heaviest] += left;
    }

    private static double spline(double x) {
      if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
      }
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
  }

  /**
   * The area in another size.
   *
   * @param source may be changed
   */
  static Picture resample(Picture source, Area area, PixelSize size) {
    PixelSize from = source.size();
    if (from.equals(size) && area.equals(new Area(0, 0, from.width(), from.height()))) {
      return source;
    }
    if (source.alpha()) {
      Alpha.multiply(source.argb());
    }
    Axis across = Axis.of(area.left(), area.width(), from.width(), size.width());
    Axis down = Axis.of(area.top(), area.height(), from.height(), size.height());
    int firstRow = down.first[0];
    int rows = down.first[size.height() - 1] + down.taps - firstRow;
    int[] narrow = rows(source, firstRow, rows, across, size.width());
    int[] result = columns(narrow, firstRow, down, size);
    if (source.alpha()) {
      Alpha.divide(result);
    }
    return new Picture(size, result, source.alpha());
  }

  private static int[] rows(Picture source, int firstRow, int rows, Axis axis, int width) {
    int[] from = source.argb();
    int stride = source.size().width();
    int taps = axis.taps;
    int[] to = new int[Math.multiplyExact(rows, width)];
    for (int y = 0; y < rows; y++) {
      int row = (firstRow + y) * stride;
      for (int x = 0; x < width; x++) {
        int at = row + axis.first[x];
        int weightAt = x * taps;
        int a = HALF;
        int r = HALF;
        int g = HALF;
        int b = HALF;
        for (int tap = 0; tap < taps; tap++) {
          int weight = axis.weights[weightAt + tap];
          int pixel = from[at + tap];
          a += weight * (pixel >>> 24);
          r += weight * (pixel >> 16 & 0xFF);
          g += weight * (pixel >> 8 & 0xFF);
          b += weight * (pixel & 0xFF);
        }
        to[y * width + x] = pixel(a, r, g, b);
      }
    }
    return to;
  }

  private static int[] columns(int[] from, int firstRow, Axis axis, PixelSize size) {
    int width = size.width();
    int[] to = new int[Math.toIntExact(size.pixels())];
    int[] a = new int[width];
    int[] r = new int[width];
    int[] g = new int[width];
    int[] b = new int[width];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < width; x++) {
        a[x] = HALF;
        r[x] = HALF;
        g[x] = HALF;
        b[x] = HALF;
      }
      for (int tap = 0; tap < axis.taps; tap++) {
        int weight = axis.weights[y * axis.taps + tap];
        if (weight == 0) {
          continue;
        }
        int row = (axis.first[y] - firstRow + tap) * width;
        for (int x = 0; x < width; x++) {
          int pixel = from[row + x];
          a[x] += weight * (pixel >>> 24);
          r[x] += weight * (pixel >> 16 & 0xFF);
          g[x] += weight * (pixel >> 8 & 0xFF);
          b[x] += weight * (pixel & 0xFF);
        }
      }
      for (int x = 0; x < width; x++) {
        to[y * width + x] = pixel(a[x], r[x], g[x], b[x]);
      }
    }
    return to;
  }

  /** The spline overshoots: each channel is brought back, colours to no more than their alpha. */
  private static int pixel(int a, int r, int g, int b) {
    int alpha = Math.clamp(a >> SHIFT, 0, 255);
    return alpha << 24
        | Math.clamp(r >> SHIFT, 0, alpha) << 16
        | Math.clamp(g >> SHIFT, 0, alpha) << 8
        | Math.clamp(b >> SHIFT, 0, alpha);
  }
}
