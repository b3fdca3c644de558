package dev.vitrine.client.model;

import java.util.List;

/** How far an upload is. */
public final class UploadStatus extends OpenValue {
  private static final Known<UploadStatus> KNOWN =
      new Known<>(UploadStatus.class, UploadStatus::new);

  /** {@code complete}: all parts are there. */
  public static final UploadStatus COMPLETE = KNOWN.add("complete");

  /** {@code failed}: the file was refused, see its error message. */
  public static final UploadStatus FAILED = KNOWN.add("failed");

  /** {@code imported}: what it was to become is there. */
  public static final UploadStatus IMPORTED = KNOWN.add("imported");

  /** {@code pending}: parts are awaited. */
  public static final UploadStatus PENDING = KNOWN.add("pending");

  /** {@code validated}: the file was found good. */
  public static final UploadStatus VALIDATED = KNOWN.add("validated");

  /** {@code validating}: the file is looked at. */
  public static final UploadStatus VALIDATING = KNOWN.add("validating");

  private UploadStatus(String value, boolean known) {
    super(value, known);
  }

  /** The value of this name, whether or not this version of the client knows it. */
  public static UploadStatus of(String value) {
    return KNOWN.of(value);
  }

  /** All values this version of the client knows. */
  public static List<UploadStatus> known() {
    return KNOWN.all();
  }
}
