package dev.vitrine.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 1048576}, {@code 1MiB} or {@code 64KiB}. */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15}) ?(B|KiB|MiB|GiB)?");

  public static Optional<ByteSize> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int shift =
        switch (form.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          case null, default -> 0;
        };
    long count = Long.parseLong(form.group(1));
    return count > (Long.MAX_VALUE >> shift)
        ? Optional.empty()
        : Optional.of(new ByteSize(count << shift));
  }

  @Override
  public String toString() {
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return String.format(Locale.ROOT, "%dMiB", bytes >> 20);
    }
    return bytes >= 1024 && bytes % 1024 == 0
        ? String.format(Locale.ROOT, "%dKiB", bytes >> 10)
        : Long.toString(bytes);
  }
}
