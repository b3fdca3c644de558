package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import java.util.Set;

/** Reads the header of a BMP. */
final class BitmapHeader {
  private static final int OLD_HEADER = 12;
  private static final int NOT_COMPRESSED = 0;

  /**
   * Run lengths and bit masks; others hold a picture of another format, with a header of its own.
   */
  private static final Set<Long> COMPRESSIONS = Set.of(0L, 1L, 2L, 3L, 6L);

  private BitmapHeader() {}

  static PictureHeader read(PictureInput input) {
    input.seek(10);
    long pixels = input.u32le();
    long header = input.u32le();
    boolean old = header == OLD_HEADER;
    long width = old ? input.u16le() : (int) input.u32le();
    long height = old ? input.u16le() : Math.abs((long) (int) input.u32le());
    input.u16le();
    int bits = input.u16le();
    long compression = old ? NOT_COMPRESSED : input.u32le();
    if (!COMPRESSIONS.contains(compression) || (!old && input.u32le() > input.size())) {
      throw new BrokenPictureException("is compressed in a way that is not supported");
    }
    PixelSize size = PictureHeader.size(width, height);
    if (compression == NOT_COMPRESSED) {
      long row = ((long) size.width() * bits + 31) / 32 * 4;
      input.seek(pixels);
      input.need(row * size.height());
    } else {
      input.seek(pixels);
      input.need(1);
    }
    return PictureHeader.still(MediaFormat.BMP, size, bits == 32, Turn.NONE, Math.max(1, bits / 8));
  }
}
