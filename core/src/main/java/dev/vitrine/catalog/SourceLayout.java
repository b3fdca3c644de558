package dev.vitrine.catalog;

/**
 * How documents stand in a text. Decided by its beginning, never by the name of a file.
 *
 * <p>Both layouts may hold models, arrays of models and objects with {@code models}, one after the
 * other; they differ in what a mistake costs: of lines, the line; of values, all that follows.
 */
enum SourceLayout {
  /** Every line is complete JSON. */
  LINES,
  /** JSON that runs over lines. */
  VALUES;

  /** Enough of a text to tell, in bytes. */
  static final int WINDOW = 256 << 10;

  /**
   * The layout of a text that begins with these bytes.
   *
   * @param length how many of them count
   * @param whole whether they are all there is
   */
  static SourceLayout of(byte[] text, int length, boolean whole) {
    int start = skipBlank(text, 0, length);
    if (start == length || text[start] == '[') {
      return VALUES;
    }
    if (text[start] != '{') {
      return LINES;
    }
    int end = endOfLine(text, start, length);
    LineScan first = LineScan.of(text, start, end);
    if (first.isCollection()) {
      return VALUES;
    }
    if (first.isClosed()) {
      return LINES;
    }
    if (end == length && !whole) {
      return first.isModel() ? LINES : VALUES;
    }
    return isWholeObject(text, skipBlank(text, end, length), length) ? LINES : VALUES;
  }

  /**
   * Whether the second line is complete where the first is not: then the first is a broken line.
   */
  private static boolean isWholeObject(byte[] text, int start, int length) {
    return start < length
        && text[start] == '{'
        && LineScan.of(text, start, endOfLine(text, start, length)).isClosed();
  }

  private static int endOfLine(byte[] text, int from, int length) {
    int end = from;
    while (end < length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private static int skipBlank(byte[] text, int from, int length) {
    int at = from;
    while (at < length
        && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) {
      at++;
    }
    return at;
  }
}
