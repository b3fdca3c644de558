package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.TextBounds;
import java.text.Normalizer;
import java.util.Map;

/**
 * Names of projects, teams and collections: 1 to 100 characters, trimmed, without control
 * characters, in Unicode's composed form.
 */
public final class Names {
  /** Longest name, in characters. */
  public static final int LONGEST = 100;

  private Names() {}

  /**
   * The name in the form it is kept and compared in.
   *
   * @param field what it is called in the error
   * @param sort the ids it must not be mistaken for
   * @throws VitrineException if it is no name
   */
  static String check(String field, String name, Ids.Sort sort) {
    String kept = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    int length = kept.codePointCount(0, kept.length());
    if (length == 0 || length > LONGEST) {
      throw VitrineException.invalidParameter(field, "must have 1 to " + LONGEST + " characters");
    }
    if (kept.codePoints().anyMatch(Names::isUnfit)) {
      throw VitrineException.invalidParameter(field, "must not hold control characters");
    }
    if (sort.hasForm(kept)) {
      throw VitrineException.invalidParameter(field, "must not have the form of an id");
    }
    return kept;
  }

  /**
   * A name of one line, in the form it is kept and compared in: nothing in it may change the
   * direction of writing.
   *
   * @throws VitrineException if it is no such name
   */
  static String line(String field, String name) {
    String kept = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    if (kept.isEmpty()) {
      throw VitrineException.invalidParameter(
          field, "must have 1 to " + LONGEST + " characters", Map.of("limit", LONGEST));
    }
    TextBounds.line(LONGEST).check(kept, field);
    return kept;
  }

  private static boolean isUnfit(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
