package dev.vitrine.server.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Numbers of bytes for people. */
final class ShownSize {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private ShownSize() {}

  /** {@code 512 B}, {@code 1.5 MiB}. */
  static String of(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** The same of what an answer says; empty if it says nothing. */
  static String of(Optional<BigDecimal> bytes) {
    return bytes.map(size -> of(size.longValue())).orElse("");
  }
}
