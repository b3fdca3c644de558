package dev.vitrine.client;

/** Is told how an upload goes. Called on a thread of the client, which must not be blocked. */
@FunctionalInterface
public interface UploadListener {
  /**
   * Some more has been sent.
   *
   * @param sent bytes handed to the network so far; back to 0 when an attempt is made again
   * @param total bytes there are
   */
  void sent(long sent, long total);
}
