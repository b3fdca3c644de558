package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import java.util.HashMap;
import java.util.Map;

/** Reads the first directory of a TIFF, and refuses what decoders could be led astray with. */
final class TiffHeader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int ROWS = 278;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int MOST_ENTRIES = 4096;
  private static final int TILE_SLACK = 1024;

  private final PictureInput input;
  private final boolean little;

  private TiffHeader(PictureInput input) {
    this.input = input;
    input.seek(0);
    this.little = input.u16() == 0x4949;
  }

  static PictureHeader read(PictureInput input) {
    return new TiffHeader(input).read();
  }

  private PictureHeader read() {
    input.seek(4);
    input.seek(u32());
    int entries = (int) u16();
    if (entries > MOST_ENTRIES) {
      throw new BrokenPictureException("has too many tags");
    }
    Map<Integer, Long> tags = new HashMap<>();
    long first = input.position();
    for (int i = 0; i < entries; i++) {
      input.seek(first + 12L * i);
      int tag = (int) u16();
      int type = (int) u16();
      long count = u32();
      boolean inside = count == 1 || (type == SHORT && count == 2);
      if (type == SHORT || type == LONG) {
        if (!inside) {
          input.seek(u32());
        }
        // Values that lie elsewhere are only needed of the sizes below.
        if (inside || tag == BITS || tag == EXTRA_SAMPLES) {
          tags.put(tag, type == SHORT ? u16() : u32());
        }
      }
    }
    long width = tags.getOrDefault(WIDTH, 0L);
    PixelSize size = PictureHeader.size(width, tags.getOrDefault(HEIGHT, 0L));
    long samples = tags.getOrDefault(SAMPLES, 1L);
    long bits = tags.getOrDefault(BITS, 1L);
    if (samples > 4 || bits > 16) {
      throw new BrokenPictureException("has channels that are not supported");
    }
    checkTiles(tags, size);
    int pixelBytes = (int) (samples * (bits > 8 ? 2 : 1));
    // A strip, which may be all of it, is unpacked whole.
    return new PictureHeader(
        MediaFormat.TIFF,
        size,
        new PictureHeader.Frame(0, 0, size),
        1,
        tags.containsKey(EXTRA_SAMPLES),
        Turn.ofOrientation((int) (long) tags.getOrDefault(ORIENTATION, 1L)),
        pixelBytes,
        pixelBytes,
        0);
  }

  /** Tiles larger than the picture, but for a little, are only there to fill memory. */
  private static void checkTiles(Map<Integer, Long> tags, PixelSize size) {
    long tileWidth = tags.getOrDefault(TILE_WIDTH, 1L);
    long tileHeight = tags.getOrDefault(TILE_HEIGHT, 1L);
    if (tileWidth > (long) size.width() + TILE_SLACK
        || tileHeight > (long) size.height() + TILE_SLACK
        || tileWidth * tileHeight > size.pixels() + (long) TILE_SLACK * TILE_SLACK
        || tags.getOrDefault(ROWS, 1L) < 1) {
      throw new BrokenPictureException("has tiles larger than itself");
    }
  }

  private long u16() {
    return little ? input.u16le() : input.u16();
  }

  private long u32() {
    return little ? input.u32le() : input.u32();
  }
}
