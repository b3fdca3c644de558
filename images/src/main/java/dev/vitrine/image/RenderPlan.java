package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.asset.RenditionOptions.Format;
import dev.vitrine.error.VitrineException;
import dev.vitrine.image.Turn.Area;

/**
 * What is to be done to make a rendition, worked out from a header before anything is decoded.
 *
 * @param turn from the picture as it is stored to the rendition
 * @param bytes how much memory it takes at most
 */
record RenderPlan(
    PictureHeader header,
    RenditionOptions options,
    Layout layout,
    Turn turn,
    Sampling sampling,
    long bytes) {
  /** Decoded so many times as large as the result, a picture is as good as decoded whole. */
  private static final int OVERSAMPLING = 2;

  /**
   * Java's reader puts out the whole picture once for each scan, however few bytes it has: some
   * seconds for these. Encoders write some ten scans.
   */
  private static final long MOST_SCANNED_PIXELS = 1_500_000_000;

  private static final long FIXED_BYTES = 1 << 20;
  private static final int PIXEL = 4;

  /**
   * Plans a rendition.
   *
   * @param options resolved
   * @param sourceBytes length of the encoded picture
   * @param limits what must not be gone beyond
   * @throws VitrineException INVALID_PARAMETER if the picture or the rendition is too large, or the
   *     picture is of a kind that is not decoded
   */
  static RenderPlan of(
      PictureHeader header, RenditionOptions options, long sourceBytes, RenderLimits limits) {
    if (!header.decodable()) {
      throw VitrineException.invalidParameter(
          "assetId", "names a picture that is compressed in a way of which no renditions are made");
    }
    if (header.pixels() > limits.mostPixels()) {
      throw VitrineException.invalidParameter(
          "assetId",
          "names a picture of "
              + header.stored()
              + " pixels: renditions are made of pictures of up to "
              + limits.mostPixels());
    }
    if (header.pixels() * header.scans() > MOST_SCANNED_PIXELS) {
      throw VitrineException.invalidParameter(
          "assetId",
          "names a picture of "
              + header.stored()
              + " pixels in "
              + header.scans()
              + " scans: renditions are made of up to "
              + MOST_SCANNED_PIXELS
              + " pixels in all scans");
    }
    Turn turn = header.turn().then(Turn.clockwise(options.rotate()));
    PixelSize shown = turn.applied(header.stored());
    Layout layout = Layout.of(shown, options, format(options));
    for (int over = OVERSAMPLING; over >= 1; over--) {
      Sampling sampling = sampling(header, layout, turn, over);
      long bytes = bytes(header, layout, sampling, turn, sourceBytes, format(options));
      if (bytes <= limits.memory()) {
        return new RenderPlan(header, options, layout, turn, sampling, bytes);
      }
    }
    throw VitrineException.invalidParameter(
        "assetId",
        "names a picture of " + header.stored() + " pixels: too large for this rendition of it");
  }

  private static Format format(RenditionOptions options) {
    Format format = options.format();
    if (format == null) {
      throw new IllegalArgumentException("options are not resolved");
    }
    return format;
  }

  Format format() {
    return format(options);
  }

  /** The part of the picture, as it is stored, that is used. */
  Area area() {
    return turn.undone(layout.crop(), header.stored());
  }

  private static Sampling sampling(
      PictureHeader header, Layout layout, Turn turn, int oversampling) {
    if (!header.frame().covers(header.stored())) {
      return Sampling.ALL;
    }
    Area area = turn.undone(layout.crop(), header.stored());
    PixelSize placed = turn.undone(layout.placed());
    return new Sampling(
        (int) Math.max(1, area.width() / placed.width() / oversampling),
        (int) Math.max(1, area.height() / placed.height() / oversampling));
  }

  /** Counts whatever may be in memory at the same time, rather too much than too little. */
  private static long bytes(
      PictureHeader header,
      Layout layout,
      Sampling sampling,
      Turn turn,
      long sourceBytes,
      Format format) {
    PixelSize decoded = sampling.applied(header.stored());
    PixelSize placed = turn.undone(layout.placed());
    long canvas = header.frame().covers(header.stored()) ? 0 : header.frame().size().pixels();
    long decoding =
        3 * sourceBytes
            + header.pixels() * header.wholeBytes()
            + (decoded.pixels() + canvas) * (header.pixelBytes() + PIXEL);
    long between = (long) placed.width() * decoded.height() * PIXEL;
    long result = Math.max(layout.result().pixels(), layout.placed().pixels());
    long resizing =
        decoded.pixels() * PIXEL
            + between
            + result * PIXEL
            + Resampler.weightBytes(decoded.width(), placed.width())
            + Resampler.weightBytes(decoded.height(), placed.height());
    boolean copied = !turn.equals(Turn.NONE) || !layout.placed().equals(layout.result());
    long encoding = result * (PIXEL + (copied ? PIXEL : 0) + encoderBytes(format));
    return FIXED_BYTES + Math.max(decoding, Math.max(resizing, encoding));
  }

  /** Bytes a pixel for what an encoder holds itself, and for what it has written. */
  private static int encoderBytes(Format format) {
    return switch (format) {
      case JPEG -> 4;
      case PNG, WEBP -> 8;
      case AUTO -> throw new IllegalArgumentException("options are not resolved");
    };
  }
}
