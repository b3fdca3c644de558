package dev.vitrine.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that verifies.
 *
 * @param until when the last of what it signed in time expires: what claims to live longer was
 *     signed by somebody who should not have the key any more. Null if it signs
 */
record HeldKey(SigningKey key, @Nullable Instant until) {
  /** Whether it signed a text that expires then. */
  boolean verify(String text, long expires, String signature) {
    return (until == null || expires <= until.getEpochSecond()) && key.verify(text, signature);
  }
}
