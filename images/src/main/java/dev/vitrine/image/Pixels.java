package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Takes the pixels out of decoded images, 8 bits a channel, as they are: colour spaces are looked
 * after elsewhere. In particular grey stays what it was, which it does not where Java converts it.
 */
final class Pixels {
  private Pixels() {}

  /** The pixels of a decoder's image. */
  static Picture of(BufferedImage image) {
    PixelSize size = new PixelSize(image.getWidth(), image.getHeight());
    boolean alpha = image.getColorModel().hasAlpha();
    int[] argb = samples(image);
    if (argb == null) {
      argb = new int[Math.toIntExact(size.pixels())];
      image.getRGB(0, 0, size.width(), size.height(), argb, 0, size.width());
    }
    if (!alpha) {
      for (int i = 0; i < argb.length; i++) {
        argb[i] |= 0xFF000000;
      }
    }
    return new Picture(size, argb, alpha);
  }

  /** The pixels of those forms that are read directly; null of any other. */
  private static int @Nullable [] samples(BufferedImage image) {
    ColorModel colours = image.getColorModel();
    Raster raster = image.getRaster();
    if (colours instanceof IndexColorModel index) {
      return indexed(index, raster);
    }
    boolean whole = raster.getParent() == null && raster.getMinX() == 0 && raster.getMinY() == 0;
    if (raster.getDataBuffer() instanceof DataBufferInt ints
        && whole
        && (image.getType() == BufferedImage.TYPE_INT_ARGB
            || image.getType() == BufferedImage.TYPE_INT_RGB)
        && ints.getData().length == image.getWidth() * image.getHeight()) {
      return ints.getData();
    }
    int kind = colours.getColorSpace().getType();
    int bands = raster.getNumBands();
    boolean plain =
        (kind == ColorSpace.TYPE_GRAY && bands == (colours.hasAlpha() ? 2 : 1))
            || (kind == ColorSpace.TYPE_RGB && bands == (colours.hasAlpha() ? 4 : 3));
    if (!plain
        || !whole
        || colours.isAlphaPremultiplied()
        || !(raster.getSampleModel() instanceof PixelInterleavedSampleModel model)) {
      return null;
    }
    if (raster.getDataBuffer() instanceof DataBufferByte data && colours.getComponentSize(0) == 8) {
      return bytes(data.getData(), model, raster.getWidth(), raster.getHeight());
    }
    if (raster.getDataBuffer() instanceof DataBufferUShort data
        && colours.getComponentSize(0) == 16) {
      return shorts(data.getData(), model, raster.getWidth(), raster.getHeight());
    }
    return null;
  }

  private static int[] indexed(IndexColorModel index, Raster raster) {
    int[] table = new int[index.getMapSize()];
    index.getRGBs(table);
    int width = raster.getWidth();
    int[] argb = new int[Math.multiplyExact(width, raster.getHeight())];
    int[] row = new int[width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = row[x] < table.length ? table[row[x]] : 0xFF000000;
      }
    }
    return argb;
  }

  private static int[] bytes(
      byte[] data, PixelInterleavedSampleModel model, int width, int height) {
    int[] offsets = offsets(model);
    int step = model.getPixelStride();
    int[] argb = new int[Math.multiplyExact(width, height)];
    for (int y = 0; y < height; y++) {
      int at = y * model.getScanlineStride();
      for (int x = 0; x < width; x++) {
        int alpha = offsets[3] < 0 ? 0xFF : data[at + offsets[3]] & 0xFF;
        argb[y * width + x] =
            alpha << 24
                | (data[at + offsets[0]] & 0xFF) << 16
                | (data[at + offsets[1]] & 0xFF) << 8
                | (data[at + offsets[2]] & 0xFF);
        at += step;
      }
    }
    return argb;
  }

  private static int[] shorts(
      short[] data, PixelInterleavedSampleModel model, int width, int height) {
    int[] offsets = offsets(model);
    int step = model.getPixelStride();
    int[] argb = new int[Math.multiplyExact(width, height)];
    for (int y = 0; y < height; y++) {
      int at = y * model.getScanlineStride();
      for (int x = 0; x < width; x++) {
        int alpha = offsets[3] < 0 ? 0xFF : high(data[at + offsets[3]]);
        argb[y * width + x] =
            alpha << 24
                | high(data[at + offsets[0]]) << 16
                | high(data[at + offsets[1]]) << 8
                | high(data[at + offsets[2]]);
        at += step;
      }
    }
    return argb;
  }

  private static int high(short sample) {
    return sample >> 8 & 0xFF;
  }

  /** Where red, green, blue and alpha are; alpha is -1 if there is none. */
  private static int[] offsets(PixelInterleavedSampleModel model) {
    int[] bands = model.getBandOffsets();
    return switch (bands.length) {
      case 1 -> new int[] {bands[0], bands[0], bands[0], -1};
      case 2 -> new int[] {bands[0], bands[0], bands[0], bands[1]};
      case 3 -> new int[] {bands[0], bands[1], bands[2], -1};
      default -> bands;
    };
  }
}
