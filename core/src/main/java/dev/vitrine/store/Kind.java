package dev.vitrine.store;

/** What a document is; the code is what engines write, so it never changes. */
public enum Kind {
  MODEL("model"),
  ASSET("asset"),
  COLLECTION("collection"),
  PROJECT("project"),
  TEAM("team"),
  KEY("key"),
  /**
   * A name that is taken within a scope: its id is the scope and the name, its body names the
   * holder.
   */
  RESERVATION("reservation");

  private final String code;

  Kind(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /**
   * The kind with this code.
   *
   * @throws IllegalArgumentException if no kind has it
   */
  public static Kind ofCode(String code) {
    for (Kind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("unknown kind of document: " + code);
  }
}
