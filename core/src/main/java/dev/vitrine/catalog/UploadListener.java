package dev.vitrine.catalog;

/** Hears what becomes of uploads. */
public interface UploadListener {
  UploadListener NONE = (status, bytes) -> {};

  /**
   * An upload has come to its end here.
   *
   * @param status imported or failed
   * @param bytes of the file
   */
  void ended(UploadStatus status, long bytes);
}
