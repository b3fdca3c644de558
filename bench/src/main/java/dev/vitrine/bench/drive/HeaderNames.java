package dev.vitrine.bench.drive;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Names of headers, found among the bytes of a head without making anything of them. */
final class HeaderNames {
  /** More than any length this driver meets. */
  static final int MOST_DIGITS = 12;

  private HeaderNames() {}

  /** What to look for, in lower case. */
  static byte[] lower(String start) {
    return start.getBytes(US_ASCII);
  }

  /** Whether a line starts so, in whatever case. */
  static boolean startsWith(byte[] head, int from, int to, byte[] lower) {
    if (to - from < lower.length) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      byte is = head[from + i];
      if (is != lower[i] && !(is >= 'A' && is <= 'Z' && is + ('a' - 'A') == lower[i])) {
        return false;
      }
    }
    return true;
  }
}
