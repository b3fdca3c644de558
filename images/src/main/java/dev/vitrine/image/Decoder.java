package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes pictures, of animations the first frame, smaller than they are stored if need be. */
final class Decoder {
  /**
   * Those whose reader, told to ignore metadata, ignores some that pixels depend on. Others have
   * none of that, but take time by the square of a long comment's length, or much room for tags.
   */
  private static final Set<MediaFormat> METADATA_NEEDED =
      Set.of(MediaFormat.JPEG, MediaFormat.PNG, MediaFormat.BMP);

  private Decoder() {}

  /**
   * Decodes a picture.
   *
   * @param bytes all of it
   * @param header as it was read from the same bytes
   * @throws BrokenPictureException if it cannot be decoded
   */
  static Decoded decode(byte[] bytes, PictureHeader header, Sampling sampling) {
    try {
      Decoded decoded =
          switch (header.format()) {
            case JPEG -> JpegDecoder.decode(bytes, header, sampling);
            case PNG -> PngDecoder.decode(bytes, header, sampling);
            case WEBP -> WebpDecoder.decode(bytes, header, sampling);
            case GIF -> gif(bytes, header, sampling);
            default -> plain(bytes, header, sampling);
          };
      checkSize(decoded, header, sampling);
      return decoded;
    } catch (IOException e) {
      throw new BrokenPictureException("cannot be decoded", e);
    } catch (BrokenPictureException e) {
      throw e;
    } catch (RuntimeException e) {
      // Decoders that are led astray fail in all ways there are.
      throw new BrokenPictureException("cannot be decoded", e);
    }
  }

  private static void checkSize(Decoded decoded, PictureHeader header, Sampling sampling) {
    PixelSize expected = sampling.applied(header.stored());
    if (!decoded.picture().size().equals(expected)) {
      throw new BrokenPictureException("is of another size than its header says");
    }
  }

  /** What a reader would make room for is what was planned, whatever it was led to look at. */
  static void checkSize(ImageReader reader, PictureHeader header) throws IOException {
    PixelSize planned = header.frame().size();
    if (reader.getWidth(0) != planned.width() || reader.getHeight(0) != planned.height()) {
      throw new BrokenPictureException("is of another size than its header says");
    }
  }

  private static Decoded plain(byte[] bytes, PictureHeader header, Sampling sampling)
      throws IOException {
    BufferedImage image = read(bytes, header, sampling);
    return new Decoded(
        Pixels.of(image),
        1.0 / sampling.across(),
        1.0 / sampling.down(),
        image.getColorModel().getColorSpace() instanceof ICC_ColorSpace space
                && !space.isCS_sRGB()
                && space.getNumComponents() == 3
            ? space.getProfile()
            : null);
  }

  private static Decoded gif(byte[] bytes, PictureHeader header, Sampling sampling)
      throws IOException {
    if (header.frame().covers(header.stored())) {
      Picture picture = Pixels.of(read(bytes, header, sampling));
      return new Decoded(picture, 1.0 / sampling.across(), 1.0 / sampling.down(), null);
    }
    Picture frame = Pixels.of(read(bytes, header, Sampling.ALL));
    return new Decoded(onCanvas(frame, header), 1, 1, null);
  }

  /** A frame where it lies on its canvas; what it leaves free is transparent. */
  static Picture onCanvas(Picture frame, PictureHeader header) {
    PixelSize canvas = header.stored();
    Picture whole = Picture.filled(canvas, 0);
    int left = header.frame().left();
    int top = header.frame().top();
    int width = Math.min(frame.size().width(), canvas.width() - left);
    int height = Math.min(frame.size().height(), canvas.height() - top);
    for (int y = 0; y < height && width > 0; y++) {
      System.arraycopy(
          frame.argb(),
          y * frame.size().width(),
          whole.argb(),
          (top + y) * canvas.width() + left,
          width);
    }
    return whole;
  }

  /** Decodes with one of Java's own readers. */
  static BufferedImage read(byte[] bytes, PictureHeader header, Sampling sampling)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(header.format().name()).next();
    try (ImageInputStream input = new ByteArrayImageInput(bytes)) {
      reader.setInput(input, false, !METADATA_NEEDED.contains(header.format()));
      checkSize(reader, header);
      return reader.read(0, sampled(reader, sampling));
    } finally {
      reader.dispose();
    }
  }

  static ImageReadParam sampled(ImageReader reader, Sampling sampling) {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(
        sampling.across(), sampling.down(), sampling.across() / 2, sampling.down() / 2);
    return param;
  }
}
