package dev.vitrine.store;

import java.util.Objects;

/**
 * Names one document.
 *
 * @param id 1 to {@value #MAX_LENGTH} UTF-16 units of well-formed text without U+0000; compared
 *     exactly
 */
public record Key(Kind kind, String id) {
  /** Longest id, in UTF-16 units: twice what the API takes, so that derived keys fit. */
  public static final int MAX_LENGTH = 1024;

  public Key {
    Objects.requireNonNull(kind);
    if (id.isEmpty() || id.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a key has 1 to " + MAX_LENGTH + " characters, not " + id.length());
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("a key holds no U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == id.length()
            || !Character.isLowSurrogate(id.charAt(i + 1))) {
          throw new IllegalArgumentException("a key holds no lone surrogate");
        }
        i++;
      }
    }
  }

  public static Key model(String id) {
    return new Key(Kind.MODEL, id);
  }
}
