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
  RESERVATION("reservation"),
  /**
   * A deleted model that can still be restored: under the model's id, and in effect only while no
   * model has it.
   */
  TRASH("trash"),
  /** A class that models can be trained on, managed by the operator. */
  CLASS("class"),
  /** What a create was asked for and answered, so that repeating it creates nothing more. */
  IDEMPOTENCY("idempotency"),
  /** How far work that outlives a process has come. */
  WORK("work"),
  /** A file that is being uploaded in parts. */
  UPLOAD("upload"),
  /** Which catalogue this is: one document. */
  CATALOGUE("catalogue");

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
