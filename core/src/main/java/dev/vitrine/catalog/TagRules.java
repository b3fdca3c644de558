package dev.vitrine.catalog;

import dev.vitrine.error.VitrineException;
import dev.vitrine.model.TextBounds;
import java.util.Collection;
import java.util.Map;

/**
 * What a tag written through the API may be. Those that are there already, from an import, stay as
 * they are.
 */
public final class TagRules {
  /** Most tags of a model or an asset, and most in one list of a request. */
  public static final int MOST = 100;

  /** Longest tag, in characters. */
  public static final int LONGEST = 100;

  private static final TextBounds BOUNDS = TextBounds.line(LONGEST);

  private TagRules() {}

  /**
   * Refuses what cannot be a tag.
   *
   * @throws VitrineException INVALID_PARAMETER with field and index
   */
  public static void check(String field, Collection<String> tags) {
    int index = 0;
    for (String tag : tags) {
      check(field, index++, tag);
    }
  }

  private static void check(String field, int index, String tag) {
    if (tag.isBlank() || !tag.strip().equals(tag)) {
      throw VitrineException.invalidElement(
          field, index, "must not be blank, nor begin or end with white space");
    }
    if (tag.indexOf(',') >= 0) {
      throw VitrineException.invalidElement(
          field, index, "must not hold a comma, which separates tags in lists");
    }
    BOUNDS.check(tag, field + "[" + index + "]");
  }

  /**
   * Refuses too many tags.
   *
   * @param bearer what has them, for the error
   * @throws VitrineException INVALID_PARAMETER
   */
  static void checkNumber(String field, int number, String bearer) {
    if (number > MOST) {
      throw VitrineException.invalidParameter(
          field,
          "would leave the " + bearer + " with more than " + MOST + " tags",
          Map.of("limit", MOST, "received", number));
    }
  }
}
