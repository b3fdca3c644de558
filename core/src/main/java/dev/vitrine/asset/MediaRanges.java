package dev.vitrine.asset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code Accept} headers. */
final class MediaRanges {
  private MediaRanges() {}

  /**
   * Whether a header names a type itself and does not refuse it with {@code q=0}. Wildcards do not
   * count: everybody sends them, also those who cannot show the newer formats.
   */
  static boolean name(@Nullable String accept, String type) {
    if (accept == null) {
      return false;
    }
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      if (parts[0].strip().equals(type)) {
        for (String parameter : parts) {
          if (parameter.strip().matches("q\\s*=\\s*0(\\.0*)?")) {
            return false;
          }
        }
        return true;
      }
    }
    return false;
  }
}
