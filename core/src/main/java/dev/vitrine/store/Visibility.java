package dev.vitrine.store;

/** Who may see a document, as engines and feeds know it; the code is what engines write. */
public enum Visibility {
  /** The owner alone. */
  PRIVATE(0),
  /** Anyone who knows the id. */
  UNLISTED(1),
  /** Anyone. */
  PUBLIC(2);

  private final int code;

  Visibility(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** The visibility with this code; an unknown one is private, the safe reading. */
  public static Visibility ofCode(int code) {
    return switch (code) {
      case 1 -> UNLISTED;
      case 2 -> PUBLIC;
      default -> PRIVATE;
    };
  }
}
