package dev.vitrine.model;

/** Stored bytes that are not a document: damaged, or written by a later version. */
public final class CorruptDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CorruptDocumentException(String message) {
    super(message);
  }
}
