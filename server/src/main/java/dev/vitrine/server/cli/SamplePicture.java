package dev.vitrine.server.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.MultipleGradientPaint.CycleMethod;
import java.awt.Polygon;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A picture for the sample catalogue: an evening landscape, always the same one for the same name.
 * Hills behind hills, a sun or a moon, and either huts with lit windows or water with lanterns.
 */
final class SamplePicture {
  private static final List<Palette> PALETTES =
      List.of(
          new Palette(0x1b2a49, 0xe8a87c, 0x3d405b, 0x14213d, 0xffd166),
          new Palette(0x264653, 0xf4a261, 0x2a6f6b, 0x10312b, 0xffe8a3),
          new Palette(0x2b193d, 0xd88c9a, 0x5b3a6b, 0x1a1026, 0xffcf99),
          new Palette(0x0b3954, 0xbfd7ea, 0x42687c, 0x0a2432, 0xfff3b0),
          new Palette(0x3a3335, 0xf0c987, 0x6b705c, 0x25231f, 0xffb703),
          new Palette(0x355070, 0xeaac8b, 0x6d597a, 0x2a1f3d, 0xffe5d9));

  private static final int RIDGES = 4;
  private static final int STEPS = 24;

  private final int width;
  private final int height;
  private final SplittableRandom random;
  private final Palette palette;
  private final Graphics2D canvas;

  /** Colours as 0xRRGGBB: the sky above and below, hills far and near, lights. */
  private record Palette(int zenith, int horizon, int far, int near, int light) {}

  private SamplePicture(BufferedImage picture, String name) {
    this.width = picture.getWidth();
    this.height = picture.getHeight();
    this.random = new SplittableRandom(name.hashCode());
    this.palette = PALETTES.get(random.nextInt(PALETTES.size()));
    this.canvas = picture.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
  }

  /** The picture of a name, opaque, of this size in pixels. */
  static BufferedImage draw(String name, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    SamplePicture drawing = new SamplePicture(picture, name);
    drawing.draw();
    drawing.canvas.dispose();
    return picture;
  }

  private void draw() {
    sky();
    boolean water = random.nextBoolean();
    for (int i = 0; i < RIDGES; i++) {
      ridge(i / (double) (RIDGES - 1));
    }
    if (water) {
      water();
    } else {
      huts();
    }
  }

  private void sky() {
    canvas.setPaint(
        new GradientPaint(0, 0, color(palette.zenith), 0, height * 0.7f, color(palette.horizon)));
    canvas.fill(new Rectangle2D.Double(0, 0, width, height));
    double size = height * random.nextDouble(0.10, 0.22);
    double x = width * random.nextDouble(0.15, 0.85);
    double y = height * random.nextDouble(0.15, 0.4);
    glow(x, y, size * 2.5, 90);
    canvas.setColor(color(palette.light));
    canvas.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
    for (int i = 0; i < 40; i++) {
      canvas.setColor(faded(palette.light, random.nextInt(40, 160)));
      double dot = random.nextDouble(0.5, 1.6);
      canvas.fill(
          new Ellipse2D.Double(
              random.nextDouble(width), random.nextDouble(height * 0.35), dot, dot));
    }
  }

  /**
   * A line of hills.
   *
   * @param nearness 0 for the farthest, 1 for the nearest
   */
  private void ridge(double nearness) {
    Polygon hills = new Polygon();
    double base = height * (0.42 + 0.33 * nearness);
    double swing = height * (0.05 + 0.05 * nearness);
    double phase = random.nextDouble(Math.TAU);
    double waves = random.nextDouble(1, 3);
    for (int i = 0; i <= STEPS; i++) {
      double along = i / (double) STEPS;
      double y =
          base
              + swing * Math.sin(phase + along * waves * Math.TAU)
              + swing * 0.4 * random.nextDouble(-1, 1);
      hills.addPoint((int) Math.round(along * width), (int) Math.round(y));
    }
    hills.addPoint(width, height);
    hills.addPoint(0, height);
    canvas.setColor(between(palette.far, palette.near, nearness));
    canvas.fill(hills);
  }

  private void huts() {
    for (int i = random.nextInt(3, 7); i > 0; i--) {
      double size = height * random.nextDouble(0.08, 0.14);
      double x = random.nextDouble(width * 0.05, width * 0.9);
      double y = height * random.nextDouble(0.72, 0.86);
      canvas.setColor(color(palette.near).darker());
      canvas.fill(new Rectangle2D.Double(x, y, size, size));
      Polygon roof = new Polygon();
      roof.addPoint((int) (x - size * 0.2), (int) y);
      roof.addPoint((int) (x + size * 0.5), (int) (y - size * 0.7));
      roof.addPoint((int) (x + size * 1.2), (int) y);
      canvas.fill(roof);
      lantern(x + size * 0.5, y + size * 0.45, size * 0.22);
    }
  }

  private void water() {
    double shore = height * 0.76;
    canvas.setPaint(
        new GradientPaint(
            0, (float) shore, faded(palette.horizon, 200), 0, height, color(palette.near)));
    canvas.fill(new Rectangle2D.Double(0, shore, width, height - shore));
    canvas.setStroke(new BasicStroke(Math.max(1, height / 200f)));
    for (int i = 0; i < 18; i++) {
      double y = random.nextDouble(shore, height);
      double x = random.nextDouble(width);
      double length = random.nextDouble(width * 0.05, width * 0.2);
      canvas.setColor(faded(palette.light, random.nextInt(20, 90)));
      canvas.draw(new QuadCurve2D.Double(x, y, x + length / 2, y + height * 0.008, x + length, y));
    }
    for (int i = random.nextInt(2, 6); i > 0; i--) {
      lantern(
          random.nextDouble(width * 0.05, width * 0.95),
          random.nextDouble(shore + height * 0.02, height * 0.95),
          height * random.nextDouble(0.015, 0.03));
    }
  }

  private void lantern(double x, double y, double size) {
    glow(x, y, size * 5, 150);
    canvas.setColor(color(palette.light));
    canvas.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }

  private void glow(double x, double y, double radius, int strength) {
    canvas.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) radius,
            new float[] {0, 1},
            new Color[] {faded(palette.light, strength), faded(palette.light, 0)},
            CycleMethod.NO_CYCLE));
    canvas.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  private static Color color(int rgb) {
    return new Color(rgb);
  }

  private static Color faded(int rgb, int alpha) {
    return new Color((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff, alpha);
  }

  private static Color between(int from, int to, double share) {
    Color a = color(from);
    Color b = color(to);
    return new Color(
        mixed(a.getRed(), b.getRed(), share),
        mixed(a.getGreen(), b.getGreen(), share),
        mixed(a.getBlue(), b.getBlue(), share));
  }

  private static int mixed(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
