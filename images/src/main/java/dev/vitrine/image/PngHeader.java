package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;

/** Goes over the chunks of a PNG. */
final class PngHeader {
  private static final int FIRST_CHUNK = 8;
  private static final int CHECKSUM = 4;
  private static final int LONGEST_EXIF = 64 * 1024;

  private PngHeader() {}

  static PictureHeader read(PictureInput input) {
    input.seek(FIRST_CHUNK);
    if (input.u32() != 13 || !input.text(4).equals("IHDR")) {
      throw new BrokenPictureException("does not begin with its header");
    }
    long width = input.u32();
    PixelSize size = PictureHeader.size(width, input.u32());
    int depth = input.u8();
    int colours = input.u8();
    input.skip(3 + CHECKSUM);
    boolean alpha = colours == 4 || colours == 6;
    boolean pixels = false;
    int frames = 1;
    Turn turn = Turn.NONE;
    while (true) {
      long length = input.u32();
      String type = input.text(4);
      input.need(length + CHECKSUM);
      long next = input.position() + length + CHECKSUM;
      switch (type) {
        case "IEND" -> {
          if (!pixels) {
            throw new BrokenPictureException("holds no picture");
          }
          int channels = channels(colours);
          return new PictureHeader(
              MediaFormat.PNG,
              size,
              new PictureHeader.Frame(0, 0, size),
              frames,
              alpha,
              turn,
              depth == 16 ? 2 * channels : channels,
              0,
              0,
              1,
              true);
        }
        case "IDAT" -> pixels = true;
        case "tRNS" -> alpha = true;
        case "acTL" -> frames = Math.clamp(input.u32(), 1, Integer.MAX_VALUE);
        case "eXIf" -> {
          if (length <= LONGEST_EXIF) {
            turn = Exif.turn(input.bytes((int) length), 0);
          }
        }
        default -> {
          // Nothing that is asked for here.
        }
      }
      input.seek(next);
    }
  }

  private static int channels(int colours) {
    return switch (colours) {
      case 0, 3 -> 1;
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> throw new BrokenPictureException("has no kind of colours that there is");
    };
  }
}
