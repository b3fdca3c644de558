package dev.vitrine.model;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The text of a JSON string, read where it stands in the body of a request. It is to be read once:
 * decoding puts the bytes in its place.
 */
public final class LongText {
  private static final int HEX = 16;
  private static final int ESCAPED_UNIT = 4;
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      VALUES[alphabet.charAt(i)] = (byte) i;
    }
  }

  private final String field;
  private final byte[] body;
  private final int from;
  private final int until;

  /**
   * A text.
   *
   * @param field what it is called in errors
   * @param from where it begins in the body, after its quotation mark
   * @param until where it ends
   */
  LongText(String field, byte[] body, int from, int until) {
    this.field = field;
    this.body = body;
    this.from = from;
    this.until = until;
  }

  /** What it is called in errors. */
  public String field() {
    return field;
  }

  /** Its bytes as it was sent: no text of fewer bytes stands for it. */
  public int length() {
    return until - from;
  }

  /**
   * What stands before the first comma, with it; empty if there is none among so many bytes.
   *
   * @throws VitrineException MALFORMED_JSON if it is no text
   */
  public String upToComma(int most) {
    int length = lengthUpToComma();
    return length > most ? "" : text(from, from + length);
  }

  /** The bytes that the text was sent as up to its first comma, with it; 0 if it has none. */
  public int lengthUpToComma() {
    for (int i = from; i < until; i++) {
      if (body[i] == ',') {
        return i + 1 - from;
      }
    }
    return 0;
  }

  /**
   * All of it.
   *
   * @param most bytes it may have been sent as
   * @throws VitrineException INVALID_PARAMETER if it is longer; MALFORMED_JSON if it is no text
   */
  public String text(int most) {
    if (length() > most) {
      throw VitrineException.invalidParameter(
          field, "must have at most " + most + " bytes", Map.of("limit", most));
    }
    return text(from, until);
  }

  private String text(int first, int end) {
    byte[] quoted = new byte[end - first + 2];
    quoted[0] = '"';
    System.arraycopy(body, first, quoted, 1, end - first);
    quoted[quoted.length - 1] = '"';
    try {
      if (JsonReader.parse(quoted, JsonLimits.DOCUMENT) instanceof JsonString(String value)) {
        return value;
      }
    } catch (InvalidJsonException e) {
      throw new VitrineException(
          ErrorCode.MALFORMED_JSON, "\"" + field + "\" " + e.problem(), Map.of("field", field));
    }
    throw new IllegalStateException("what stands in quotation marks is a text");
  }

  /**
   * The bytes that it is the base64 of (RFC 4648, section 4), with or without padding, in lines or
   * not. The text is overwritten.
   *
   * @param skip bytes of the text before the base64
   * @throws VitrineException INVALID_PARAMETER if it is none
   */
  public ByteBuffer base64(int skip) {
    int out = from;
    int bits = 0;
    int digits = 0;
    int padding = 0;
    for (int i = from + skip; i < until; i++) {
      int c = body[i];
      if (c == '\\') {
        c = escaped(i + 1);
        i += body[i + 1] == 'u' ? 1 + ESCAPED_UNIT : 1;
        if (c == '\r' || c == '\n') {
          continue;
        }
      }
      if (c == '=') {
        padding++;
        continue;
      }
      int value = c < 0 ? -1 : VALUES[c];
      if (value < 0 || padding > 0) {
        throw noBase64();
      }
      bits = bits << 6 | value;
      if (++digits == 4) {
        body[out++] = (byte) (bits >> 16);
        body[out++] = (byte) (bits >> 8);
        body[out++] = (byte) bits;
        digits = 0;
        bits = 0;
      }
    }
    if (digits == 1 || (padding > 0 && digits + padding != 4)) {
      throw noBase64();
    }
    if (digits >= 2) {
      body[out++] = (byte) (bits >> (digits == 3 ? 10 : 4));
    }
    if (digits == 3) {
      body[out++] = (byte) (bits >> 2);
    }
    return ByteBuffer.wrap(body, from, out - from);
  }

  /** The character that a reverse solidus stands for, of those that base64 can hold. */
  private int escaped(int at) {
    return switch (at < until ? body[at] : 0) {
      case '/' -> '/';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'u' -> unit(at + 1);
      default -> throw noBase64();
    };
  }

  /** The character that four hexadecimal digits stand for. */
  private int unit(int at) {
    int c = 0;
    for (int i = at; i < at + ESCAPED_UNIT; i++) {
      int digit = i < until ? Character.digit((char) (body[i] & 0xFF), HEX) : -1;
      if (digit < 0) {
        throw noBase64();
      }
      c = c * HEX + digit;
    }
    return c < VALUES.length ? c : -1; // Nothing that base64 holds.
  }

  private VitrineException noBase64() {
    return VitrineException.invalidParameter(field, "must be base64, or a data URL of base64");
  }
}
