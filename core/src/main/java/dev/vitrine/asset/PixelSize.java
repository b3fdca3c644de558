package dev.vitrine.asset;

/** Width and height of a picture in pixels, each at least 1. */
public record PixelSize(int width, int height) {
  public PixelSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("no picture is " + width + "×" + height);
    }
  }

  public long pixels() {
    return (long) width * height;
  }

  /** On its side. */
  public PixelSize turned() {
    return new PixelSize(/* width= */ height, /* height= */ width);
  }

  /** As people write it: {@code 640×480}. */
  @Override
  public String toString() {
    return width + "×" + height;
  }
}
