package dev.vitrine.client;

import static java.util.Objects.requireNonNull;

/**
 * What can be an id of a model, an asset or anything else: 1 to 256 characters (contract of the
 * API, "Ids").
 */
final class Ids {
  private static final int LONGEST = 256;

  private Ids() {}

  /**
   * The same id.
   *
   * @throws IllegalArgumentException if nothing can have it
   */
  static String checked(String id) {
    int length = requireNonNull(id, "an id is null").length();
    if (length == 0 || id.codePointCount(0, length) > LONGEST) {
      throw new IllegalArgumentException(
          "An id has 1 to " + LONGEST + " characters, not " + id.codePointCount(0, length));
    }
    for (int i = 0; i < length; i++) {
      char c = id.charAt(i);
      boolean half = Character.isSurrogate(c);
      if (half && Character.isSupplementaryCodePoint(id.codePointAt(i))) {
        i++;
      } else if (half || c == 0) {
        throw new IllegalArgumentException("An id has a character that JSON cannot carry");
      }
    }
    return id;
  }
}
