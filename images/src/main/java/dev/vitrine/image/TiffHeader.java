package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the first directory of a TIFF, and refuses what decoders could be led astray with: what
 * they read otherwise than this does. JPEGs inside, which have headers of their own, are not
 * decoded.
 */
final class TiffHeader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int ROWS = 278;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int EXTRA_SAMPLES = 338;
  private static final int JPEG = 513;
  private static final Set<Long> JPEG_COMPRESSIONS = Set.of(6L, 7L);
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY = 12;
  private static final int INSIDE = 4;
  private static final int MOST_ENTRIES = 4096;

  /** Bytes of a value of each type; Java's reader loses its place over types that are none. */
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private static final int MOST_SAMPLES = 4;
  private static final int TILE_SLACK = 1024;

  private final PictureInput input;
  private final boolean little;
  private final Map<Integer, Long> tags = new HashMap<>();
  private final Set<Integer> seen = new HashSet<>();
  private long outside;

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
    ByteBuffer directory = ByteBuffer.wrap(input.bytes(entries * ENTRY));
    directory.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (int at = 0; at < directory.capacity(); at += ENTRY) {
      entry(directory, at);
    }
    boolean jpegInside =
        JPEG_COMPRESSIONS.contains(tags.getOrDefault(COMPRESSION, 1L)) || seen.contains(JPEG);
    long width = tags.getOrDefault(WIDTH, 0L);
    PixelSize size = PictureHeader.size(width, tags.getOrDefault(HEIGHT, 0L));
    long samples = tags.getOrDefault(SAMPLES, 1L);
    long bits = tags.getOrDefault(BITS, 1L);
    if (samples > MOST_SAMPLES || bits > 16) {
      throw new BrokenPictureException("has channels that are not supported");
    }
    checkTiles(size);
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
        0,
        1,
        !jpegInside);
  }

  private void entry(ByteBuffer directory, int at) {
    int tag = directory.getShort(at) & 0xFFFF;
    int type = directory.getShort(at + 2) & 0xFFFF;
    long count = directory.getInt(at + 4) & 0xFFFFFFFFL;
    if (type < 1 || type >= TYPE_BYTES.length) {
      throw new BrokenPictureException("has a tag of no type that there is");
    }
    if (!seen.add(tag)) {
      throw new BrokenPictureException("has the same tag twice");
    }
    long bytes = count * TYPE_BYTES[type];
    outside += bytes > INSIDE ? bytes : 0;
    if (outside > input.size()) {
      throw new BrokenPictureException("has tags longer than itself");
    }
    if (type != SHORT && type != LONG) {
      return;
    }
    if (bytes <= INSIDE) {
      int second = type == SHORT && count == 2 ? directory.getShort(at + 10) & 0xFFFF : 0;
      int value = type == SHORT ? directory.getShort(at + 8) & 0xFFFF : directory.getInt(at + 8);
      tags.put(tag, Math.max(value & 0xFFFFFFFFL, second));
    } else if (tag == BITS || tag == EXTRA_SAMPLES) {
      // Values that lie elsewhere are only needed of these.
      input.seek(directory.getInt(at + 8) & 0xFFFFFFFFL);
      tags.put(tag, largest(type, count));
    }
  }

  /** Of the first few values: there are no more channels. */
  private long largest(int type, long count) {
    long largest = 0;
    for (int i = 0; i < Math.min(count, MOST_SAMPLES); i++) {
      largest = Math.max(largest, type == SHORT ? u16() : u32());
    }
    return largest;
  }

  /** Tiles larger than the picture, but for a little, are only there to fill memory. */
  private void checkTiles(PixelSize size) {
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
