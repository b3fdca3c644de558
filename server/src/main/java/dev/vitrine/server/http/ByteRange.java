package dev.vitrine.server.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which bytes of a whole are asked for (RFC 9110, section 14). One range is answered as asked;
 * several, and what is no range, with the whole, as the RFC allows.
 */
sealed interface ByteRange {
  /** All of it. */
  record Whole() implements ByteRange {}

  /**
   * Some of it.
   *
   * @param from the first byte
   * @param length at least 1
   */
  record Part(long from, long length) implements ByteRange {}

  /** Nothing that is there. */
  record Unsatisfiable() implements ByteRange {}

  Pattern FORM = Pattern.compile("([0-9]*)[ \\t]*-[ \\t]*([0-9]*)");

  int MOST_DIGITS = 18;

  /**
   * Reads a range.
   *
   * @param headers the values of {@code Range}
   * @param size of the whole
   */
  static ByteRange of(List<String> headers, long size) {
    if (headers.size() != 1) {
      return new Whole();
    }
    String header = headers.getFirst().strip();
    if (!header.toLowerCase(Locale.ROOT).startsWith("bytes=")) {
      return new Whole();
    }
    List<String> ranges =
        Stream.of(header.substring("bytes=".length()).split(",", -1))
            .map(String::strip)
            .filter(range -> !range.isEmpty())
            .toList();
    Matcher form = ranges.size() == 1 ? FORM.matcher(ranges.getFirst()) : null;
    if (form == null || !form.matches()) {
      return new Whole();
    }
    String first = form.group(1);
    String last = form.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? new Whole() : suffix(number(last), size);
    }
    return part(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), size);
  }

  private static ByteRange suffix(long length, long size) {
    return length == 0 || size == 0
        ? new Unsatisfiable()
        : new Part(Math.max(0, size - length), Math.min(length, size));
  }

  private static ByteRange part(long first, long last, long size) {
    if (last < first) {
      return new Whole();
    }
    return first >= size
        ? new Unsatisfiable()
        : new Part(first, Math.min(last, size - 1) - first + 1);
  }

  /** More than any size where it has too many digits. */
  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
  }
}
