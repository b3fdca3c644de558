package dev.vitrine.image;

import com.luciad.imageio.webp.WebPImageWriterSpi;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.RenditionOptions.Format;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Encodes pictures, with no metadata. */
final class Encoder {
  private static final DirectColorModel OPAQUE = new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);

  private Encoder() {}

  /**
   * Encodes a picture.
   *
   * @param grey whether red, green and blue are the same everywhere
   * @param quality 1 to 100; null where the format knows none
   */
  static byte[] encode(Picture picture, boolean grey, Format format, @Nullable Integer quality) {
    ImageWriter writer =
        format == Format.WEBP
            ? new WebPImageWriterSpi().createWriterInstance(null)
            : ImageIO.getImageWritersByFormatName(format.name()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (quality != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (format == Format.WEBP) {
          param.setCompressionType("Lossy");
        }
        param.setCompressionQuality(quality / 100f);
      }
      boolean one = grey && !picture.alpha() && format != Format.WEBP;
      BufferedImage image = one ? grey(picture) : colours(picture);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "writing " + format.name().toLowerCase(Locale.ROOT) + " to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage colours(Picture picture) {
    PixelSize size = picture.size();
    ColorModel model = picture.alpha() ? ColorModel.getRGBdefault() : OPAQUE;
    int[] masks =
        picture.alpha()
            ? new int[] {0xFF0000, 0xFF00, 0xFF, 0xFF000000}
            : new int[] {0xFF0000, 0xFF00, 0xFF};
    return new BufferedImage(
        model,
        Raster.createPackedRaster(
            new DataBufferInt(picture.argb(), picture.argb().length),
            size.width(),
            size.height(),
            size.width(),
            masks,
            null),
        false,
        null);
  }

  private static BufferedImage grey(Picture picture) {
    PixelSize size = picture.size();
    int[] argb = picture.argb();
    byte[] grey = new byte[argb.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) argb[i];
    }
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(
        model,
        Raster.createInterleavedRaster(
            new DataBufferByte(grey, grey.length),
            size.width(),
            size.height(),
            size.width(),
            1,
            new int[] {0},
            null),
        false,
        null);
  }
}
