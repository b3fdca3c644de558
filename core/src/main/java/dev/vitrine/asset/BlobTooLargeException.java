package dev.vitrine.asset;

/** A stream is longer than whoever stores it allows. */
public final class BlobTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long mostBytes;

  public BlobTooLargeException(long mostBytes) {
    super("The bytes are more than " + mostBytes);
    this.mostBytes = mostBytes;
  }

  /** The most that were allowed. */
  public long mostBytes() {
    return mostBytes;
  }
}
