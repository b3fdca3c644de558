package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.image.PictureHeader.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the blocks of a GIF. Java's reader knows how long some extensions are and where they
 * end: before the first picture they have to be as it takes them, or it would find another one.
 */
final class GifHeader {
  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;
  private static final int END = 0x3B;
  private static final int CONTROL = 0xF9;
  private static final int CONTROL_LENGTH = 4;
  private static final int TEXT = 0x01;
  private static final int TEXT_LENGTH = 12;
  private static final int APPLICATION = 0xFF;

  private GifHeader() {}

  static PictureHeader read(PictureInput input) {
    input.seek(6);
    int width = input.u16le();
    int height = input.u16le();
    int packed = input.u8();
    input.skip(2);
    skipTable(input, packed);
    Frame first = null;
    boolean alpha = false;
    int frames = 0;
    int block = input.u8();
    while (block != END) {
      if (block == IMAGE) {
        Frame frame = frame(input);
        first = first == null ? frame : first;
        frames++;
      } else if (block == EXTENSION) {
        int label = input.u8();
        if (frames == 0 && label == CONTROL) {
          alpha = control(input);
        } else {
          if (frames == 0 && (label == TEXT || label == APPLICATION)) {
            int length = input.u8();
            need(label == TEXT ? length == TEXT_LENGTH : length > 0);
            input.skip(length);
          }
          skipBlocks(input);
        }
      } else if (block != 0) {
        throw new BrokenPictureException("has a block of no kind that there is");
      }
      block = input.u8();
    }
    return header(width, height, first, alpha, frames);
  }

  private static PictureHeader header(
      int width, int height, @Nullable Frame first, boolean alpha, int frames) {
    if (first == null) {
      throw new BrokenPictureException("holds no picture");
    }
    PixelSize canvas = width == 0 || height == 0 ? first.size() : PictureHeader.size(width, height);
    return new PictureHeader(
        MediaFormat.GIF,
        canvas,
        first,
        frames,
        alpha || !first.covers(canvas),
        Turn.NONE,
        1,
        0,
        0,
        1,
        true);
  }

  private static Frame frame(PictureInput input) {
    int left = input.u16le();
    int top = input.u16le();
    int width = input.u16le();
    PixelSize size = PictureHeader.size(width, input.u16le());
    skipTable(input, input.u8());
    input.u8();
    skipBlocks(input);
    return new Frame(left, top, size);
  }

  /** Whether a colour stands for nothing. */
  private static boolean control(PictureInput input) {
    need(input.u8() == CONTROL_LENGTH);
    boolean alpha = (input.u8() & 1) != 0;
    input.skip(CONTROL_LENGTH - 1);
    need(input.u8() == 0);
    return alpha;
  }

  private static void need(boolean asItIsRead) {
    if (!asItIsRead) {
      throw new BrokenPictureException("has an extension of another length than its kind has");
    }
  }

  private static void skipTable(PictureInput input, int packed) {
    if ((packed & 0x80) != 0) {
      input.skip(3L << ((packed & 7) + 1));
    }
  }

  private static void skipBlocks(PictureInput input) {
    for (int length = input.u8(); length != 0; length = input.u8()) {
      input.skip(length);
    }
  }
}
