package dev.vitrine.image;

import dev.vitrine.asset.MediaFormat;
import dev.vitrine.asset.PixelSize;

/**
 * What a picture says of itself before its pixels.
 *
 * @param stored its size as stored, of an animation that of the canvas
 * @param frame where the first frame lies on the canvas; all of it unless it is an animation
 * @param frames at least 1
 * @param alpha whether some of it may be transparent
 * @param turn how it is to be turned to be shown
 * @param pixelBytes bytes of a decoded pixel before it is brought to 8 bits a channel
 * @param wholeBytes bytes a decoder holds for each pixel of the whole picture, however few it hands
 *     out
 * @param channels of JPEG, 1 to 4; 0 of other formats
 * @param scans how many times its decoder goes over all of it; 1 of formats other than JPEG
 * @param decodable whether its pixels are of a kind that is decoded here
 */
record PictureHeader(
    MediaFormat format,
    PixelSize stored,
    Frame frame,
    int frames,
    boolean alpha,
    Turn turn,
    int pixelBytes,
    int wholeBytes,
    int channels,
    int scans,
    boolean decodable) {
  /** A part of a canvas. */
  record Frame(int left, int top, PixelSize size) {
    boolean covers(PixelSize canvas) {
      return left == 0 && top == 0 && size.equals(canvas);
    }
  }

  static PictureHeader still(
      MediaFormat format, PixelSize size, boolean alpha, Turn turn, int pixelBytes) {
    return new PictureHeader(
        format, size, new Frame(0, 0, size), 1, alpha, turn, pixelBytes, 0, 0, 1, true);
  }

  static PictureHeader jpeg(PixelSize size, Turn turn, int channels, int wholeBytes, int scans) {
    return new PictureHeader(
        MediaFormat.JPEG,
        size,
        new Frame(0, 0, size),
        1,
        false,
        turn,
        channels,
        wholeBytes,
        channels,
        scans,
        true);
  }

  /** The size as it is shown. */
  PixelSize shown() {
    return turn.applied(stored);
  }

  /** The pixels there are to decode, those of the canvas included. */
  long pixels() {
    return Math.max(stored.pixels(), frame.size().pixels());
  }

  /**
   * A size as a header gives it.
   *
   * @throws BrokenPictureException if there is no such picture
   */
  static PixelSize size(long width, long height) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new BrokenPictureException("says it is " + width + "×" + height + " pixels");
    }
    return new PixelSize((int) width, (int) height);
  }
}
