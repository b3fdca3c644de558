package dev.vitrine.asset;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * How stores keep the id of the catalogue that owns them: as one line of text with its end, 1 to
 * 128 characters of {@code [A-Za-z0-9._-]}.
 */
public final class Owners {
  /** The longest text that a store needs to read to know its owner, in bytes. */
  public static final int MOST_BYTES = 129;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private Owners() {}

  /**
   * The text of an owner.
   *
   * @throws IllegalArgumentException if it is no id
   */
  public static byte[] write(String catalogue) {
    if (!ID.matcher(catalogue).matches()) {
      throw new IllegalArgumentException("no id of a catalogue: " + catalogue);
    }
    return (catalogue + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The owner of a text.
   *
   * @param where the text is
   * @throws ForeignStoreException if it is something else
   */
  public static String read(byte[] text, String where) {
    String line = new String(text, StandardCharsets.ISO_8859_1);
    String owner = line.stripTrailing();
    if (!line.endsWith("\n") || !ID.matcher(owner).matches()) {
      throw ForeignStoreException.damaged(where);
    }
    return owner;
  }
}
