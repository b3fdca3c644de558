package dev.vitrine.model;

/** What can be the id of a model: 1 to 256 characters of any kind (contract section 1, "Ids"). */
public final class ModelId {
  /** Longest id, in characters, which are code points. */
  public static final int LONGEST = 256;

  private ModelId() {}

  /** Whether this can be the id of a model. */
  public static boolean isLegal(String id) {
    return !id.isEmpty()
        && id.length() <= 2 * LONGEST
        && (id.length() <= LONGEST || id.codePointCount(0, id.length()) <= LONGEST);
  }
}
