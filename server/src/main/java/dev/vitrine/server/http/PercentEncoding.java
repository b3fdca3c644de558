package dev.vitrine.server.http;

import dev.vitrine.error.VitrineException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Strict percent-decoding (RFC 3986, section 2.1): broken escapes and bytes that are no UTF-8 are
 * refused.
 */
final class PercentEncoding {
  private PercentEncoding() {}

  /**
   * Decodes once.
   *
   * @param plusIsSpace as in the query of a form
   * @param what the name of the value, for the error
   */
  static String decode(String encoded, boolean plusIsSpace, String what) {
    if (encoded.indexOf('%') < 0
        && !(plusIsSpace && encoded.indexOf('+') >= 0)
        && isAscii(encoded)) {
      return checked(encoded, what);
    }
    byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw VitrineException.invalidParameter(what, "holds a broken percent escape");
        }
        bytes.put((byte) (high << 4 | low));
        i += 2;
      } else {
        bytes.put(plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i]);
      }
    }
    try {
      return checked(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString(), what);
    } catch (CharacterCodingException e) {
      throw VitrineException.invalidParameter(what, "is not UTF-8");
    }
  }

  private static String checked(String decoded, String what) {
    if (decoded.indexOf('\0') >= 0) {
      throw VitrineException.invalidParameter(what, "holds the character U+0000");
    }
    return decoded;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
