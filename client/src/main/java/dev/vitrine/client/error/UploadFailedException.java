package dev.vitrine.client.error;

/** The service has the whole file and can make nothing of it. Sending it again would not help. */
public final class UploadFailedException extends VitrineException {
  private static final long serialVersionUID = 1;

  private final String uploadId;

  /**
   * With what the service says.
   *
   * @param reason in a sentence for people
   */
  public UploadFailedException(String uploadId, String reason) {
    super("The upload " + uploadId + " failed: " + reason, null);
    this.uploadId = uploadId;
  }

  /** The upload. */
  public String uploadId() {
    return uploadId;
  }
}
