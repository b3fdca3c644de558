package dev.vitrine.image;

/**
 * How large a picture may be that renditions are made of.
 *
 * @param mostPixels pixels of the source; more of them are refused before anything is decoded
 * @param memory bytes that making renditions may take at any time
 */
public record RenderLimits(long mostPixels, long memory) {
  /** 100 million pixels, a quarter of the heap. */
  public static RenderLimits standard() {
    return new RenderLimits(100_000_000, Runtime.getRuntime().maxMemory() / 4);
  }
}
