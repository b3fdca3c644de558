package dev.vitrine.row;

import org.jspecify.annotations.Nullable;

/**
 * The finished row of one document in one view: a JSON object in UTF-8, ready to be sent.
 * Immutable.
 */
public final class Row {
  private static final int OVERHEAD_BYTES = 160;

  private final byte[] json;
  private final String etag;
  private final long window;
  private final @Nullable Deflated deflated;

  /**
   * A row.
   *
   * @param json given up by the caller
   * @param window the signing window its URLs are of; 0 if it has no signed URL and never grows old
   */
  Row(byte[] json, String etag, long window) {
    this(json, etag, window, null);
  }

  private Row(byte[] json, String etag, long window, @Nullable Deflated deflated) {
    this.json = json;
    this.etag = etag;
    this.window = window;
    this.deflated = deflated;
  }

  /** This row with its compressed form, which is made on first need. */
  public Row withDeflated() {
    return deflated != null ? this : new Row(json, etag, window, Deflated.of(json));
  }

  /** Whether the compressed form is there. */
  public boolean isDeflated() {
    return deflated != null;
  }

  /**
   * The compressed form.
   *
   * @throws IllegalStateException if it was not made yet
   */
  Deflated deflated() {
    if (deflated == null) {
      throw new IllegalStateException("the row was not compressed");
    }
    return deflated;
  }

  /** The bytes themselves, not a copy: must not be changed. */
  public byte[] json() {
    return json;
  }

  /**
   * {@code <revision>.<128-bit hash of exactly these bytes>}, the hash as 32 hexadecimal digits.
   */
  public String etag() {
    return etag;
  }

  /** Whether its URLs are those that would be made now. */
  boolean isCurrent(long currentWindow) {
    return window == 0 || window == currentWindow;
  }

  /** About the heap it takes, in bytes. */
  public int weight() {
    return OVERHEAD_BYTES
        + json.length
        + (deflated == null ? 0 : OVERHEAD_BYTES + deflated.bytes().length);
  }
}
