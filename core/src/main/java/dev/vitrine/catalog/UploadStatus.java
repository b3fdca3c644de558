package dev.vitrine.catalog;

import dev.vitrine.model.CorruptDocumentException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far an upload has come. */
public enum UploadStatus {
  /** Parts are being sent. */
  PENDING,
  /** All parts are there, and an asset is being made of them. */
  VALIDATING,
  /** The asset is there. */
  IMPORTED,
  /** No asset can be made of it. */
  FAILED;

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of this name.
   *
   * @throws CorruptDocumentException if there is none
   */
  static UploadStatus of(@Nullable String wireName) {
    for (UploadStatus status : values()) {
      if (status.wireName().equals(wireName)) {
        return status;
      }
    }
    throw new CorruptDocumentException("has no known status");
  }
}
