package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;
import dev.vitrine.image.PictureHeader.Frame;
import org.jspecify.annotations.Nullable;

/** Goes over the chunks of a WebP. */
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int FRAME_HEADER = 16;
  private static final int LONGEST_EXIF = 64 * 1024;

  private final PictureInput input;
  private @Nullable PixelSize canvas;
  private @Nullable Frame first;
  private Turn turn = Turn.NONE;
  private boolean alpha;
  private boolean still;
  private int frames;

  private WebpHeader(PictureInput input) {
    this.input = input;
  }

  static PictureHeader read(PictureInput input) {
    return new WebpHeader(input).read();
  }

  private PictureHeader read() {
    input.seek(4);
    long end = input.u32le() + 8;
    if (end > input.size()) {
      throw BrokenPictureException.truncated();
    }
    long at = FIRST_CHUNK;
    while (at + 8 <= end) {
      input.seek(at);
      String type = input.text(4);
      long length = input.u32le();
      input.need(length);
      if (at + 8 + length > end) {
        break;
      }
      chunk(type, at + 8, length);
      at += 8 + length + (length & 1);
    }
    Frame found = first;
    if (found == null) {
      throw new BrokenPictureException("holds no picture");
    }
    if (still && frames > 0) {
      throw new BrokenPictureException("has a picture beside its frames");
    }
    PixelSize size = canvas == null ? found.size() : canvas;
    if (frames == 0 && !found.size().equals(size)) {
      throw new BrokenPictureException("has a picture of another size than it says");
    }
    boolean see = alpha || !found.covers(size);
    // The decoder works outside of the heap on four bytes a pixel.
    return new PictureHeader(
        MediaFormat.WEBP, size, found, Math.max(1, frames), see, turn, 4, 4, 0, 1, true);
  }

  private void chunk(String type, long from, long length) {
    switch (type) {
      case "VP8X" -> {
        alpha = (input.u8() & 0x10) != 0;
        input.skip(3);
        long width = input.u24le() + 1L;
        canvas = PictureHeader.size(width, input.u24le() + 1L);
      }
      case "VP8 ", "VP8L" -> {
        still = true;
        PixelSize size = type.equals("VP8L") ? lossless() : lossy();
        first = first == null ? new Frame(0, 0, size) : first;
      }
      case "ANMF" -> {
        frames++;
        if (length < FRAME_HEADER) {
          throw BrokenPictureException.truncated();
        }
        int left = 2 * input.u24le();
        int top = 2 * input.u24le();
        long width = input.u24le() + 1L;
        PixelSize size = PictureHeader.size(width, input.u24le() + 1L);
        checkFrame(from + FRAME_HEADER, from + length, size);
        first = first == null ? new Frame(left, top, size) : first;
      }
      case "EXIF" -> {
        if (length <= LONGEST_EXIF) {
          byte[] exif = input.bytes((int) length);
          boolean named = exif.length > 6 && exif[0] == 'E' && exif[1] == 'x';
          turn = Exif.turn(exif, named ? 6 : 0);
        }
      }
      default -> {
        // Nothing that is asked for here.
      }
    }
  }

  /** The decoder makes room for what the picture in a frame says, not for what the frame says. */
  private void checkFrame(long from, long end, PixelSize said) {
    boolean found = false;
    long at = from;
    while (at + 8 <= end) {
      input.seek(at);
      String type = input.text(4);
      long length = input.u32le();
      if (type.equals("VP8L") || type.equals("VP8 ")) {
        found = true;
        if (!(type.equals("VP8L") ? lossless() : lossy()).equals(said)) {
          throw new BrokenPictureException("has a frame of another size than it says");
        }
      }
      at += 8 + length + (length & 1);
    }
    if (!found) {
      throw new BrokenPictureException("has a frame without a picture");
    }
  }

  private PixelSize lossless() {
    if (input.u8() != 0x2F) {
      throw new BrokenPictureException("has a picture that begins wrongly");
    }
    long bits = input.u32le();
    alpha |= canvas == null && (bits >> 28 & 1) != 0;
    return PictureHeader.size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
  }

  private PixelSize lossy() {
    int tag = input.u24le();
    if ((tag & 1) != 0 || input.u24le() != 0x2A019D) {
      throw new BrokenPictureException("has a picture that begins wrongly");
    }
    int width = input.u16le() & 0x3FFF;
    return PictureHeader.size(width, input.u16le() & 0x3FFF);
  }
}
