package dev.vitrine.image;

import dev.vitrine.asset.PixelSize;

/**
 * One of the eight ways to turn and mirror a picture, said from the result: its pixel (x, y) is
 * that of the source at (x, y), or (y, x) if it is transposed, each then counted from the other end
 * of the source if it is flipped.
 */
record Turn(boolean transposed, boolean flippedX, boolean flippedY) {
  static final Turn NONE = new Turn(false, false, false);

  /** A rectangle in a picture, in pixels and parts of them. */
  record Area(double left, double top, double width, double height) {}

  /** How an EXIF orientation asks to be shown; any but 2 to 8 asks for nothing. */
  static Turn ofOrientation(int orientation) {
    return switch (orientation) {
      case 2 -> new Turn(false, true, false);
      case 3 -> new Turn(false, true, true);
      case 4 -> new Turn(false, false, true);
      case 5 -> new Turn(true, false, false);
      case 6 -> new Turn(true, false, true);
      case 7 -> new Turn(true, true, true);
      case 8 -> new Turn(true, true, false);
      default -> NONE;
    };
  }

  /** Clockwise by 0, 90, 180 or 270 degrees. */
  static Turn clockwise(int degrees) {
    return ofOrientation(
        switch (degrees) {
          case 90 -> 6;
          case 180 -> 3;
          case 270 -> 8;
          default -> 1;
        });
  }

  /** This one, and then another. */
  Turn then(Turn next) {
    return new Turn(
        transposed != next.transposed,
        flippedX != (transposed ? next.flippedY : next.flippedX),
        flippedY != (transposed ? next.flippedX : next.flippedY));
  }

  /** The size of the result. */
  PixelSize applied(PixelSize source) {
    return transposed ? source.turned() : source;
  }

  /** The size of the source. */
  PixelSize undone(PixelSize result) {
    return transposed ? result.turned() : result;
  }

  /** Where an area of the result lies in a source. */
  Area undone(Area area, PixelSize source) {
    double left = transposed ? area.top : area.left;
    double top = transposed ? area.left : area.top;
    double width = transposed ? area.height : area.width;
    double height = transposed ? area.width : area.height;
    return new Area(
        flippedX ? source.width() - left - width : left,
        flippedY ? source.height() - top - height : top,
        width,
        height);
  }

  Picture applied(Picture source) {
    if (equals(NONE)) {
      return source;
    }
    PixelSize size = applied(source.size());
    int[] from = source.argb();
    int[] to = new int[from.length];
    int width = source.size().width();
    int height = source.size().height();
    int stepX = transposed ? width : 1;
    int stepY = transposed ? 1 : width;
    int origin = (flippedY ? (height - 1) * width : 0) + (flippedX ? width - 1 : 0);
    int signX = (transposed ? flippedY : flippedX) ? -stepX : stepX;
    int signY = (transposed ? flippedX : flippedY) ? -stepY : stepY;
    for (int y = 0; y < size.height(); y++) {
      int at = origin + y * signY;
      int row = y * size.width();
      for (int x = 0; x < size.width(); x++) {
        to[row + x] = from[at];
        at += signX;
      }
    }
    return new Picture(size, to, source.alpha());
  }
}
