package dev.vitrine.bench.load;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Pictures to be measured with: smooth areas, edges and some grain, as generated pictures have. */
final class Pictures {
  private static final int SHAPES = 400;
  private static final int GRAIN = 6;

  private Pictures() {}

  /** Writes a square picture, always the same one of a size. */
  static Path write(Path file, String format, int side) throws IOException {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    SplittableRandom random = new SplittableRandom(side);
    Graphics2D canvas = picture.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setPaint(new GradientPaint(0, 0, color(random), side, side, color(random)));
    canvas.fillRect(0, 0, side, side);
    for (int i = 0; i < SHAPES; i++) {
      double size = side * random.nextDouble(0.02, 0.2);
      double x = random.nextDouble(side);
      double y = random.nextDouble(side);
      canvas.setPaint(
          new GradientPaint(
              (float) x, (float) y, color(random), (float) (x + size), (float) y, color(random)));
      canvas.fill(new Ellipse2D.Double(x, y, size, size * random.nextDouble(0.3, 1)));
    }
    canvas.dispose();
    grain(picture, random);
    if (!ImageIO.write(picture, format, file.toFile())) {
      throw new Unusable("No " + format + " can be written.");
    }
    return file;
  }

  private static Color color(SplittableRandom random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 200);
  }

  private static void grain(BufferedImage picture, SplittableRandom random) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int pixel = picture.getRGB(x, y);
        int noise = random.nextInt(-GRAIN, GRAIN + 1);
        picture.setRGB(
            x,
            y,
            moved(pixel >> 16, noise) << 16 | moved(pixel >> 8, noise) << 8 | moved(pixel, noise));
      }
    }
  }

  private static int moved(int channel, int by) {
    return Math.clamp((channel & 0xff) + by, 0, 255);
  }
}
