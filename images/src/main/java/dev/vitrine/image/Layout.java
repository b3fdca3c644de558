package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;
import dev.vitrine.asset.RenditionOptions;
import dev.vitrine.asset.RenditionOptions.Format;
import dev.vitrine.error.VitrineException;
import dev.vitrine.image.Turn.Area;

/**
 * How a picture, turned as it is to be shown, becomes one of another size.
 *
 * @param crop the part of it that is used
 * @param placed the size that part is brought to
 * @param result the size of the whole result
 * @param left where the part is placed in the result; there is background on the other side, too
 * @param top likewise
 */
record Layout(Area crop, PixelSize placed, PixelSize result, int left, int top) {
  /** A result may always have as many pixels as this, or as its source. */
  static final long MOST_RESULT_PIXELS =
      (long) RenditionOptions.MOST_PIXELS * RenditionOptions.MOST_PIXELS;

  private static final int MOST_WEBP_SIDE = 16_383;
  private static final int MOST_JPEG_SIDE = 65_500;

  /**
   * The layout of a rendition. No side is ever shorter than a pixel.
   *
   * @throws VitrineException INVALID_PARAMETER if the result would be too large, or too long for
   *     its format
   */
  static Layout of(PixelSize source, RenditionOptions options, Format format) {
    Layout layout = of(source, options);
    long pixels = layout.result.pixels();
    if (pixels > MOST_RESULT_PIXELS && pixels > source.pixels()) {
      throw VitrineException.invalidParameter(
          options.width() == null ? "height" : "width",
          "makes a picture of " + layout.result + " pixels: more than " + MOST_RESULT_PIXELS);
    }
    int most =
        switch (format) {
          case WEBP -> MOST_WEBP_SIDE;
          case JPEG -> MOST_JPEG_SIDE;
          case PNG, AUTO -> Integer.MAX_VALUE;
        };
    if (layout.result.width() > most || layout.result.height() > most) {
      throw VitrineException.invalidParameter(
          "format",
          "holds at most " + most + " pixels on a side: the picture would be " + layout.result);
    }
    return layout;
  }

  private static Layout of(PixelSize source, RenditionOptions options) {
    Integer width = options.width();
    Integer height = options.height();
    if (height == null) {
      if (width == null) {
        return whole(source, source);
      }
      double scale = width / (double) source.width();
      return whole(source, new PixelSize(width, scaled(source.height(), scale)));
    }
    if (width == null) {
      double scale = height / (double) source.height();
      return whole(source, new PixelSize(scaled(source.width(), scale), height));
    }
    PixelSize asked = new PixelSize(width, height);
    double across = asked.width() / (double) source.width();
    double down = asked.height() / (double) source.height();
    return switch (options.fit()) {
      case FILL -> whole(source, asked);
      case INSIDE -> whole(source, scaled(source, asked, Math.min(across, down)));
      case OUTSIDE -> whole(source, scaled(source, asked, Math.max(across, down)));
      case COVER -> cover(source, asked, Math.max(across, down));
      case CONTAIN -> {
        PixelSize placed = scaled(source, asked, Math.min(across, down));
        yield new Layout(
            all(source),
            placed,
            asked,
            (asked.width() - placed.width()) / 2,
            (asked.height() - placed.height()) / 2);
      }
    };
  }

  private static Layout whole(PixelSize source, PixelSize result) {
    return new Layout(all(source), result, result, 0, 0);
  }

  private static Area all(PixelSize source) {
    return new Area(0, 0, source.width(), source.height());
  }

  private static Layout cover(PixelSize source, PixelSize asked, double scale) {
    double width = Math.min(source.width(), asked.width() / scale);
    double height = Math.min(source.height(), asked.height() / scale);
    Area crop =
        new Area((source.width() - width) / 2, (source.height() - height) / 2, width, height);
    return new Layout(crop, asked, asked, 0, 0);
  }

  /** The side the scale was taken from is exactly the one that was asked for. */
  private static PixelSize scaled(PixelSize source, PixelSize asked, double scale) {
    boolean byWidth = scale == asked.width() / (double) source.width();
    boolean byHeight = scale == asked.height() / (double) source.height();
    return new PixelSize(
        byWidth ? asked.width() : scaled(source.width(), scale),
        byHeight ? asked.height() : scaled(source.height(), scale));
  }

  private static int scaled(int side, double scale) {
    return Math.clamp(Math.round(side * scale), 1, Integer.MAX_VALUE);
  }
}
