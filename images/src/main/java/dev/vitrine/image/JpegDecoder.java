package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes JPEG, also of four inks. Java's reader is shown no metadata but what says how colours are
 * coded: it stumbles over some of the rest, and guesses wrongly where it is told nothing.
 */
final class JpegDecoder {
  private JpegDecoder() {}

  static Decoded decode(byte[] bytes, PictureHeader header, Sampling sampling) throws IOException {
    JpegSegments segments = JpegSegments.of(bytes, header.channels());
    Picture picture =
        header.channels() == 4
            ? inks(segments, header, sampling)
            : Pixels.of(Decoder.read(segments.plain(), header, sampling));
    return new Decoded(
        picture,
        1.0 / sampling.across(),
        1.0 / sampling.down(),
        header.channels() == 3 ? segments.profile() : null);
  }

  private static Picture inks(JpegSegments segments, PictureHeader header, Sampling sampling)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("JPEG").next();
    Raster raster;
    try (ImageInputStream input = new ByteArrayImageInput(segments.plain())) {
      reader.setInput(input, true, true);
      Decoder.checkSize(reader, header);
      raster = reader.readRaster(0, Decoder.sampled(reader, sampling));
    } finally {
      reader.dispose();
    }
    PixelSize size = new PixelSize(raster.getWidth(), raster.getHeight());
    byte[] inks = new byte[Math.multiplyExact(Math.toIntExact(size.pixels()), 4)];
    int[] row = new int[4 * size.width()];
    for (int y = 0; y < size.height(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, size.width(), 1, row);
      ink(row, inks, y * row.length, segments);
    }
    Picture converted = Profiles.ofInks(inks, size, segments.profile());
    return converted != null ? converted : simply(inks, size);
  }

  /** Rows of four channels as they are coded to inks, 255 for all of one. */
  private static void ink(int[] row, byte[] inks, int at, JpegSegments segments) {
    // Those that Adobe's marker names store how much of an ink is missing.
    int inverted = segments.adobe() ? 0xFF : 0;
    for (int i = 0; i < row.length; i += 4) {
      int first = row[i];
      int second = row[i + 1];
      int third = row[i + 2];
      if (segments.transform() == 2) {
        double y = first;
        double blue = second - 128;
        double red = third - 128;
        first = 255 - clamp(y + 1.402 * red);
        second = 255 - clamp(y - 0.344136 * blue - 0.714136 * red);
        third = 255 - clamp(y + 1.772 * blue);
      }
      inks[at + i] = (byte) (first ^ inverted);
      inks[at + i + 1] = (byte) (second ^ inverted);
      inks[at + i + 2] = (byte) (third ^ inverted);
      inks[at + i + 3] = (byte) (row[i + 3] ^ inverted);
    }
  }

  private static int clamp(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  private static Picture simply(byte[] inks, PixelSize size) {
    int[] argb = new int[Math.toIntExact(size.pixels())];
    for (int i = 0; i < argb.length; i++) {
      int paper = 255 - (inks[4 * i + 3] & 0xFF);
      argb[i] =
          0xFF000000
              | left(inks[4 * i], paper) << 16
              | left(inks[4 * i + 1], paper) << 8
              | left(inks[4 * i + 2], paper);
    }
    return new Picture(size, argb, false);
  }

  private static int left(byte ink, int paper) {
    return ((255 - (ink & 0xFF)) * paper + 127) / 255;
  }
}
