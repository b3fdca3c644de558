package dev.vitrine.client;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that say when a write is to be made. */
final class Conditions {
  static final String IF_MATCH = "If-Match";
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final Pattern ETAG = Pattern.compile("[\\x21\\x23-\\x7e]{1,256}");
  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private Conditions() {}

  /**
   * The header's value for an etag: as headers have it, in quotes, or as outcomes have it, without.
   *
   * @throws IllegalArgumentException if there can be no such etag
   */
  static String ifMatch(String etag) {
    String bare =
        etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
            ? etag.substring(1, etag.length() - 1)
            : etag;
    if (!ETAG.matcher(bare).matches()) {
      throw new IllegalArgumentException(
          "An etag has 1 to 256 visible ASCII characters, with quotes around them or without");
    }
    return etag.equals("*") ? etag : '"' + bare + '"';
  }

  /**
   * The same key.
   *
   * @throws IllegalArgumentException if there can be no such key
   */
  static String idempotencyKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "An idempotency key has 1 to 255 printable ASCII characters");
    }
    return key;
  }

  /** The key of a creation: what it was given, or one that nobody else has. */
  static String keyOr(@Nullable String given) {
    return given == null ? UUID.randomUUID().toString() : given;
  }
}
