package dev.vitrine.catalog;

import dev.vitrine.access.KeyRecord;

/**
 * A key that was just made, with the secret that is shown this once and stored nowhere.
 *
 * @param secret 256 random bits in base64url
 */
public record NewKey(KeyRecord record, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "NewKey[" + record + "]";
  }
}
