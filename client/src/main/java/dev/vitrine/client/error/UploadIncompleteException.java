package dev.vitrine.client.error;

/**
 * An upload broke off after it had begun: its {@linkplain #getCause() cause} says why. What has
 * arrived is kept by the service for a time, and the upload can be taken up again by its id.
 */
public final class UploadIncompleteException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final String uploadId;

  /**
   * With the reason.
   *
   * @param cause a {@link VitrineException}, or an {@link java.io.IOException} if the file could
   *     not be read
   */
  public UploadIncompleteException(String uploadId, Exception cause) {
    super("The upload " + uploadId + " broke off: " + cause.getMessage(), cause);
    this.uploadId = uploadId;
  }

  /** The upload: what to take it up again with. */
  public String uploadId() {
    return uploadId;
  }
}
