package dev.vitrine.image;

import dev.vitrine.asset.BlobReader;
import dev.vitrine.asset.MediaFormat;
import org.jspecify.annotations.Nullable;

/** Reads the header of any picture that can be decoded. */
final class PictureHeaders {
  private PictureHeaders() {}

  /**
   * The header of a picture; null if the format is none that can be decoded.
   *
   * @throws BrokenPictureException if it does not keep to its format as far as that is seen without
   *     decoding: also if it ends too early
   */
  static @Nullable PictureHeader read(BlobReader blob, MediaFormat format) {
    try (PictureInput input = new PictureInput(blob)) {
      return switch (format) {
        case JPEG -> JpegHeader.read(input);
        case PNG -> PngHeader.read(input);
        case GIF -> GifHeader.read(input);
        case WEBP -> WebpHeader.read(input);
        case BMP -> BitmapHeader.read(input);
        case TIFF -> TiffHeader.read(input);
        default -> null;
      };
    }
  }
}
