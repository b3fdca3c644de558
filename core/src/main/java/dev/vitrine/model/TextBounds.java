package dev.vitrine.model;

import dev.vitrine.error.VitrineException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a text written through the API is held to.
 *
 * @param known the values it may have; empty for any
 * @param shortest in characters, which are code points
 * @param longest in characters, which are code points
 * @param form which characters it may hold
 */
public record TextBounds(Set<String> known, int shortest, int longest, Form form) {
  /** Any text. */
  public static final TextBounds NONE = new TextBounds(Set.of(), 0, Integer.MAX_VALUE, Form.ANY);

  /** Which characters a text may hold. */
  public enum Form {
    ANY,
    /** One line: no controls, no line separators, nothing that changes the direction of writing. */
    LINE,
    /** Several lines: of the controls, line feed, carriage return and tab alone. */
    PROSE
  }

  public TextBounds {
    known = Set.copyOf(known);
  }

  /** One line of 1 to so many characters. */
  public static TextBounds line(int longest) {
    return new TextBounds(Set.of(), 1, longest, Form.LINE);
  }

  /** Several lines of up to so many characters in all. */
  public static TextBounds prose(int longest) {
    return new TextBounds(Set.of(), 0, longest, Form.PROSE);
  }

  /**
   * Refuses a text outside the bounds.
   *
   * @param field its name, for the error
   * @throws VitrineException INVALID_PARAMETER with {@code details.field} and the bound
   */
  public void check(String text, String field) {
    if (!known.isEmpty() && !known.contains(text)) {
      throw VitrineException.invalidParameter(
          field,
          "must be one of " + String.join(", ", new TreeSet<>(known)),
          Map.of("allowed", new TreeSet<>(known).stream().toList()));
    }
    if (text.codePointCount(0, Math.min(text.length(), 2 * shortest)) < shortest) {
      throw VitrineException.invalidParameter(
          field, "must have at least " + shortest + " characters", Map.of("minimum", shortest));
    }
    if (text.length() > longest && text.codePointCount(0, text.length()) > longest) {
      throw VitrineException.invalidParameter(
          field, "must have at most " + longest + " characters", Map.of("limit", longest));
    }
    if (form != Form.ANY && text.codePoints().anyMatch(this::isUnfit)) {
      throw VitrineException.invalidParameter(
          field, "must not hold control characters or marks that change the direction of writing");
    }
  }

  private boolean isUnfit(int codePoint) {
    if (form == Form.PROSE && (codePoint == '\n' || codePoint == '\r' || codePoint == '\t')) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> form == Form.LINE;
      default -> isDirection(codePoint);
    };
  }

  /** The bidirectional controls of Unicode (UAX #9, section 2). */
  private static boolean isDirection(int codePoint) {
    return codePoint == 0x061C
        || codePoint == 0x200E
        || codePoint == 0x200F
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
