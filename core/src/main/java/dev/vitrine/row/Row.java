package dev.vitrine.row;

/** The finished row of one document in one view: a JSON object in UTF-8, ready to be sent. Immutable. */
public final class Row {
  private static final int OVERHEAD_BYTES = 160;

  private final byte[] json;
  private final String etag;
  private final long window;

  /**
   * A row.
   *
   * @param json given up by the caller
   * @param window the signing window its URLs are of; 0 if it has no signed URL and never grows old
   */
  Row(byte[] json, String etag, long window) {
    this.json = json;
    this.etag = etag;
    this.window = window;
  }

  /** The bytes themselves, not a copy: must not be changed. */
  public byte[] json() {
    return json;
  }

  /** {@code <revision>.<128-bit hash of exactly these bytes>}, the hash as 32 hexadecimal digits. */
  public String etag() {
    return etag;
  }

  /** Whether its URLs are those that would be made now. */
  boolean isCurrent(long currentWindow) {
    return window == 0 || window == currentWindow;
  }

  /** About the heap it takes, in bytes. */
  int weight() {
    return OVERHEAD_BYTES + json.length;
  }
}
