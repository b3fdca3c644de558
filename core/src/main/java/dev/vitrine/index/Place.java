package dev.vitrine.index;

import dev.vitrine.store.Key;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Where a page ended: the values its last row was sorted by, so that it stays a place whatever
 * happens to the rows and to the index. It means nothing to a query of another order.
 *
 * @param first the value that is sorted by first
 * @param second the value after it; 0 if there is none
 * @param id the row's id, which decides last
 */
public record Place(long first, long second, String id) {
  private static final byte FORMAT = 1;
  private static final int HEADER = 1 + 2 * Long.BYTES;

  public byte[] encode() {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEADER + text.length)
        .put(FORMAT)
        .putLong(first)
        .putLong(second)
        .put(text)
        .array();
  }

  /**
   * The place these bytes name.
   *
   * @throws IllegalArgumentException if they name none
   */
  public static Place decode(byte[] encoded) {
    if (encoded.length <= HEADER
        || encoded.length > HEADER + 3 * Key.MAX_LENGTH
        || encoded[0] != FORMAT) {
      throw new IllegalArgumentException("not a place");
    }
    ByteBuffer in = ByteBuffer.wrap(encoded, 1, encoded.length - 1);
    long first = in.getLong();
    long second = in.getLong();
    try {
      String id = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return new Place(first, second, id);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not a place", e);
    }
  }
}
