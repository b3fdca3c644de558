package dev.vitrine.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a browser is to do with bytes, and what it is to call the file (RFC 6266). Names come from
 * strangers: nothing of them is a path, a control character or part of the header's syntax.
 */
final class ContentDisposition {
  private static final int LONGEST = 200;
  private static final String UNSAFE = "<>:\"/\\|?*%;'";

  private static final Pattern EDGES = Pattern.compile("^\\.+|[. ]+$");

  /** What may stand in an extended value as it is (RFC 8187, section 3.2.1). */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  /**
   * The value of the header.
   *
   * @param inline whether the browser may show it
   * @param given what the file is called; may be empty
   * @param otherwise what it is called if nothing is left of that
   * @param extensions one of which the name must have, the usual one first; none if it may have any
   */
  static String of(boolean inline, String given, String otherwise, Set<String> extensions) {
    String name = safe(given);
    if (name.isEmpty()) {
      name = safe(otherwise);
    }
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!extensions.isEmpty() && !extensions.contains(extension)) {
      name = name + "." + extensions.iterator().next();
    }
    StringBuilder value = new StringBuilder(inline ? "inline" : "attachment");
    String ascii = ascii(name);
    value.append("; filename=\"").append(ascii).append('"');
    if (!ascii.equals(name)) {
      value.append("; filename*=UTF-8''");
      encode(name, value);
    }
    return value.toString();
  }

  /** The last part of what looks like a path, without what is not meant to be seen. */
  private static String safe(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    StringBuilder kept = new StringBuilder();
    last.codePoints()
        .limit(LONGEST)
        .forEach(point -> kept.appendCodePoint(isUnsafe(point) ? '_' : point));
    return EDGES.matcher(kept.toString().strip()).replaceAll("");
  }

  private static boolean isUnsafe(int point) {
    return UNSAFE.indexOf(point) >= 0
        || switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.PRIVATE_USE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  private static String ascii(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints().forEach(point -> ascii.append(point < 0x7F ? (char) point : '_'));
    return ascii.toString();
  }

  private static void encode(String name, StringBuilder value) {
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xFF);
      boolean plain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
      if (plain) {
        value.append(character);
      } else {
        value.append(String.format(Locale.ROOT, "%%%02X", (int) character));
      }
    }
  }
}
