package dev.vitrine.client;

/**
 * Is told how an upload goes. Called on threads of the client, which must not be blocked, by one at
 * a time. An exception from here ends the upload.
 */
@FunctionalInterface
public interface UploadListener {
  /**
   * Some more has been sent.
   *
   * @param sent bytes handed to the network so far; less than before when something is sent again
   * @param total bytes there are
   */
  void sent(long sent, long total);

  /**
   * The upload has begun, or been taken up again.
   *
   * @param uploadId what to take it up again with, should it break off
   */
  default void started(String uploadId) {}
}
