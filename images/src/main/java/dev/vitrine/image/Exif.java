package dev.vitrine.image;

/** Reads the orientation out of EXIF metadata. Metadata that is broken says nothing. */
final class Exif {
  private static final int ORIENTATION = 0x112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private Exif() {}

  /**
   * The turn that metadata asks for.
   *
   * @param tiff metadata from its byte order mark on
   */
  static Turn turn(byte[] tiff, int from) {
    if (from + 8 > tiff.length) {
      return Turn.NONE;
    }
    boolean little = tiff[from] == 'I';
    long directory = from + number(tiff, from + 4, 4, little);
    if (directory + 2 > tiff.length) {
      return Turn.NONE;
    }
    int entries = (int) number(tiff, (int) directory, 2, little);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY;
      if (entry + ENTRY > tiff.length) {
        return Turn.NONE;
      }
      int at = (int) entry;
      if (number(tiff, at, 2, little) == ORIENTATION && number(tiff, at + 2, 2, little) == SHORT) {
        return Turn.ofOrientation((int) number(tiff, at + 8, 2, little));
      }
    }
    return Turn.NONE;
  }

  private static long number(byte[] bytes, int at, int length, boolean little) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[at + (little ? length - 1 - i : i)] & 0xFF);
    }
    return value;
  }
}
