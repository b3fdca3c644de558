package dev.vitrine.model;

import java.util.zip.CRC32C;

/**
 * Documents as stored bytes. The first byte names the format.
 *
 * <p>Format 1: the byte 1, the CRC-32C of what follows as four bytes, most significant first, then
 * JSON. The checksum makes a damaged document known as such instead of being served.
 */
public final class DocumentCodec {
  private static final byte FORMAT = 1;
  private static final int HEADER = 5;

  /**
   * Stored documents hold a row and what lies beside it, one level deeper and a little larger than
   * either.
   */
  private static final JsonLimits STORED =
      new JsonLimits(2 * JsonLimits.DOCUMENT.bytes(), JsonLimits.DOCUMENT.depth() + 2);

  private DocumentCodec() {}

  public static byte[] encode(JsonObject document) {
    byte[] json = JsonWriter.write(document);
    byte[] stored = new byte[HEADER + json.length];
    System.arraycopy(json, 0, stored, HEADER, json.length);
    int sum = checksum(stored);
    stored[0] = FORMAT;
    for (int i = 0; i < 4; i++) {
      stored[1 + i] = (byte) (sum >>> (24 - 8 * i));
    }
    return stored;
  }

  /**
   * The document these bytes hold.
   *
   * @throws CorruptDocumentException if they hold none
   */
  public static JsonObject decode(byte[] stored) {
    check(stored);
    try {
      if (JsonReader.parse(stored, HEADER, stored.length - HEADER, STORED)
          instanceof JsonObject object) {
        return object;
      }
    } catch (InvalidJsonException e) {
      throw new CorruptDocumentException(e.problem());
    }
    throw new CorruptDocumentException("is not a JSON object");
  }

  /**
   * A reader before the first token of the document these bytes hold, for those who need little of
   * it.
   *
   * @throws CorruptDocumentException if they are damaged. What they hold is only found out while
   *     reading
   */
  public static JsonReader open(byte[] stored) {
    check(stored);
    return JsonReader.of(stored, HEADER, stored.length - HEADER, STORED);
  }

  private static void check(byte[] stored) {
    if (stored.length < HEADER) {
      throw new CorruptDocumentException(
          "is too short to be a document: " + stored.length + " bytes");
    }
    if (stored[0] != FORMAT) {
      throw new CorruptDocumentException("has the unknown format " + (stored[0] & 0xFF));
    }
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum = (sum << 8) | (stored[1 + i] & 0xFF);
    }
    if (sum != checksum(stored)) {
      throw new CorruptDocumentException("has a wrong checksum");
    }
  }

  private static int checksum(byte[] stored) {
    CRC32C sum = new CRC32C();
    sum.update(stored, HEADER, stored.length - HEADER);
    return (int) sum.getValue();
  }
}
