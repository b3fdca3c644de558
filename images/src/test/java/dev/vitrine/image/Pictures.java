package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.MediaInspector;
import dev.vitrine.asset.PixelSize;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws pictures and encodes them in all the ways that are to be read. */
final class Pictures {
  static final int RED = 0xFFFF0000;
  static final int GREEN = 0xFF00FF00;
  static final int BLUE = 0xFF0000FF;
  static final int WHITE = 0xFFFFFFFF;

  private Pictures() {}

  /** Red and green above, blue and white below. */
  static BufferedImage corners(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        boolean above = y < height / 2;
        image.setRGB(x, y, above ? (left ? RED : GREEN) : (left ? BLUE : WHITE));
      }
    }
    return image;
  }

  static BufferedImage corners(int width, int height) {
    return corners(width, height, BufferedImage.TYPE_INT_RGB);
  }

  static BufferedImage plain(int width, int height, int argb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, argb);
      }
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, format, output)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] jpeg(BufferedImage image, float quality, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG of four channels, each the same everywhere, without a marker that explains them. */
  static byte[] fourChannels(int width, int height, int... channels) {
    WritableRaster raster = Raster.createInterleavedRaster(0, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, channels);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG with one more segment at its beginning. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer longer = ByteBuffer.allocate(jpeg.length + content.length + 4);
    longer.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker);
    longer.putShort((short) (content.length + 2)).put(content);
    return longer.put(jpeg, 2, jpeg.length - 2).array();
  }

  static byte[] withAdobe(byte[] jpeg, int transform) {
    byte[] content = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return withSegment(jpeg, 0xEE, content);
  }

  static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
    byte[] name = {'E', 'x', 'i', 'f', 0, 0};
    byte[] tiff = orientation(orientation, order);
    return withSegment(
        jpeg, 0xE1, ByteBuffer.allocate(6 + tiff.length).put(name).put(tiff).array());
  }

  static byte[] orientation(int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  /** A PNG with one more chunk after its header. */
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    int after = 8 + 25;
    byte[] chunk = chunk(type, content);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, after)
        .put(chunk)
        .put(png, after, png.length - after)
        .array();
  }

  static byte[] chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) sum.getValue())
        .array();
  }

  /** A PNG header that says it is so large, with no more pixels than these bytes. */
  static byte[] claimingPng(int width, int height, byte[] deflated) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 6);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
    png.writeBytes(chunk("IHDR", header.array()));
    png.writeBytes(chunk("IDAT", deflated));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  /** An animated GIF whose canvas is as large as the first frame. */
  static byte[] animatedGif(BufferedImage... frames) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        writer.writeToSequence(new IIOImage(frame, null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A GIF with one more block before its first. */
  static byte[] withBlock(byte[] gif, byte[] block) {
    int bits = (gif[10] & 7) + 1;
    int colours = (gif[10] & 0x80) == 0 ? 0 : 3 << bits;
    int after = 13 + colours;
    return ByteBuffer.allocate(gif.length + block.length)
        .put(gif, 0, after)
        .put(block)
        .put(gif, after, gif.length - after)
        .array();
  }

  /** An animated WebP of still ones, the first at an offset on a canvas. */
  static byte[] animatedWebp(
      PixelSize canvas, int left, int top, PixelSize frame, byte[]... still) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    ByteBuffer extended = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putInt(0x12);
    put24(put24(extended, canvas.width() - 1), canvas.height() - 1);
    chunks.writeBytes(riffChunk("VP8X", extended.array()));
    chunks.writeBytes(riffChunk("ANIM", new byte[6]));
    for (byte[] one : still) {
      ByteBuffer header = ByteBuffer.allocate(16 + one.length - 12).order(ByteOrder.LITTLE_ENDIAN);
      put24(put24(header, left / 2), top / 2);
      put24(put24(header, frame.width() - 1), frame.height() - 1);
      put24(header, 100).put((byte) 0);
      header.put(one, 12, one.length - 12);
      chunks.writeBytes(riffChunk("ANMF", header.array()));
    }
    return ByteBuffer.allocate(12 + chunks.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(4 + chunks.size())
        .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
        .put(chunks.toByteArray())
        .array();
  }

  private static byte[] riffChunk(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + content.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(content.length)
        .put(content)
        .array();
  }

  private static ByteBuffer put24(ByteBuffer target, int value) {
    return target.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  /** What any reader makes of these bytes. */
  static BufferedImage decode(byte[] bytes) {
    try {
      return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MediaFormat formatOf(byte[] bytes) {
    return MediaFormat.recognise(MediaInspector.head(new HeldBlob(bytes)), "");
  }
}
